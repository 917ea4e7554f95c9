import type { StaffActor, SystemActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { readConsentRef } from '@holdspace/clinic/consent/consent-ref'
import { currentForms } from '@holdspace/clinic/intake/clinic-forms'
import { packetLifeMs } from '@holdspace/clinic/intake/link-rules'
import { identityItem, inOrder, type PacketItem, packetItemOf } from '@holdspace/clinic/intake/packet'
import { type Language, languageOf, languages } from '@holdspace/clinic/intake/questions'
import type { MailTemplateName } from '@holdspace/clinic/mail/mail-templates'
import type { PlanId } from '@holdspace/clinic/plan/plan-content'
import { waitsForPatient } from '@holdspace/clinic/plan/plan-version'
import { dayOfVersion } from '@holdspace/clinic/screening/day-of-questions'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { addPacketEvent, findPacket, insertPacket } from '@holdspace/db/packet-store'
import { findPatient, type PatientRow } from '@holdspace/db/patient-store'
import { plansOf } from '@holdspace/db/plan-store'
import { askedInstrument } from '@holdspace/instruments/catalogue'
import { instrumentIds } from '@holdspace/instruments/instrument'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type PacketId, type PracticeId, packetId, patientId } from '@holdspace/kit/ids'
import { type Instant, plusMs } from '@holdspace/kit/instant'
import type { Refusal } from '@holdspace/kit/refusal'
import { z } from 'zod'
import { accessBy, byWhom, occasionOf } from '../people/acting.ts'
import { addressOnFile } from '../people/address-on-file.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { sentBeforeAsAnother } from '../sent-before.ts'
import { mailToPatient, untilWords } from './mail-to-patient.ts'
import { makeLink } from './make-link.ts'
import type { PacketHouse } from './packet-house.ts'

const named = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.:+_-]{0,159}$/, 'the name of an instrument or a document')

/** What staff choose from; the version of a clinic form is the current one, whoever asks. */
export const chosenItem = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['identity', 'demographics', 'history', 'medicines', 'treatment-trials', 'contraindications']),
  }),
  z.strictObject({ kind: z.enum(['instrument', 'consent']), ref: named }),
  /** The plan that waits for the patient’s signature, whichever it is. */
  z.strictObject({ kind: z.literal('plan') }),
  /** What has changed, asked on the day of a session. */
  z.strictObject({ kind: z.literal('day-of') }),
])
export type ChosenItem = z.output<typeof chosenItem>

export const sendPacketInput = z.strictObject({
  /** Made once per intention: sent twice, it is one packet. */
  packetId,
  patientId,
  items: z.array(chosenItem).min(1).max(30),
  /** Null: the patient's own, as the chart has it. */
  language: z.enum(languages).nullable(),
  /** By mail to the address on file; handed over as a link or QR; or made ready for a tablet of the clinic. */
  how: z.enum(['mail', 'hand', 'kiosk']),
})

export interface SentPacket {
  readonly packetId: PacketId
  /** The address to hand over, shown once; null where it went by mail or the packet waits for a tablet. */
  readonly link: string | null
  readonly linkUntil: Instant | null
}

/** What: staff choose forms and send them to a patient: by mail, as a link to hand over, or for a tablet. */
export async function sendPacket(
  house: PacketHouse,
  actor: StaffActor | SystemActor,
  input: z.output<typeof sendPacketInput>,
): Promise<Decision<SentPacket>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId } = actor
  const permitted = permit(actor, 'packet.send', { today, patientId: input.patientId })
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    const patient = await findPatient(tx, practiceId, input.patientId)
    if (patient === null) return refuse(noSuchPatient)
    const before = await findPacket(tx, practiceId, input.packetId)
    if (before !== null) {
      const isSent = before.patientId === input.patientId && namesOf(before.items) === namesOf(input.items)
      return isSent ? accept({ packetId: before.packetId, link: null, linkUntil: null }) : refuse(sentBeforeAsAnother)
    }
    const language = input.language ?? languageOf(patient.person)
    const composed = await composePacket(house, tx, actor, {
      packetId: input.packetId,
      patient,
      items: input.items,
      language,
      now,
    })
    if (!composed.ok) return composed
    const practice = { practiceId, practiceName: refs.practiceName, zone: refs.zone }
    return addressPacket(house, tx, actor, { ...input, language, patient, practice, template: 'forms-to-fill-in', now })
  })
}

/** What was chosen, in any order: the version of a clinic form and the plan that waits are not the sender's to say. */
function namesOf(items: readonly { readonly kind: string; readonly ref?: string }[]): string {
  const named = items.map(({ kind, ref }) => (kind === 'instrument' || kind === 'consent' ? `${kind} ${ref}` : kind))
  return named.toSorted().join()
}

export interface Composed {
  readonly packetId: PacketId
  readonly patient: PatientRow
  readonly items: readonly ChosenItem[]
  readonly language: Language
  readonly now: Instant
}

/**
 * Puts a packet together in the caller's transaction, without addressing it. For use cases that send something of their
 * own, such as measures after a session; they call `addressPacket` next.
 */
