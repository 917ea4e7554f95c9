import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { resultsOf } from '@holdspace/db/instrument-store'
import { findPatient } from '@holdspace/db/patient-store'
import { findProtocol } from '@holdspace/db/protocol-store'
import { type Measured, progressOf } from '@holdspace/instruments/progress'
import { mcgPerKg } from '@holdspace/kit/amounts'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { type DoseRange, nextDoseRange } from '@holdspace/protocols/dose-range'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { proposeTitration, type TitrationProposal } from '@holdspace/protocols/titration'
import { z } from 'zod'
import type { House } from '../house.ts'
import { type DoseMark, doseMarks } from '../outcomes/dose-marks.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { courseOf, rhythmVersion } from '../plan/read-cadence.ts'

export const readNextDoseInput = z.strictObject({ patientId })

export interface DoseBefore extends DoseMark {
  /** The first PHQ-9 total after it and before the next one; null where nobody measured. */
  readonly phq9After: number | null
}

/** Everything somebody who orders the next dose looks at first. It informs; it orders nothing and fills in nothing. */
export interface NextDose {
  readonly protocol: string
  readonly zone: string
  /** What was given by this route, newest first. What was given by another is no measure for this one. */
  readonly doses: readonly DoseBefore[]
  /** Against the last total before treatment. */
  readonly response: string
  /** Null while nothing was given by this route, or the amount is not known. */
  readonly proposal: TitrationProposal | null
  readonly range: DoseRange
}

/** What: a prescriber sees the doses so far, what they did and did not do, and what the next may be. Null without a plan. */
export async function readNextDose(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl' | 'hashing'>,
  actor: StaffActor,
  input: z.output<typeof readNextDoseInput>,
): Promise<Decision<NextDose | null>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId } = actor
  const permitted = permit(actor, 'plan.read', { today, patientId: input.patientId })
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    if ((await findPatient(tx, practiceId, input.patientId)) === null) return refuse(noSuchPatient)
    await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'plan.read', at: now, ...input }))
    const course = await courseOf(tx, practiceId, input.patientId)
    if (course === null) return accept(null)
    const { content } = rhythmVersion(course.plan)
    const protocol = await findProtocol(tx, content.protocolId, content.protocolVersion)
    if (protocol === null) return accept(null)
    const marks = await doseMarks(tx, house, practiceId, input.patientId)
    const results = await resultsOf(tx, practiceId, input.patientId)
    const phq9 = results.flatMap((row) =>
      row.instrumentId === 'phq-9' && row.total !== null ? [{ at: row.measuredAt, total: row.total }] : [],
    )
    return accept({
      protocol: `${protocol.title}, version ${protocol.version}`,
      zone: refs.zone,
      ...shown(protocol, marks, phq9),
      range: nextDoseRange(protocol.drug, content.dose),
    })
  })
}

/** The doses by this route, what they did, and the step that follows from both. */
function shown(protocol: ProtocolVersion, marks: readonly DoseMark[], phq9: readonly Measured[]) {
  const byRoute = marks.filter((mark) => mark.route === protocol.drug.route)
  const doses = byRoute.map((mark, at): DoseBefore => {
    const until = byRoute[at + 1]?.at
    const after = phq9.find((one) => one.at > mark.at && (until === undefined || one.at <= until))
    return { ...mark, phq9After: after?.total ?? null }
  })
  const progress = progressOf('phq-9', phq9, marks[0]?.at ?? null)
  return {
    doses: doses.toReversed(),
    response: progress.says,
    proposal: proposalAfter(protocol, doses.at(-1) ?? null, progress.baseline),
  }
}

/** Goes by what was charted: distressing dissociation noted, and a PHQ-9 taken after the last dose. */
function proposalAfter(
  { drug }: ProtocolVersion,
  last: DoseBefore | null,
  baseline: Measured | null,
): TitrationProposal | null {
  if (last === null || last.mcgPerKg === null) return null
  const isPaired = baseline !== null && baseline.at <= last.at && last.phq9After !== null
  return proposeTitration(drug, {
    lastMcgPerKg: mcgPerKg.parse(last.mcgPerKg),
    phq9: isPaired ? { baseline: baseline.total, now: last.phq9After } : null,
    tooDissociative: last.adverseEffects.some((one) => one.effect === 'distressing-dissociation'),
  })
}
