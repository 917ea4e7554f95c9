import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit, reachablePatients } from '@holdspace/clinic/access/permit'
import type { DayStandings } from '@holdspace/clinic/gates/gate-facts'
import { gateLines } from '@holdspace/clinic/gates/gate-lines'
import { later } from '@holdspace/clinic/gates/standing'
import { byTheClock, type Readiness, readinessOf } from '@holdspace/clinic/scheduling/day-readiness'
import { visitLines } from '@holdspace/clinic/scheduling/visit-lines'
import { credentialStanding } from '@holdspace/clinic/tasks/credential-reminders'
import { isOverdue, seesTask } from '@holdspace/clinic/tasks/task'
import { type MemberRow, membersOf } from '@holdspace/db/account-store'
import { type AppointmentRow, appointmentsBetween } from '@holdspace/db/appointment-store'
import { recordAccesses } from '@holdspace/db/audit-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { findProtocol } from '@holdspace/db/protocol-store'
import { listUnsealedSessions } from '@holdspace/db/session-store'
import { sideBySide } from '@holdspace/db/side-by-side'
import { type TaskRow, waitingTasks } from '@holdspace/db/task-store'
import { type CalendarDate, startOfDay } from '@holdspace/kit/calendar-date'
import { accept, type Decision } from '@holdspace/kit/decision'
import type { Instant } from '@holdspace/kit/instant'
import type { DayWarning } from '@holdspace/protocols/day-warnings'
import { type CalendarLine, calendarLine } from '../book/calendar-line.ts'
import { readRecordedStandings } from '../gates/read-recorded-standings.ts'
import type { House } from '../house.ts'
import { unacknowledgedHandoffs } from '../notes/read-handoffs.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { visitWarnings } from '../plan/read-cadence.ts'
import { readPlanInForce } from '../plan/read-plan-standing.ts'
import { type OpenHandoff, openHandoffs } from './open-handoffs.ts'
import { readVisitFacts } from './read-visit-facts.ts'
import { saidInSession } from './said-in-session.ts'

/** One patient of the day, and what still stands between them and their visit. */
export interface DayRow extends CalendarLine {
  /** By both gates for a medicine session, by the lines of the talk for every other visit; null for one that is off. */
  readonly readiness: Readiness | null
  /** Of a medicine session on a day that does not fit its course: a sentence each, with whose rule it is. */
  readonly outOfRhythm: readonly DayWarning[]
  /** Tasks about this person that the reader may see, what is due first at the top. */
  readonly tasks: readonly {
    readonly taskId: string
    readonly title: string
    readonly dueAt: Instant
    readonly isOverdue: boolean
  }[]
  /** What one side of the care team handed over and the other has not read; only for those who may read it. */
  readonly handoffs: readonly OpenHandoff[]
  /** People of the visit whose licence does not hold today (M13). */
  readonly lapsed: readonly string[]
  /** The session that is open or unsigned for this person. */
  readonly sessionId: string | null
}

export interface Day {
  readonly today: CalendarDate
  readonly zone: string
  readonly serverNow: Instant
  readonly rows: readonly DayRow[]
  readonly mayCheckIn: boolean
  readonly mayBook: boolean
}

type DayHouse = Pick<House, 'db' | 'clock' | 'newId' | 'hashing' | 'publicUrl'>

/** What: the front desk and the care team see the day: who comes, whether they are ready, and who mends what is missing. */
export async function readDay(house: DayHouse, actor: StaffActor): Promise<Decision<Day>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const permitted = permit(actor, 'today.read', { today })
  if (!permitted.ok) return permitted
  const { practiceId } = actor
  const { zone } = refs
  const members = await membersOf(house.db, practiceId)
  const named = reachablePatients(actor)
  return inPractice(house.db, practiceId, async (tx) => {
    const found = await appointmentsBetween(tx, practiceId, startOfDay(today, zone, 0), startOfDay(today, zone, 1))
    const ofDay = found.filter((row) => named === null || named.includes(row.patientId)).toSorted(byTheClock)
    const tasks = (await waitingTasks(tx, practiceId, 500)).filter((task) => seesTask(actor, task))
    const sessions = await listUnsealedSessions(tx, practiceId)
    const people = [...new Set(ofDay.map((row) => row.patientId))]
    const waiting = await unacknowledgedHandoffs(tx, practiceId, people)
    const rows = await sideBySide(tx, ofDay, async (row): Promise<DayRow> => {
      const { patientId } = row
      const handoffs = await openHandoffs(tx, practiceId, { patientId, waiting, today })
      const asked = { actor, row, zone, now, today, handoffs }
      const [readiness, outOfRhythm] = await Promise.all([readinessOfRow(tx, house, asked), outOfRhythmOf(tx, asked)])
      const mayRead = permit(actor, 'handoff.read', { today, patientId }).ok
      return {
        ...calendarLine(row, members),
        readiness,
        outOfRhythm,
        handoffs: mayRead ? handoffs : [],
        ...besides(row, members, tasks, now, today),
        sessionId: sessions.find((one) => one.patientId === patientId)?.id ?? null,
      }
    })
    const touched = people.map((patientId) => accessBy(house, actor, { act: 'today.read', at: now, patientId }))
    await recordAccesses(tx, practiceId, touched)
    const mayCheckIn = permit(actor, 'appointment.check-in', { today }).ok
    return accept({
      today,
      zone,
      serverNow: now,
      rows,
      mayCheckIn,
      mayBook: permit(actor, 'appointment.book', { today }).ok,
    })
  })
}

