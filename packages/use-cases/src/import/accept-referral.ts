import { type AcceptChoice, decideAccept } from '@holdspace/clinic/referral/decide-referral'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { factsOf, insertImportedFacts, type NewFacts } from '@holdspace/db/fact-store'
import { writeResources } from '@holdspace/db/fhir-store'
import {
  changeAllergyStatus,
  findPatient,
  holdPatient,
  insertIdentifiers,
  insertPatient,
  nextMrn,
} from '@holdspace/db/patient-store'
import { decideReferral, findReferral, type ReferralRow } from '@holdspace/db/referral-store'
import { changesBetween } from '@holdspace/fhir/write'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { idempotencyKey, type PatientId, patientId, referralId } from '@holdspace/kit/ids'
import { isRefusalError, RefusalError } from '@holdspace/kit/refusal'
import { z } from 'zod'
import type { House } from '../house.ts'
import { type Acting, accessBy, byWhom, type Occasion, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { patientWrites } from '../people/patient-fhir.ts'
import { writeCareFhir } from '../plan/care-fhir.ts'
import { chartToAttach, duplicatesOf } from './referral-duplicates.ts'
import { noSuchReferral } from './review-referral.ts'

export const acceptReferralInput = z.strictObject({
  referralId,
  /** Made by the reviewer's browser once per decision, so that a double click accepts once. */
  key: idempotencyKey,
  choice: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('new'), notTheSamePersonBecause: z.string().trim().max(500).optional() }),
    z.strictObject({ kind: z.literal('attach'), patientId }),
  ]),
})

export interface Accepted {
  readonly patientId: PatientId
  readonly mrn: string
  readonly attached: boolean
}

type AcceptHouse = Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>
interface Accepting extends Occasion {
  readonly house: AcceptHouse
  readonly actor: Acting
  readonly referral: ReferralRow
}

/**
 * What: a reviewer accepts a referral: a new chart, or additions to the chart of somebody who is here already. Person,
 * facts, FHIR resources, the referral's decision and the audit row commit together or not at all. The same key again
 * answers the same and does nothing.
 */
export async function acceptReferral(
  house: AcceptHouse,
  actor: Acting,
  input: z.output<typeof acceptReferralInput>,
): Promise<Decision<Accepted>> {
  const occasion = await occasionOf(house, actor)
  try {
    return await inPractice(house.db, actor.practiceId, async (tx) => {
      const referral = await findReferral(tx, actor.practiceId, input.referralId, 'lock')
      if (referral === null) return refuse(noSuchReferral)
      if (referral.status === 'accepted' && referral.decision?.key === input.key)
        return acceptedBefore(tx, referral, actor)
      const mrn = input.choice.kind === 'new' ? await nextMrn(tx, actor.practiceId) : null
      const duplicates = await duplicatesOf(tx, actor.practiceId, referral.content)
      const question = { actor, today: occasion.today, status: referral.status, choice: input.choice, duplicates }
      const decided = decideAccept(question)
      if (!decided.ok) throw new RefusalError(decided.refusal)
      const accepting = { ...occasion, house, actor, referral }
      const answer =
        mrn === null ? await attach(tx, accepting, decided.value) : await createChart(tx, accepting, decided.value, mrn)
      await recordDecision(tx, accepting, input.key, decided.value, answer)
      return accept(answer)
    })
  } catch (thrown) {
    // A refusal after the record number was drawn rolls the number back; it is still an answer, not a failure.
    if (isRefusalError(thrown)) return refuse(thrown.refusal)
    throw thrown
  }
}

async function createChart(tx: Tx, accepting: Accepting, choice: AcceptChoice, mrn: string): Promise<Accepted> {
  const { house, actor, referral, now } = accepting
  const { content } = referral
  const id = patientId.parse(house.newId())
  const because = choice.kind === 'new' ? (choice.notTheSamePersonBecause ?? '').trim() : ''
  const row = {
    patientId: id,
    mrn,
    person: content.person,
    allergyStatus: content.allergyStatus,
    notDuplicateBecause: because === '' ? null : because,
  }
  await insertPatient(tx, actor.practiceId, row, byWhom(actor), now)
  await insertIdentifiers(tx, actor.practiceId, id, content.identifiers)
  await addFacts(tx, accepting, id, content)
  await writeResources(tx, actor.practiceId, await writesOf(tx, accepting, id))
  return { patientId: id, mrn, attached: false }
}

async function attach(tx: Tx, accepting: Accepting, choice: AcceptChoice): Promise<Accepted> {
  const { actor, referral, now, today } = accepting
  if (choice.kind !== 'attach') throw new Error('Only a choice to attach comes here.')
  const id = choice.patientId
  await holdPatient(tx, actor.practiceId, id)
  const chart = await chartToAttach(tx, actor.practiceId, id, referral.content, today)
  if (chart === null) throw new RefusalError(noSuchPatient)
  const before = patientWrites(chart.patient, chart.facts, accepting.refs)
  await insertIdentifiers(tx, actor.practiceId, id, chart.news.identifiers)
  await addFacts(tx, accepting, id, chart.news)
  if (chart.news.allergyStatus !== chart.patient.allergyStatus) {
    await changeAllergyStatus(tx, actor.practiceId, id, chart.news.allergyStatus, now)
  }
  await writeResources(tx, actor.practiceId, changesBetween(before, await writesOf(tx, accepting, id)))
  return { patientId: id, mrn: chart.patient.mrn, attached: true }
}

async function addFacts(tx: Tx, { house, actor, referral, now }: Accepting, id: PatientId, facts: NewFacts) {
  const origin = {
    practiceId: actor.practiceId,
    patientId: id,
    referralId: referral.referralId,
    recordedBy: byWhom(actor).membershipId,
    at: now,
    newId: house.newId,
  }
  const { problems, allergies, medications, measurements } = facts
  await insertImportedFacts(tx, origin, { problems, allergies, medications, measurements })
}

/** The person's resources as the database now has them, so that a rebuild finds nothing to change. */
async function writesOf(tx: Tx, { actor, refs }: Accepting, id: PatientId) {
  const patient = await findPatient(tx, actor.practiceId, id)
  if (patient === null) throw new Error('A person who was just recorded cannot be found.')
  return patientWrites(patient, await factsOf(tx, actor.practiceId, id), refs)
}

async function recordDecision(
  tx: Tx,
  { house, actor, referral, now, refs }: Accepting,
  key: string,
  choice: AcceptChoice,
  { patientId: id, attached }: Accepted,
): Promise<void> {
  const because = choice.kind === 'new' ? (choice.notTheSamePersonBecause ?? '').trim() : ''
  const decided = { status: 'accepted', key, reason: because === '' ? null : because, patientId: id, attached } as const
  await decideReferral(tx, actor.practiceId, referral.referralId, decided, byWhom(actor), now)
  // Known to be theirs only now: the referral itself is told with what is planned for them.
  await writeCareFhir(tx, id, refs)
  const touched = {
    act: 'referral.accept',
    at: now,
    patientId: id,
    referralId: referral.referralId,
    details: { attached },
  }
  await recordAccess(tx, actor.practiceId, accessBy(house, actor, touched))
}

async function acceptedBefore(tx: Tx, referral: ReferralRow, actor: Acting): Promise<Decision<Accepted>> {
  const id = referral.decision?.patientId ?? null
  const patient = id === null ? null : await findPatient(tx, actor.practiceId, id)
  if (patient === null) throw new Error('An accepted referral has no chart.')
  return accept({ patientId: patient.patientId, mrn: patient.mrn, attached: referral.decision?.attached ?? false })
}
