import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { EntryId, MembershipId, PatientId, SessionId } from '@holdspace/kit/ids'
import { type Instant, msBetween } from '@holdspace/kit/instant'
import type { Refusal } from '@holdspace/kit/refusal'
import type { StaffActor } from '../access/actor.ts'
import { mayReachPatient, permit } from '../access/permit.ts'

/** A call for help from a room that nobody has answered yet. */
export interface HelpCall {
  readonly callId: EntryId
  readonly sessionId: SessionId
  readonly patientId: PatientId
  readonly room: string
  readonly emergency: boolean
  readonly calledBy: { readonly membershipId: MembershipId; readonly name: string }
  readonly calledAt: Instant
  /** When the server heard of it: from here it is counted that nobody answers, on its clock alone. */
  readonly heardAt: Instant
  readonly escalatedAt: Instant | null
}

/** A call nobody answered for this long goes to everybody and to whom the roster names (RULINGS 17). */
export const unansweredLimitMs = 60_000

export function isToEscalate(call: Pick<HelpCall, 'heardAt' | 'escalatedAt'>, now: Instant): boolean {
  return call.escalatedAt === null && msBetween(call.heardAt, now) >= unansweredLimitMs
}

/** A call as one screen shows it: the room, never the patient. */
export interface ShownCall {
  readonly callId: EntryId
  readonly room: string
  readonly emergency: boolean
  readonly calledAt: Instant
  readonly escalated: boolean
  /** Null on a locked screen: anybody may stand before it. */
  readonly seat: Seat | null
}

export interface Seat {
  readonly calledBy: string
  /** Called by whoever looks: they can call it off. */
  readonly isOwn: boolean
  readonly mayAnswer: boolean
  /** The room's page, for those who may work in it. */
  readonly sessionId: SessionId | null
}

/**
 * Which calls this screen shows. The care team hears every call at once, everybody else an emergency and what nobody has
 * answered for a minute. A guest hears of the rooms of their own patients, and of the others only then (RULINGS 19).
 */
export function callsShownTo(
  viewer: StaffActor,
  calls: readonly HelpCall[],
  { isLocked, today }: { readonly isLocked: boolean; readonly today: CalendarDate },
): readonly ShownCall[] {
  const hearsAll = permit(viewer, 'session.call-for-help', { today }).ok
  return calls
    .filter((call) => {
      if (call.emergency || call.escalatedAt !== null) return true
      return hearsAll && mayReachPatient(viewer, call.patientId)
    })
    .map((call) => ({
      callId: call.callId,
      room: call.room,
      emergency: call.emergency,
      calledAt: call.calledAt,
      escalated: call.escalatedAt !== null,
      seat: isLocked ? null : seatOf(viewer, call, today),
    }))
}

function seatOf(viewer: StaffActor, call: HelpCall, today: CalendarDate): Seat {
  const { patientId } = call
  return {
    calledBy: call.calledBy.name,
    isOwn: call.calledBy.membershipId === viewer.membershipId,
    mayAnswer: permit(viewer, 'call.answer', { today }).ok,
    sessionId: permit(viewer, 'session.read', { today, patientId }).ok ? call.sessionId : null,
  }
}

/** Somebody says that they come; or whoever called, that nobody needs to. Nobody answers their own call by coming. */
export function decideAnswer(
  actor: StaffActor,
  call: Pick<HelpCall, 'calledBy'>,
  { calledOff, today }: { readonly calledOff: boolean; readonly today: CalendarDate },
): Decision<true> {
  const may = permit(actor, 'call.answer', { today })
  if (!may.ok) return may
  const isOwn = call.calledBy.membershipId === actor.membershipId
  if (calledOff && !isOwn) return refuse(notYoursToCallOff)
  if (!calledOff && isOwn) return refuse(ownCall)
  return accept(true)
}

const notYoursToCallOff: Refusal = {
  family: 'not-permitted',
  code: 'call-of-somebody-else',
  sentence: 'Only whoever called can say that nobody needs to come. Go, or let somebody else answer.',
}

const ownCall: Refusal = {
  family: 'unprocessable',
  code: 'own-call',
  sentence: 'You called yourself: somebody else has to answer. If nobody needs to come any more, call it off.',
}

export const noSuchCall: Refusal = {
  family: 'not-found',
  code: 'call-not-found',
  sentence: 'There is no such call for help.',
}
