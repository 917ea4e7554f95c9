import { type ConsentText, initialled, type TextContent } from '@holdspace/clinic/consent/consent-text'
import {
  type ConsentKind,
  kindsAskedFor,
  type Treatment,
  textRules,
  treatmentKindOf,
} from '@holdspace/clinic/consent/kinds'
import type { Signer } from '@holdspace/clinic/consent/signing'
import { suppliedTexts } from '@holdspace/clinic/consent/supplied-texts'
import { calendarDate, dateInZone, plusPeriod } from '@holdspace/kit/calendar-date'
import type { MembershipId, PartnerId, PatientId } from '@holdspace/kit/ids'
import type { SignatureMark } from '@holdspace/kit/signature-mark'
import { publishVersion } from '@holdspace/use-cases/consent/publish-version'
import { readForSigning } from '@holdspace/use-cases/consent/read-for-signing'
import type { ReleaseWish } from '@holdspace/use-cases/consent/release-terms'
import { signConsent } from '@holdspace/use-cases/consent/sign-consent'
import { withdrawConsent } from '@holdspace/use-cases/consent/withdraw-consent'
import type { House } from '@holdspace/use-cases/house'
import { actAs } from './act-as.ts'
import { danaWhitfield, helenAmes, maraQuist, marigoldHouse, theoLind } from './people.ts'

/** Marigold House takes the supplied texts into use: each approved by whoever holds the duty for it there. */
export async function publishConsents(
  house: House,
  texts: readonly TextContent[] = suppliedTexts,
  note = 'First version of Marigold House, after counsel',
): Promise<void> {
  const effectiveFrom = dateInZone(house.clock(), marigoldHouse.zone)
  for (const content of texts) await publish(house, { content, effectiveFrom, changeNote: note, material: true })
}

async function publish(house: House, input: Parameters<typeof publishVersion>[2]): Promise<void> {
  const isMedical = textRules[input.content.kind].approvedBy.includes('medical-director')
  const published = await publishVersion(house, actAs(isMedical ? helenAmes : danaWhitfield, house.clock), input)
  if (!published.ok) throw new Error(`${input.content.kind}: ${published.refusal.sentence}`)
}

/** Ketamine as an infusion and as an injection, the way most people here are treated. */
export const byInfusion: Treatment = { medicine: 'ketamine', route: 'IV' }
export const byInjection: Treatment = { medicine: 'ketamine', route: 'IM' }

/** A newer text of one consent that names one more risk: everybody who signed the earlier one is asked again. */
export async function publishNewRisk(house: House, treatment: Treatment, version: string, risk: string): Promise<void> {
  const kind = treatmentKindOf(treatment)
  const before = suppliedTexts.find((one) => one.kind === kind)
  if (before === undefined) throw new Error(`There is no supplied text of ${kind}.`)
  const content: TextContent = {
    ...before,
    version,
    sections: before.sections.map((one) => (one.id === 'risks' ? { ...one, points: [...one.points, risk] } : one)),
  }
  const effectiveFrom = dateInZone(house.clock(), marigoldHouse.zone)
  await publish(house, { content, effectiveFrom, changeNote: 'A risk that was not named before', material: true })
}

/** A signature as a hand makes it: a loop, a wave and a line below. */
export const drawnMark: SignatureMark = {
  how: 'drawn',
  strokes: [
    [60, 120, 66, 84, 88, 52, 112, 60, 104, 108, 80, 132, 92, 140, 132, 110, 160, 92, 172, 116, 196, 118],
    [210, 96, 226, 120, 246, 92, 262, 122, 286, 90, 300, 120, 336, 100, 372, 112, 420, 88],
    [70, 158, 180, 150, 300, 154, 430, 146],
  ],
}

export interface SigningWish {
  readonly patientId: PatientId
  readonly kind: ConsentKind
  readonly mark?: SignatureMark
  readonly release?: ReleaseWish
  readonly language?: 'en' | 'es'
  /** The patient themselves, unless somebody signs for them. */
  readonly signer?: Signer
}

/** Every question on understanding answered right at once, where the text asks any. */
export function understood({ checks }: Pick<ConsentText, 'checks'>) {
  return checks === undefined ? {} : { checked: checks.map(({ id, right }) => ({ id, given: [right] })) }
}

/** The patient signs one consent on the tablet the front desk hands over. Answers its id. */
export async function signOne(house: House, { patientId, kind, ...wish }: SigningWish): Promise<string> {
  const desk = actAs(theoLind, house.clock)
  const asked = { patientId, kind, language: wish.language ?? 'en', release: wish.release ?? null }
  const shown = await readForSigning(house, desk, asked)
  if (!shown.ok) throw new Error(`${kind}: ${shown.refusal.sentence}`)
  const { text, textHash, patientName } = shown.value
  const letters = patientName.split(' ').flatMap((part) => part.slice(0, 1))
  const consentId = house.newId()
  const signed = await signConsent(house, desk, {
    patientId,
    release: asked.release,
    identityConfirmedBy: ['name', 'birth-date'],
    userAgent: 'Clinic tablet',
    signing: {
      consentId,
      kind,
      language: text.language,
      version: text.version,
      shownHash: textHash,
      signer: wish.signer ?? { as: 'patient', name: patientName },
      initials: Object.fromEntries(initialled(text).map(({ id }) => [id, letters.join('').slice(0, 8)])),
      mark: wish.mark ?? drawnMark,
      ...understood(text),
      agreesToScreen: true,
      helpers: [],
    },
  })
  if (!signed.ok) throw new Error(`${kind}: ${signed.refusal.sentence}`)
  return consentId
}

/** Everything everybody treated so is asked for: treatment, ride home, privacy notice, prices. Ids by kind. */
export async function signAllConsents(
  house: House,
  patientId: PatientId,
  treatment: Treatment,
): Promise<ReadonlyMap<ConsentKind, string>> {
  const signed = new Map<ConsentKind, string>()
  for (const kind of kindsAskedFor(treatment)) signed.set(kind, await signOne(house, { patientId, kind }))
  return signed
}

/** Half a year from today, of everything that is shared, to a partner system. */
export function releaseToPartner(house: House, partnerId: PartnerId): ReleaseWish {
  return {
    to: 'partner',
    partnerId,
    kinds: ['summary', 'sessions', 'documents'],
    sensitive: ['PSY'],
    ...halfYear(house),
  }
}

export function releaseToTherapist(house: House, membershipId: MembershipId): ReleaseWish {
  return { to: 'therapist', membershipId, ...halfYear(house) }
}

function halfYear(house: House) {
  const from = dateInZone(house.clock(), marigoldHouse.zone)
  return { from, until: calendarDate.parse(plusPeriod(from, 'P6M')) }
}

/** The patient tells the nurse that they take it back. */
export async function withdrawOne(house: House, consentId: string, how = 'Said so at the front desk'): Promise<void> {
  const withdrawn = await withdrawConsent(house, actAs(maraQuist, house.clock), { consentId, saidBy: 'patient', how })
  if (!withdrawn.ok) throw new Error(withdrawn.refusal.sentence)
}
