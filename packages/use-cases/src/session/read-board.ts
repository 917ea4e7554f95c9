import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit, reachablePatients } from '@holdspace/clinic/access/permit'
import { monitoringOf } from '@holdspace/clinic/session/monitoring'
import { recordAccesses } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { listUnsealedSessions, type SessionRow } from '@holdspace/db/session-store'
import { sideBySide } from '@holdspace/db/side-by-side'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision } from '@holdspace/kit/decision'
import type { Instant } from '@holdspace/kit/instant'
import { firstDoseAt, type SessionState } from '@holdspace/record/state'
import type { House } from '../house.ts'
import { accessBy } from '../people/acting.ts'
import { readLedgerIn } from './ledger.ts'

/** One session on the board: where it is, what is due, and who is in the room. Initials by default (RULINGS 17). */
export interface BoardSession {
  readonly sessionId: string
  readonly patientId: string
  readonly initials: string
  readonly name: string
  readonly room: string
  readonly protocolTitle: string
  readonly phase: 'before dose' | 'medicine' | 'recovery' | 'ended' | 'to sign'
  readonly openedAt: Instant
  readonly firstDoseAt: Instant | null
  readonly nextDueAt: Instant | null
  readonly overdueSince: Instant | null
  readonly lastVitals: SessionState['vitals'][number] | null
  readonly people: readonly string[]
  readonly helpWanted: boolean
}

export interface Board {
  readonly sessions: readonly BoardSession[]
  readonly zone: string
  readonly serverNow: Instant
}

/** What: the care team and the front desk see which rooms are in use and what is due in them, and what waits for a signature. */
export async function readBoard(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'hashing'>,
  actor: StaffActor,
): Promise<Decision<Board>> {
  const now = house.clock()
  const permitted = permit(actor, 'today.read', { today: dateInZone(now, actor.practiceZone) })
  if (!permitted.ok) return permitted
  // The front desk sees that a room is in use and until when, not what was measured in it (45 CFR 164.502(b)).
  const seesInside = permit(actor, 'session.read', { today: dateInZone(now, actor.practiceZone) }).ok
  const named = reachablePatients(actor)
  const sessions = await inPractice(house.db, actor.practiceId, async (tx) => {
    const unsealed = await listUnsealedSessions(tx, actor.practiceId)
    const rows = unsealed.filter(({ patientId }) => named === null || named.includes(patientId))
    const found = await sideBySide(tx, rows, async (row) => {
      const ledger = await readLedgerIn(tx, house, actor.practiceId, row.id)
      return ledger === null || ledger.state.opened === null ? [] : [{ row, ...ledger }]
    })
    const shown = found.flat()
    const touched = shown.map(({ row }) => {
      const subject = { type: 'session', id: row.id }
      return accessBy(house, actor, { act: 'today.read', at: now, patientId: row.patientId, subject })
    })
    await recordAccesses(tx, actor.practiceId, touched)
    return shown.map(({ row, state, protocol }) => {
      const session = boardSession(row, state, monitoringOf(state, protocol, now))
      return seesInside ? session : { ...session, lastVitals: null }
    })
  })
  return accept({ sessions, zone: actor.practiceZone, serverNow: now })
}

function boardSession(row: SessionRow, state: SessionState, clock: ReturnType<typeof monitoringOf>): BoardSession {
  const patient = state.opened?.patient
  const [family, given] = [patient?.family ?? '', patient?.given ?? '']
  return {
    sessionId: row.id,
    patientId: row.patientId,
    initials: [given, family].map((name) => (name === '' ? '' : `${name.slice(0, 1)}.`)).join(''),
    name: `${family}, ${given}`,
    room: state.opened?.room ?? '',
    protocolTitle: state.opened?.protocol.title ?? '',
    phase: state.ended === null ? phases[clock.stage] : 'to sign',
    openedAt: row.openedAt,
    firstDoseAt: firstDoseAt(state),
    nextDueAt: clock.nextDueAt,
    overdueSince: clock.overdueSince,
    lastVitals: state.vitals.at(-1) ?? null,
    // Whoever has joined on two devices is one person in the room.
    people: [...new Set(state.participants.filter((one) => one.leftAt === null).map((one) => one.actor.name))],
    helpWanted: state.helpCalls.some((call) => call.answeredBy === null),
  }
}

const phases = { pre: 'before dose', during: 'medicine', recovery: 'recovery', ended: 'ended' } as const
