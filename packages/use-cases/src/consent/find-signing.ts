import { type ConsentText, textFor, textHash } from '@holdspace/clinic/consent/consent-text'
import type { ConsentKind } from '@holdspace/clinic/consent/kinds'
import { versionInEffect } from '@holdspace/clinic/consent/standing'
import { consentVersions, type PublishedVersion } from '@holdspace/db/consent-store'
import type { Tx } from '@holdspace/db/database'
import { findPatient, type PatientRow } from '@holdspace/db/patient-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { PatientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { House } from '../house.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import type { PracticePlace } from './consent-locks.ts'
import { type FoundTerms, findTerms, type ReleaseWish } from './release-terms.ts'

export interface SigningAsked {
  readonly patientId: PatientId
  readonly kind: ConsentKind
  readonly language: 'en' | 'es'
  readonly release: ReleaseWish | null
}

export interface FoundSigning extends FoundTerms {
  readonly patient: PatientRow
  readonly patientName: string
  readonly version: PublishedVersion
  readonly text: ConsentText
  readonly textHash: string
}

/** The exact text this person would sign now. Reading it and signing it both come from here, so their hashes can agree. */
export async function findSigning(
  tx: Tx,
  house: Pick<House, 'hashing'>,
  place: PracticePlace & { readonly practiceName: string; readonly at: Instant },
  asked: SigningAsked,
): Promise<Decision<FoundSigning>> {
  const patient = await findPatient(tx, place.practiceId, asked.patientId)
  if (patient === null) return refuse(noSuchPatient)
  const found = await findTerms(tx, place.practiceId, asked.kind, asked.release)
  if (!found.ok) return found
  const versions = await consentVersions(tx, place.practiceId)
  const version = versionInEffect(versions, asked.kind, asked.language, place.at, place.zone)
  if (version === null) return refuse(noText)
  const patientName = fullName(patient)
  const about = { practiceName: place.practiceName, patientName, release: found.value.terms }
  const text = textFor({ ...version.content, kind: asked.kind }, about)
  const hash = textHash(text, house.hashing.sha256)
  return accept({ ...found.value, patient, patientName, version, text, textHash: hash })
}

/** `Ana Lucía Rivera`, as people sign. */
export function fullName({ person }: Pick<PatientRow, 'person'>): string {
  return [...person.given, person.family].filter((part) => part !== '').join(' ')
}

const noText = {
  family: 'unprocessable',
  code: 'no-consent-text',
  sentence:
    'The practice has no approved text of this consent in effect. The medical director or privacy officer approves one.',
} as const
