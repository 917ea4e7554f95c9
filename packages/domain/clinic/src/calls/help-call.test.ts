import type { EntryId, MembershipId, PatientId, SessionId } from '@holdspace/kit/ids'
import { type Instant, plusMs } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import { lind, okafor, quist, vance } from '../../testing/session-room.ts'
import type { StaffActor } from '../access/actor.ts'
import { callsShownTo, decideAnswer, type HelpCall, isToEscalate } from './help-call.ts'

const at = '2026-11-21T15:00:00.000Z' as Instant
const today = '2026-11-21' as never
const seat = { isLocked: false, today }

const call: HelpCall = {
  callId: '018f0000-0000-7000-8000-0000000000c1' as EntryId,
  sessionId: '018f0000-0000-7000-8000-0000000000c2' as SessionId,
  patientId: '018f0000-0000-7000-8000-0000000000c3' as PatientId,
  room: 'Cedar',
  emergency: false,
  calledBy: { membershipId: okafor.membershipId as MembershipId, name: okafor.displayName },
  calledAt: at,
  heardAt: at,
  escalatedAt: null,
}
const urgent = { ...call, emergency: true }
const escalated = { ...call, escalatedAt: plusMs(at, 60_000) }
const rooms = (viewer: StaffActor, calls: readonly HelpCall[]) => callsShownTo(viewer, calls, seat).length

describe('who is shown a call for help (RULINGS 17)', () => {
  it.each([
    ['the nurse', quist, 1, 1, 1],
    ['whoever called', okafor, 1, 1, 1],
    ['the front desk', lind, 0, 1, 1],
    ['a guest of another patient', { ...vance, guestPatients: [] }, 0, 1, 1],
    ['a guest of this patient', { ...vance, guestPatients: [call.patientId] }, 1, 1, 1],
  ] as const)('%s', (_who, viewer, plain, emergency, unanswered) => {
    expect(rooms(viewer, [call])).toBe(plain)
    expect(rooms(viewer, [urgent])).toBe(emergency)
    expect(rooms(viewer, [escalated])).toBe(unanswered)
  })

  it('never tells whose room it is, and a guest of another patient no way into it', () => {
    const [shown] = callsShownTo({ ...vance, guestPatients: [] }, [urgent], seat)
    expect(shown?.seat?.sessionId).toBeNull()
    expect(JSON.stringify(callsShownTo(quist, [call], seat))).not.toContain(call.patientId)
    expect(callsShownTo(quist, [call], { ...seat, isLocked: true })[0]?.seat).toBeNull()
  })
})

describe('a call nobody answers', () => {
  it('is to escalate from the sixtieth second the server knows of it, and once', () => {
    expect(isToEscalate(call, plusMs(at, 59_999))).toBe(false)
    expect(isToEscalate(call, plusMs(at, 60_000))).toBe(true)
    expect(isToEscalate(escalated, plusMs(at, 600_000))).toBe(false)
  })
})

describe('an answer', () => {
  it('is somebody else’s, and calling off is the caller’s alone', () => {
    const coming = (actor: StaffActor, calledOff: boolean) => {
      const decided = decideAnswer(actor, call, { calledOff, today })
      return decided.ok ? 'yes' : decided.refusal.code
    }
    expect(coming(quist, false)).toBe('yes')
    expect(coming(lind, false)).toBe('yes')
    expect(coming(okafor, false)).toBe('own-call')
    expect(coming(okafor, true)).toBe('yes')
    expect(coming(quist, true)).toBe('call-of-somebody-else')
    expect(coming({ ...lind, role: 'auditor' }, false)).toBe('may-not-call-answer')
  })
})
