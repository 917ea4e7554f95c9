import { type Instant, instant, plusMs } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import { packetItemOf } from '../intake/packet.ts'
import { formsReminder, usualReminders, visitReminderDue } from './reminders.ts'

const now = instant.parse('2026-11-21T14:00:00.000Z')
const hour = 3_600_000
const day = 24 * hour
const identity = packetItemOf('identity', 'name-and-birth-date')
const history = packetItemOf('history', '1.0.0')

function forms(
  daysAgo: number,
  kinds: readonly ('sent' | 'handed-over' | 'reminded' | 'revoked' | 'stopped')[],
  items = [identity, history],
) {
  const createdAt = plusMs(now, -daysAgo * day)
  return {
    items,
    createdAt,
    closesAt: plusMs(createdAt, 30 * day),
    events: kinds.map((kind) => ({ kind, at: createdAt })),
  }
}

describe('forms that were sent and are not finished', () => {
  it.each([
    ['two days later: nothing', forms(2, ['sent']), { message: false, task: false }],
    ['three days later: one message', forms(3, ['sent']), { message: true, task: false }],
    ['reminded before: no second message', forms(4, ['sent', 'reminded']), { message: false, task: false }],
    ['seven days later: the desk telephones', forms(7, ['handed-over', 'reminded']), { message: false, task: true }],
    ['taken back: nothing', forms(9, ['sent', 'revoked']), { message: false, task: false }],
    [
      'stopped after three wrong names: that has a task of its own',
      forms(9, ['sent', 'stopped']),
      { message: false, task: false },
    ],
    ['past the last day: nothing more can be sent', forms(31, ['sent']), { message: false, task: false }],
    ['made for a tablet and never sent: nothing', forms(9, []), { message: false, task: false }],
    ['a link to copies asks for nothing', forms(9, ['sent'], [identity]), { message: false, task: false }],
  ])('%s', (_words, sent, expected) => {
    expect(formsReminder(sent, usualReminders, now)).toEqual(expected)
  })

  it('finished, they call for nothing', () => {
    const sent = forms(9, ['sent'])
    const done = sent.items.map(({ id }) => ({ kind: 'item-submitted' as const, at: now, itemId: id }))
    expect(formsReminder({ ...sent, events: [...sent.events, ...done] }, usualReminders, now)).toEqual({
      message: false,
      task: false,
    })
  })
})

describe('a visit to come', () => {
  const visit = (inHours: number, remindedOf: readonly Instant[] = [], bookedHoursAgo = 200) => ({
    status: 'booked' as const,
    startsAt: plusMs(now, inHours * hour),
    bookedAt: plusMs(now, -bookedHoursAgo * hour),
    remindedOf,
  })

  it('is reminded of once inside two days, and anew where it was moved', () => {
    expect(visitReminderDue(visit(49), usualReminders, now)).toBe(false)
    expect(visitReminderDue(visit(47), usualReminders, now)).toBe(true)
    expect(visitReminderDue(visit(47, [plusMs(now, 47 * hour)]), usualReminders, now)).toBe(false)
    expect(visitReminderDue(visit(47, [plusMs(now, 20 * hour)]), usualReminders, now)).toBe(true)
  })

  it('is not reminded of when it has begun, was cancelled, or was booked inside the two days', () => {
    expect(visitReminderDue(visit(-1), usualReminders, now)).toBe(false)
    expect(visitReminderDue({ ...visit(20), status: 'cancelled' }, usualReminders, now)).toBe(false)
    expect(visitReminderDue(visit(20, [], 1), usualReminders, now)).toBe(false)
  })
})
