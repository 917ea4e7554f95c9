import { calendarDate } from '@holdspace/kit/calendar-date'
import { instant } from '@holdspace/kit/instant'
import { suppliedProtocols } from '@holdspace/protocols/library/supplied'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { describe, expect, it } from 'vitest'
import { offeredProtocols } from './protocol-choices.ts'
import { roomOfToday } from './visit-today.ts'

const today = calendarDate.parse('2026-11-21')
const zone = 'America/New_York'

describe('the protocols a session can be opened on', () => {
  const [draft] = suppliedProtocols
  if (draft === undefined) throw new Error('There is no supplied protocol.')
  const approved = (effectiveFrom: string, effectiveTo: string | null = null): ProtocolVersion => ({
    ...draft,
    status: 'approved',
    effectiveFrom: calendarDate.parse(effectiveFrom),
    effectiveTo: effectiveTo === null ? null : calendarDate.parse(effectiveTo),
  })
  const why = (one: ProtocolVersion) => offeredProtocols([one], [], { ageYears: 40, today })[0]?.unusable

  it('given one that is in force from today, then it can be chosen', () => {
    expect(why(approved('2026-11-21'))).toBeNull()
  })

  it('given one from tomorrow on, or one that ended, then it cannot, and its day is said (H222)', () => {
    expect(why(approved('2026-11-22'))).toBe('Approved, in force from 22-Nov-2026.')
    expect(why(approved('2026-01-01', '2026-11-21'))).toBe('Not in force since 21-Nov-2026.')
  })
})

describe('the room of today’s visit', () => {
  const visit = (more: object = {}) => ({
    startsAt: instant.parse('2026-11-21T15:00:00.000Z'),
    status: 'arrived' as const,
    type: { key: 'kap-im', label: 'KAP', stage: 'medicine' as const, route: 'IM' as const, needsRoom: true },
    room: { roomId: 'r', name: 'Fern' } as never,
    ...more,
  })

  it('is taken over with the time it was booked for', () => {
    expect(roomOfToday([visit()], today, zone)).toEqual({ room: 'Fern', words: 'Booked in Fern for 10:00 today.' })
  })

  it.each([
    ['another day', { startsAt: instant.parse('2026-11-22T15:00:00.000Z') }],
    ['a cancelled visit', { status: 'cancelled' as const }],
    ['a visit without a room', { room: null }],
  ])('given %s, then it is asked', (_what, more) => {
    expect(roomOfToday([visit(more)], today, zone)).toBeNull()
  })
})