interface Asked {
  readonly actor: StaffActor
  readonly row: AppointmentRow
  readonly zone: string
  readonly now: Instant
  readonly today: CalendarDate
  readonly handoffs: readonly OpenHandoff[]
}

/** The same lines and the same reading as the gates of the session itself (RULINGS 2). */
async function readinessOfRow(
  tx: Tx,
  house: DayHouse,
  { actor, row, zone, now, today, handoffs }: Asked,
): Promise<Readiness | null> {
  const { type, patientId, status } = row
  const { practiceId } = actor
  if (status === 'cancelled' || status === 'no-show') return null
  const seesInside = permit(actor, 'session.read', { today, patientId }).ok
  const reads = ({ fixedBy }: { readonly fixedBy: string }) => seesInside || fixedBy === 'Front desk'
  if (type.route === null) {
    if (type.stage === 'medicine') return null
    const talk = await readVisitFacts(tx, house, { practiceId, zone, patientId, at: now, handoffs })
    return readinessOf(visitLines(type.stage, talk), [], reads)
  }
  const [said, planned] = await Promise.all([
    saidInSession(tx, house, { practiceId, patientId, zone, today }),
    protocolOfPlan(tx, practiceId, patientId),
  ])
  const protocol = said?.protocol ?? planned
  const track = type.staffNeeded.some((place) => place.includes('therapist')) ? 'kap' : 'infusion'
  // Without a plan the kind of the visit says which consents and which eligibility are meant.
  const asked = protocol ?? { id: '', version: '', modality: track, drug: drugOf[type.route] }
  const recorded = await readRecordedStandings(tx, house, { practiceId, zone, patientId, protocol: asked, at: now })
  const facts = {
    protocol,
    identifiers: said?.identifiers ?? null,
    recorded: said === null ? recorded : said.added(recorded),
    day: said?.day ?? atTheVisit,
    room: null,
    overrides: said?.overrides ?? [],
  }
  return readinessOf(gateLines('open', facts), gateLines('dose', facts), reads)
}

async function protocolOfPlan(tx: Tx, practiceId: StaffActor['practiceId'], patientId: AppointmentRow['patientId']) {
  const plan = await readPlanInForce(tx, practiceId, patientId)
  return plan === null ? null : findProtocol(tx, plan.protocolId, plan.protocolVersion)
}

async function outOfRhythmOf(tx: Tx, { actor, row, zone, now, today }: Asked): Promise<readonly DayWarning[]> {
  const { type, patientId, status, appointmentId } = row
  if (type.route === null || status === 'cancelled' || status === 'no-show') return []
  const visit = { on: today, appointmentId, isKeptThatDay: true }
  return visitWarnings(tx, actor.practiceId, patientId, visit, { zone, now })
}

/** A visit without a plan: by the nose the approved spray is meant, by every other route ketamine. */
const drugOf = {
  IM: { ingredient: { name: 'ketamine' }, route: 'IM' },
  IV: { ingredient: { name: 'ketamine' }, route: 'IV' },
  nasal: { ingredient: { name: 'esketamine' }, route: 'IN' },
  oral: { ingredient: { name: 'ketamine' }, route: 'PO' },
} as const

const asked = later('asked at the visit')
const atTheVisit: DayStandings = {
  capacity: asked,
  pregnancy: asked,
  allergies: asked,
  prescriptionMonitoring: asked,
  fasting: asked,
}

function besides(
  row: AppointmentRow,
  members: readonly MemberRow[],
  tasks: readonly TaskRow[],
  now: Instant,
  today: CalendarDate,
): Pick<DayRow, 'tasks' | 'lapsed'> {
  const medical = members.filter(
    (member) =>
      row.memberIds.includes(member.membershipId) && ['prescriber', 'nurse', 'therapist'].includes(member.role),
  )
  const standings = medical.map((member) => credentialStanding(member, 'licence', today))
  return {
    tasks: tasks
      // A handoff that nobody read is an open point of its own, with whom it is for.
      .filter((task) => task.patientId === row.patientId && task.kind !== 'read-handoff')
      .map((task) => ({ taskId: task.taskId, title: task.title, dueAt: task.dueAt, isOverdue: isOverdue(task, now) })),
    lapsed: standings.filter((one) => one.state !== 'met').map((one) => one.because),
  }
}
