import { calendarDate } from '@holdspace/kit/calendar-date'
import { describe, expect, it } from 'vitest'
import type { Credential } from '../access/actor.ts'
import { credentialStanding, remindersDue, reminderTitle } from './credential-reminders.ts'

const today = calendarDate.parse('2026-11-21')
const licence = (expires: string, number = 'NY-1'): Credential => ({
  kind: 'licence',
  number,
  state: 'NY',
  expires: calendarDate.parse(expires),
})
const distances = (expires: string) => remindersDue([licence(expires)], today).map((one) => one.days)

describe('reminders before a credential ends', () => {
  it.each([
    ['2027-01-21', []],
    ['2027-01-20', [60]],
    ['2026-12-22', [60]],
    ['2026-12-21', [30]],
    ['2026-11-28', [7]],
    ['2026-11-21', [7]],
    ['2026-11-20', [0]],
  ])('ends %s: %j', (expires, expected) => {
    expect(distances(expires)).toEqual(expected)
  })

  it('given a renewal on file, then the old one is not reminded of', () => {
    expect(remindersDue([licence('2026-11-25'), licence('2028-11-25', 'NY-2')], today)).toEqual([])
    const elsewhere = { ...licence('2028-11-25', 'CO-1'), state: 'CO' }
    expect(remindersDue([licence('2026-11-25'), elsewhere], today)).toHaveLength(1)
  })

  it('says what it closes once it has ended (M13)', () => {
    const [lapsed] = remindersDue([licence('2026-11-20')], today)
    expect(lapsed === undefined ? '' : reminderTitle('Mara Quist RN', lapsed)).toBe(
      'Mara Quist RN: licence ended on 20-Nov-2026; acts that need it are closed',
    )
  })
})

describe('how a paper stands', () => {
  const mara = (...credentials: Credential[]) => ({ displayName: 'Mara Quist RN', credentials })

  it('holds through its last day, and not on the next (M13)', () => {
    expect(credentialStanding(mara(licence('2026-11-21')), 'licence', today)).toMatchObject({ state: 'met' })
    expect(credentialStanding(mara(licence('2026-11-20')), 'licence', today)).toMatchObject({
      state: 'lapsed',
      because: 'Mara Quist RN’s licence ended on 20-Nov-2026.',
      fixer: 'admin',
    })
    expect(credentialStanding(mara(licence('2027-01-01')), 'DEA', today)).toMatchObject({ state: 'missing' })
  })
})
