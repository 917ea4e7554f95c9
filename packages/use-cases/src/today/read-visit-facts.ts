import { met, missing, type Standing } from '@holdspace/clinic/gates/standing'
import { packetState } from '@holdspace/clinic/intake/packet'
import type { VisitFacts } from '@holdspace/clinic/scheduling/visit-lines'
import type { Tx } from '@holdspace/db/database'
import { measuresOf } from '@holdspace/db/measure-store'
import { packetsOfPatient } from '@holdspace/db/packet-store'
import { listPatientSessions } from '@holdspace/db/session-store'
import { dateInZone, formatDate } from '@holdspace/kit/calendar-date'
import type { PatientId, PracticeId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { readEstimateStanding } from '../bill/estimate-standing.ts'
import { readConsentStanding } from '../consent/read-consent-standing.ts'
import { readPlanStanding } from '../plan/read-plan-standing.ts'
import type { LedgerHouse } from '../session/ledger.ts'
import { readCareTeamStanding } from '../team/read-care-team.ts'
import type { OpenHandoff } from './open-handoffs.ts'

export interface VisitAsked {
  readonly practiceId: PracticeId
  readonly zone: string
  readonly patientId: PatientId
  readonly at: Instant
  readonly handoffs: readonly OpenHandoff[]
}

/** Everything recorded of a person that a visit without medicine looks at, in the caller's transaction. */
export async function readVisitFacts(tx: Tx, house: LedgerHouse, asked: VisitAsked): Promise<VisitFacts> {
  const { practiceId, patientId, zone, at, handoffs } = asked
  const today = dateInZone(at, zone)
  const place = { practiceId, zone, at }
  // The notice is the same paper whatever the treatment.
  const treatment = { medicine: 'ketamine', route: 'IV' } as const
  const [{ privacyNotice }, forms, estimate, careTeam, plan, lastSession, measures] = await Promise.all([
    readConsentStanding(tx, house, place, { patientId, treatment }),
    formsStanding(tx, asked),
    readEstimateStanding(tx, practiceId, patientId, today),
    readCareTeamStanding(tx, practiceId, patientId, today),
    readPlanStanding(tx, practiceId, patientId, today),
    lastSessionStanding(tx, asked),
    measuresStanding(tx, asked),
  ])
  const unread = handoffs.map(({ owner, writtenAt }) => `${owner}, since ${timeOf(writtenAt, zone)}`)
  const handedOver = unread.length === 0 ? met('nothing waits') : missing(unread.join('; '))
  return { forms, privacyNotice, estimate, careTeam, plan, lastSession, handoffs: handedOver, measures }
}

async function formsStanding(tx: Tx, { practiceId, patientId, at }: VisitAsked): Promise<Standing> {
  const packets = await packetsOfPatient(tx, practiceId, patientId)
  const newest = packets.find((packet) =>
    packet.items.some(({ kind }) => kind === 'history' || kind === 'demographics'),
  )
  if (newest === undefined) return missing('none were sent')
  const { standing, percent } = packetState(newest, newest.events, at)
  switch (standing) {
    case 'complete':
      return met('sent back')
    case 'open':
      return missing(`${percent} % done`)
    case 'stopped':
      return missing('stopped: who they are could not be confirmed')
    case 'revoked':
      return missing('taken back')
    case 'lapsed':
      return missing('the last day has passed')
  }
}

async function lastSessionStanding(tx: Tx, { practiceId, patientId, zone }: VisitAsked): Promise<Standing> {
  const [last] = (await listPatientSessions(tx, practiceId, patientId)).toSorted((one, other) =>
    one.openedAt < other.openedAt ? 1 : -1,
  )
  if (last === undefined) return met('no session so far')
  const words = `session of ${formatDate(dateInZone(last.openedAt, zone))}`
  if (last.status === 'sealed') return met(`${words}, signed`, { type: 'session', id: last.id, at: last.openedAt })
  return missing(last.status === 'open' ? `${words} is running` : `${words} is not signed`)
}

/** What was asked and is neither answered nor overtaken. */
async function measuresStanding(tx: Tx, { practiceId, patientId, at }: VisitAsked): Promise<Standing> {
  const open = (await measuresOf(tx, practiceId, patientId)).filter(
    (measure) => measure.askedAt !== null && measure.askedAt <= at && measure.answeredAt === null && !isOver(measure),
  )
  return open.length === 0 ? met('nothing is open') : missing(`open: ${open.map(({ label }) => label).join(', ')}`)
}

function isOver({ supersededAt }: { readonly supersededAt: Instant | null }): boolean {
  return supersededAt !== null
}

function timeOf(at: Instant, zone: string): string {
  return formatDate(dateInZone(at, zone))
}
