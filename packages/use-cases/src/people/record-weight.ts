import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { decideWeight, type ScaleReading, scaleReading } from '@holdspace/clinic/chart/decide-weight'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { factsOf } from '@holdspace/db/fact-store'
import { findPatient, holdPatient } from '@holdspace/db/patient-store'
import { addFactStatement, recordMeasuredWeight, statementThere } from '@holdspace/db/recorded-fact-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { formatNumber } from '@holdspace/kit/format-amount'
import { patientId } from '@holdspace/kit/ids'
import { instant } from '@holdspace/kit/instant'
import { weightReadBack } from '@holdspace/protocols/weight'
import { z } from 'zod'
import type { House } from '../house.ts'
import { earlierWeights } from '../session/earlier-weights.ts'
import { accessBy, occasionOf } from './acting.ts'
import { noSuchPatient } from './no-such-patient.ts'

export const recordWeightInput = z.strictObject({
  /** Made once per intention: sent twice, it stands once. */
  id: z.uuid(),
  patientId,
  /** Null for just now, by the server's clock. */
  measuredAt: instant.nullable(),
  reading: scaleReading,
})

type WeightHouse = Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>

/**
 * What: a prescriber or nurse weighs a person outside a session. It carries a dose like a weight of a session: it comes
 * from this practice's scale, and the protocol of the day judges its age (RULINGS 5). Partners see weights of signed
 * sessions only (RULINGS 20), so FHIR says nothing of it.
 */
export async function recordWeight(
  house: WeightHouse,
  actor: StaffActor,
  { id, patientId: whose, measuredAt: told, reading }: z.output<typeof recordWeightInput>,
): Promise<Decision<{ readonly id: string; readonly readBack: string }>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const permitted = permit(actor, 'chart.weigh', { today, patientId: whose })
  if (!permitted.ok) return permitted
  const { practiceId } = actor
  const measuredAt = told ?? now
  return inPractice(house.db, practiceId, async (tx) => {
    await holdPatient(tx, practiceId, whose)
    if ((await findPatient(tx, practiceId, whose)) === null) return refuse(noSuchPatient)
    const { weights, enteredInError } = await factsOf(tx, practiceId, whose)
    const written = [...weights, ...enteredInError.weights].find((one) => one.id === id)?.weightG
    if (written !== undefined) return accept({ id, readBack: weightReadBack(written) })
    const earlier = await earlierWeights(tx, { practiceId, patientId: whose, zone: refs.zone }, null)
    const decided = decideWeight({ actor, today, now, patientId: whose, measuredAt, reading, earlier })
    if (!decided.ok) return decided
    const signed = { at: now, by: actor.membershipId, byName: actor.displayName }
    const row = { ...signed, ...decided.value, id, patientId: whose, measuredAt, entered: enteredWords(reading) }
    await recordMeasuredWeight(tx, practiceId, row)
    const touched = { act: 'chart.weigh', at: now, patientId: whose, details: { weight: id } } as const
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept({ id, readBack: decided.value.readBack })
  })
}

/** As scale and tape showed them: `154.3 lb · 64 in`. */
function enteredWords({ thousandths, unit, height }: ScaleReading): string {
  const weight = `${formatNumber(thousandths)} ${unit}`
  return height === undefined ? weight : `${weight} · ${formatNumber(height.thousandths)} ${height.unit}`
}

export const takeBackWeightInput = z.strictObject({
  id: z.uuid(),
  patientId,
  weightId: z.uuid(),
  reason: z.string().trim().min(3, 'Say why, in a few words.').max(300),
})

/** What: a weight on the chart that was entered in error is taken back; it stays readable and carries no dose. */
export async function takeBackWeight(
  house: WeightHouse,
  actor: StaffActor,
  { id, patientId: whose, weightId, reason }: z.output<typeof takeBackWeightInput>,
): Promise<Decision<{ readonly id: string }>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId } = actor
  const permitted = permit(actor, 'chart.weigh', { today, patientId: whose })
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    await holdPatient(tx, practiceId, whose)
    if (await statementThere(tx, practiceId, id)) return accept({ id })
    const { weights } = await factsOf(tx, practiceId, whose)
    const found = weights.find((one) => one.id === weightId && one.source === 'measured')
    if (found === undefined) return refuse(noSuchWeight)
    const said = { id, patientId: whose, kind: 'weight', factId: weightId, says: 'entered-in-error', reason } as const
    const signed = { at: now, by: actor.membershipId, byName: actor.displayName }
    await addFactStatement(tx, practiceId, { ...said, ...signed })
    const touched = { act: 'chart.weigh', at: now, patientId: whose, details: { takenBack: weightId } } as const
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept({ id })
  })
}

const noSuchWeight = {
  family: 'not-found',
  code: 'weight-not-found',
  sentence:
    'There is no such weight on this chart. One of a session is corrected there, one of a referral stays as it came.',
} as const
