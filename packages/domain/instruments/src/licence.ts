import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'

/** What the owner of an instrument allows, checked on a day (INSTRUMENTS section 3). */
export const licenceStatuses = ['public-domain', 'registration', 'commercial', 'unknown'] as const
export type LicenceStatus = (typeof licenceStatuses)[number]

export interface InstrumentLicence {
  readonly status: LicenceStatus
  /** What the owner, or the reason, says in a sentence. */
  readonly says: string
  /** Printed with every form and every paper that shows the instrument. */
  readonly notice: string | null
  readonly sourceUrl: string
  readonly dateChecked: CalendarDate
}

/** A named person's statement that the practice may use the wording it brought. */
export interface Attestation {
  readonly byName: string
  readonly reference: string
  readonly notice: string
}

type Delivery = 'embedded' | 'content-pack' | 'score-entry'

/** May the wording of an instrument with this licence be shipped with Holdspace? */
export function mayShipWording(licence: InstrumentLicence): boolean {
  return licence.status === 'public-domain'
}

/**
 * May a practice switch the wording on? Embedded wording needs nothing; a content pack needs a name, the reference of
 * the registration or permission, and the owner's notice; a score-entry instrument has no wording to switch on.
 */
export function decideWording(delivery: Delivery, attestation: Attestation | null): Decision<true> {
  if (delivery === 'score-entry') return refuse(scoreOnly)
  if (delivery === 'embedded') return accept(true)
  if (attestation === null) return refuse(attestationMissing)
  if (attestation.byName.trim() === '' || attestation.reference.trim().length < 3) return refuse(attestationMissing)
  if (attestation.notice.trim().length < 3) return refuse(noticeMissing)
  return accept(true)
}

const scoreOnly = {
  family: 'unprocessable',
  code: 'score-entry-only',
  sentence: 'The wording of this instrument may not be kept here. Enter its total, the date and who rated it.',
} as const

const attestationMissing = {
  family: 'unprocessable',
  code: 'attestation-missing',
  sentence: 'Say who confirms the practice’s right to use this wording, and under which registration or permission.',
  field: 'reference',
} as const

const noticeMissing = {
  family: 'unprocessable',
  code: 'notice-missing',
  sentence: 'Enter the owner’s copyright notice: it is shown with every form and printed on every paper.',
  field: 'notice',
} as const
