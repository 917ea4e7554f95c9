import { calendarDate } from '@holdspace/kit/calendar-date'
import { accountId, deviceId, loginId, membershipId, patientId, practiceId, taskId } from '@holdspace/kit/ids'
import { instant, plusMinutes } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import { type Role, roles, type StaffActor } from '../access/actor.ts'
import { decideAcknowledge, decideClose, decideHandOn, isOverdue, isToEscalate, seesTask, type Task } from './task.ts'
import { type TaskKind, taskKindNames, taskKinds } from './task-kinds.ts'

const now = instant.parse('2026-11-21T14:00:00.000Z')
const today = calendarDate.parse('2026-11-21')
const ana = patientId.parse('018f0000-0000-7000-8000-000000000d01')
const helen = '018f0000-0000-7000-8000-000000000b01'

function member(role: Role, has: Partial<StaffActor> = {}): StaffActor {
  return {
    kind: 'staff',
    accountId: accountId.parse('018f0000-0000-7000-8000-000000000a09'),
    membershipId: membershipId.parse('018f0000-0000-7000-8000-000000000b09'),
    practiceId: practiceId.parse('018f0000-0000-7000-8000-000000000001'),
    practiceName: 'Marigold House',
    practiceZone: 'America/New_York',
    role,
    duties: [],
    displayName: 'Somebody',
    credentials: [],
    loginId: loginId.parse('018f0000-0000-7000-8000-000000000c01'),
    deviceId: deviceId.parse('018f0000-0000-7000-8000-000000000e01'),
    lastFactorAt: now,
    lastStepUpAt: null,
    guestPatients: role === 'outside-therapist' ? [] : null,
    ...has,
  }
}

function task(kind: TaskKind, has: Partial<Task> = {}): Task {
  return {
    taskId: taskId.parse('018f0000-0000-7000-8000-00000000f001'),
    kind,
    title: 'Something to do',
    patientId: ana,
    owner: { kind: 'role', role: 'prescriber' },
    status: 'open',
    openedAt: now,
    askedAt: now,
    dueAt: plusMinutes(now, 20),
    step: 1,
    acknowledgedAt: null,
    acknowledgedByName: null,
    ...has,
  }
}

const guardsSafety = taskKindNames.filter((kind) => taskKinds[kind].guardsSafety)

describe('closing a task', () => {
  it.each(guardsSafety)('%s is not closed without a recorded decision (M11, M12)', (kind) => {
    const closing = { actor: member('prescriber'), today, task: task(kind), done: 'Telephoned her.' }
    expect(decideClose({ ...closing, decision: null })).toMatchObject({
      ok: false,
      refusal: { code: 'safety-decision-missing' },
    })
    expect(decideClose({ ...closing, decision: 'safety-plan-reviewed' })).toEqual({ ok: true, value: true })
  })

  it.each(guardsSafety)('%s is not decided by the desk, by billing or by the administrator', (kind) => {
    for (const role of ['front-desk', 'biller', 'admin'] as const) {
      const owned = task(kind, { owner: { kind: 'role', role } })
      const closing = { actor: member(role), today, task: owned, done: 'All fine.', decision: 'no-acute-risk' as const }
      expect(decideClose(closing), role).toMatchObject({ ok: false, refusal: { code: 'safety-decision-not-yours' } })
    }
  })

  it('what guards safety is what the clinic would say it is (INSTRUMENTS AL1–AL3)', () => {
    expect(guardsSafety).toEqual([
      'suicide-item-answered',
      'suicide-screen-positive',
      'check-in-worrying',
      'adverse-effect-at-home',
      'left-against-advice',
    ])
    for (const kind of guardsSafety) {
      expect(taskKinds[kind].waitsForOpening, kind).toBe(false)
      expect(taskKinds[kind].escalatesEveryMinutes, kind).not.toBeNull()
    }
  })

  it('says what was done, and is closed once', () => {
    const closing = { actor: member('prescriber'), today, decision: null }
    expect(decideClose({ ...closing, task: task('sign-plan'), done: ' x ' })).toMatchObject({
      ok: false,
      refusal: { code: 'task-closed-without-words' },
    })
    expect(decideClose({ ...closing, task: task('sign-plan', { status: 'done' }), done: 'Signed.' })).toMatchObject({
      ok: false,
      refusal: { code: 'task-done-already' },
    })
    expect(decideClose({ ...closing, task: task('sign-plan'), done: 'Signed.' }).ok).toBe(true)
  })
})

describe('whose task it is', () => {
  it('one about a patient is seen by the whole care team, and otherwise by its owner alone', () => {
    const deskTask = task('packet-stuck', { owner: { kind: 'role', role: 'front-desk' } })
    const seeing = roles.filter((role) => seesTask(member(role, role === 'outside-therapist' ? {} : {}), deskTask))
    expect(seeing).toEqual(['prescriber', 'nurse', 'therapist', 'front-desk'])
  })

  it('a guest sees only their own, and only of the patients they are named for (RULINGS 19)', () => {
    const guest = member('outside-therapist', { guestPatients: [ana] })
    const own = task('answer-message', { owner: { kind: 'member', membershipId: guest.membershipId } })
    expect(seesTask(guest, own)).toBe(true)
    expect(seesTask(guest, task('answer-message'))).toBe(false)
    expect(seesTask(member('outside-therapist'), own)).toBe(false)
    expect(decideAcknowledge({ actor: guest, today, task: task('answer-message') })).toMatchObject({
      ok: false,
      refusal: { family: 'not-found' },
    })
  })

  it('given a task that guards safety, then it is handed only to somebody who can decide', () => {
    const question = { actor: member('nurse'), today, task: task('suicide-item-answered') }
    const to = (role: Role) => decideHandOn({ ...question, to: { kind: 'role', role }, toRole: null })
    expect(to('front-desk')).toMatchObject({ ok: false, refusal: { code: 'cannot-answer-for-safety' } })
    expect(to('prescriber').ok).toBe(true)
    const helensDesk = { kind: 'member' as const, membershipId: helen }
    expect(decideHandOn({ ...question, to: helensDesk, toRole: 'biller' }).ok).toBe(false)
    expect(decideHandOn({ ...question, to: helensDesk, toRole: 'prescriber' }).ok).toBe(true)
    expect(decideHandOn({ ...question, to: helensDesk, toRole: null })).toMatchObject({
      ok: false,
      refusal: { code: 'member-not-active' },
    })
  })
})

describe('the clock of a task', () => {
  it('is overdue a moment after it was due, and never once it is done', () => {
    const due = task('sign-plan', { dueAt: now })
    expect(isOverdue(due, now)).toBe(false)
    expect(isOverdue(due, plusMinutes(now, 1))).toBe(true)
    expect(isOverdue({ ...due, status: 'done' }, plusMinutes(now, 1))).toBe(false)
  })

  it('escalates when due and nobody has it, then after each interval, and stops when somebody says so (M11)', () => {
    const asked = task('suicide-item-answered')
    expect(isToEscalate(asked, plusMinutes(now, 19))).toBe(false)
    expect(isToEscalate(asked, plusMinutes(now, 20))).toBe(true)
    expect(isToEscalate({ ...asked, status: 'acknowledged' }, plusMinutes(now, 60))).toBe(false)
    const again = { ...asked, step: 2, askedAt: plusMinutes(now, 20) }
    expect(isToEscalate(again, plusMinutes(now, 34))).toBe(false)
    expect(isToEscalate(again, plusMinutes(now, 35))).toBe(true)
    expect(isToEscalate(task('packet-stuck', { dueAt: now }), plusMinutes(now, 600))).toBe(false)
  })
})