export async function composePacket(
  house: Pick<PacketHouse, 'newId'>,
  tx: Tx,
  actor: StaffActor | SystemActor,
  { packetId: id, patient, items, language, now }: Composed,
): Promise<Decision<{ readonly items: readonly PacketItem[] }>> {
  if (patient.deceasedOn !== null) return refuse(hasDied)
  const plan = items.some(({ kind }) => kind === 'plan')
    ? await planToSign(tx, actor.practiceId, patient.patientId)
    : null
  if (plan === null && items.some(({ kind }) => kind === 'plan')) return refuse(noPlanToSign)
  const chosen = items.map((item) => itemOf(item, plan))
  if (!chosen.every(isKnown)) return refuse(notKnown)
  if (new Set(chosen.map((item) => item.id)).size !== chosen.length) return refuse(chosenTwice)
  const ordered = inOrder(chosen)
  const { practiceId } = actor
  const by = byWhom(actor)
  await insertPacket(tx, practiceId, {
    packetId: id,
    patientId: patient.patientId,
    items: ordered,
    language,
    createdAt: now,
    closesAt: plusMs(now, packetLifeMs),
    createdBy: by.membershipId,
    createdByName: by.name,
  })
  const details = { packetId: id, items: ordered.map((item) => item.id) }
  const touched = { act: 'packet.send', at: now, patientId: patient.patientId, details } as const
  await recordAccess(tx, practiceId, accessBy(house, actor, touched))
  return accept({ items: ordered })
}

export interface Addressed {
  readonly packetId: PacketId
  readonly patient: PatientRow
  readonly practice: {
    readonly practiceId: StaffActor['practiceId']
    readonly practiceName: string
    readonly zone: string
  }
  readonly language: Language
  readonly how: 'mail' | 'hand' | 'kiosk'
  readonly template: Extract<MailTemplateName, 'forms-to-fill-in' | 'forms-reminder' | 'link-renewed' | 'copy-to-keep'>
  readonly now: Instant
}

/** Makes the link and sends or hands it over, in the caller's transaction. Refused by mail where no address is on file. */
export async function addressPacket(
  house: Pick<PacketHouse, 'newId' | 'publicUrl'>,
  tx: Tx,
  actor: StaffActor | SystemActor,
  { packetId: id, patient, practice, language, how, template, now }: Addressed,
): Promise<Decision<SentPacket>> {
  const { practiceId } = practice
  if (how === 'kiosk') return accept({ packetId: id, link: null, linkUntil: null })
  const to = addressOnFile(patient)
  if (how === 'mail' && to === null) return refuse(noAddress)
  const made = await makeLink(house, tx, { practiceId, packetId: id, channel: how }, now)
  const kind = how === 'mail' ? 'sent' : 'handed-over'
  await addPacketEvent(tx, practiceId, { id: house.newId(), packetId: id, kind, at: now, by: byWhom(actor) })
  if (how === 'hand' || to === null) return accept({ packetId: id, link: made.address, linkUntil: made.expiresAt })
  const words = { link: made.address, until: untilWords(made.expiresAt, practice.zone) }
  await mailToPatient(house, tx, { practice, patient, to, language, template, words, at: now })
  return accept({ packetId: id, link: null, linkUntil: made.expiresAt })
}

/** The plan whose newest version waits for this patient; null when none does. */
async function planToSign(tx: Tx, practiceId: PracticeId, id: PatientRow['patientId']): Promise<PlanId | null> {
  return (await plansOf(tx, practiceId, id)).find(waitsForPatient)?.planId ?? null
}

function itemOf(chosen: ChosenItem, plan: PlanId | null): PacketItem {
  switch (chosen.kind) {
    case 'identity':
      return identityItem
    case 'plan':
      return packetItemOf('plan', plan ?? '')
    case 'day-of':
      return packetItemOf('day-of', dayOfVersion)
    case 'instrument':
    case 'consent':
      return packetItemOf(chosen.kind, chosen.ref)
    case 'demographics':
    case 'history':
    case 'medicines':
    case 'treatment-trials':
    case 'contraindications':
      return packetItemOf(chosen.kind, currentForms[chosen.kind].version)
  }
}

/** A packet never names a questionnaire without questions, or a consent nobody wrote. */
function isKnown({ kind, ref }: PacketItem): boolean {
  if (kind === 'consent') return readConsentRef(ref) !== null
  if (kind === 'plan') return ref !== ''
  if (kind !== 'instrument') return true
  const id = instrumentIds.find((one) => one === ref)
  return id !== undefined && askedInstrument(id) !== null
}

const notKnown: Refusal = {
  family: 'invalid',
  code: 'form-not-known',
  sentence: 'One of the forms chosen does not exist here. Choose from the list.',
  field: 'items',
}

const noPlanToSign: Refusal = {
  family: 'unprocessable',
  code: 'no-plan-to-sign',
  sentence: 'There is no plan that waits for the patient’s signature. Propose one first, or leave the plan out.',
  field: 'items',
}

const noAddress: Refusal = {
  family: 'unprocessable',
  code: 'no-address-on-file',
  sentence: 'No email address is on file for this person. Hand the link over, or add an address first.',
}

const chosenTwice: Refusal = {
  family: 'invalid',
  code: 'form-chosen-twice',
  sentence: 'The same form was chosen twice. Choose each once.',
  field: 'items',
}

const hasDied: Refusal = {
  family: 'unprocessable',
  code: 'patient-has-died',
  sentence: 'This person is recorded as having died. Nothing is sent.',
}
