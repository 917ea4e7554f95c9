import type { StaffActor } from '@holdspace/clinic/access/actor'
import { type Flag, flagsOf } from '@holdspace/clinic/referral/flags'
import { inPractice, type Tx } from '@holdspace/db/database'
import { factsOf } from '@holdspace/db/fact-store'
import { findPatient } from '@holdspace/db/patient-store'
import { esketamineSheet, type MedicineGroup } from '@holdspace/documents/esketamine-sheet'
import { type CalendarDate, dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type PatientId, type PracticeId, type SessionId, sessionId } from '@holdspace/kit/ids'
import { limit } from '@holdspace/protocols/limit'
import type { SessionState } from '@holdspace/record/state'
import { z } from 'zod'
import type { House } from '../house.ts'
import { doseMarks } from '../outcomes/dose-marks.ts'
import { pictureOfChart } from '../people/picture-of-chart.ts'
import { openLedger } from '../session/open-ledger.ts'
import { letterheadOf } from '../session/session-paper.ts'

/** What: the facts of an esketamine session for the programme's monitoring form, as a PDF; a draft until it is signed. */
export const readDataSheetInput = z.strictObject({ sessionId, paper: z.enum(['letter', 'a4']) })

export async function readDataSheet(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'hashing' | 'drawPdf'>,
  actor: StaffActor,
  input: z.output<typeof readDataSheetInput>,
): Promise<Decision<{ readonly fileName: string; readonly pdf: Uint8Array }>> {
  const now = house.clock()
  const read = await inPractice(house.db, actor.practiceId, async (tx) => {
    const opening = { sessionId: input.sessionId, act: 'record.print', subject: 'session-record' } as const
    const opened = await openLedger(tx, house, actor, opening)
    if (!opened.ok) return opened
    const { patientId, state } = opened.value
    if (!hasDataSheet(state)) return refuse(noDataSheet)
    const marks = await doseMarks(tx, house, actor.practiceId, patientId)
    const medicines = await medicineGroups(tx, actor.practiceId, patientId, dateInZone(now, actor.practiceZone))
    return accept({ ledger: opened.value, medicines, treatedBefore: nasalBefore(marks, input.sessionId) })
  })
  if (!read.ok) return read
  const { ledger, medicines, treatedBefore } = read.value
  const { state, protocol } = ledger
  const sheet = esketamineSheet({
    practice: await letterheadOf(house.db, actor),
    state,
    treatedBefore,
    medicines,
    observationMinutes: limit(protocol.discharge.minMinutesAfterEnd, 'least observation'),
    asOf: state.signature?.occurredAt ?? now,
  })
  if (sheet === null) return refuse(noDataSheet)
  const pdf = await house.drawPdf({ blocks: sheet.blocks, frame: sheet.frame, paper: input.paper })
  const day = dateInZone(state.opened?.occurredAt ?? now, actor.practiceZone)
  const draft = state.signature === null ? 'draft-' : ''
  return accept({ fileName: `${draft}esketamine-data-sheet-${state.opened?.patient.mrn ?? ''}-${day}.pdf`, pdf })
}

/** Is this a session of the nasal spray in which something was given? */
export function hasDataSheet(state: SessionState): boolean {
  return state.doses.some((dose) => dose.drug === 'esketamine')
}

function nasalBefore(marks: Awaited<ReturnType<typeof doseMarks>>, id: SessionId): number {
  const nasal = marks.filter((mark) => mark.route === 'IN')
  return Math.max(
    0,
    nasal.findIndex((mark) => mark.sessionId === id),
  )
}

/** The groups of the form by the rules that flag a medicine; a benzodiazepine is no "other" sedative. */
const groups: readonly (readonly [title: string, rule: Flag['rule']])[] = [
  ['Benzodiazepines', 'benzodiazepine'],
  ['Other sedating medicines', 'sedative'],
  ['Psychostimulants', 'stimulant'],
  ['MAO inhibitors', 'maoi'],
  ['Opioids', 'opioid'],
]

async function medicineGroups(
  tx: Tx,
  practiceId: PracticeId,
  id: PatientId,
  today: CalendarDate,
): Promise<readonly MedicineGroup[]> {
  const patient = await findPatient(tx, practiceId, id)
  if (patient === null) return []
  const flags = flagsOf(pictureOfChart(patient, await factsOf(tx, practiceId, id)), today)
  return groups.map(([title, rule]) => ({
    title,
    listed: flags.filter((flag) => flag.rule === rule).map((flag) => flag.because),
  }))
}

const noDataSheet = {
  family: 'not-found',
  code: 'no-data-sheet',
  sentence: 'Only a session in which esketamine was given has a data sheet.',
} as const
