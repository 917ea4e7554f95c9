import { calendarDate } from '@holdspace/kit/calendar-date'
import { instant } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import type { CourseVisit } from './course-cadence.ts'
import { courseRibbon } from './course-ribbon.ts'

const zone = 'America/New_York'
const content = { doses: 3, courseDays: 8, preparationSessions: 1, integrationPerDose: 1, boosters: ['P1M'] }
const dose = (day: string, sessionId: string) => ({ sessionId, at: instant.parse(`2026-11-${day}T15:00:00.000Z`) })
const day = (text: string) => calendarDate.parse(`2026-11-${text}`)
const base = { content, zone, consultations: 1, visits: [], today: day('08') }
const say = (ribbon: ReturnType<typeof courseRibbon>) =>
  ribbon.marks.map(({ kind, number, on, plannedOn, isBooked }) =>
    [kind, number, on ?? plannedOn, isBooked ? 'booked' : ''].join(' ').trim(),
  )

describe('the course ribbon', () => {
  it('given nothing was given yet, then every mark is there and none has a day', () => {
    expect(say(courseRibbon({ ...base, given: [] }))).toEqual([
      'consultation 1',
      'preparation 1',
      'dose 1',
      'integration 1',
      'dose 2',
      'integration 2',
      'dose 3',
      'integration 3',
      'booster 1',
    ])
  })

  it('given two doses, then the next follows the last in the rhythm of the plan, and the booster after the course', () => {
    const ribbon = courseRibbon({ ...base, given: [dose('02', 's1'), dose('07', 's2')] })
    expect(say(ribbon).filter((mark) => !mark.startsWith('integration'))).toEqual([
      'consultation 1',
      'preparation 1',
      'dose 1 2026-11-02',
      'dose 2 2026-11-07',
      'dose 3 2026-11-11',
      'booster 1 2026-12-11',
    ])
    expect(ribbon).toMatchObject({ dosesGiven: 2, dosesPlanned: 3 })
  })

  it('given more doses than the course has, then they are its boosters', () => {
    const given = ['02', '06', '10', '20'].map((on, at) => dose(on, `s${at}`))
    expect(courseRibbon({ ...base, given }).marks.at(-1)).toMatchObject({ kind: 'booster', on: '2026-11-20' })
  })

  it('given visits were kept and others are booked, then their marks stand on those days', () => {
    const visit = (stage: CourseVisit['stage'], on: string, status: CourseVisit['status']) => ({
      stage,
      on: day(on),
      status,
    })
    const visits = [
      visit('integration', '09', 'booked'),
      visit('consultation', '01', 'arrived'),
      visit('preparation', '01', 'cancelled'),
      visit('preparation', '02', 'arrived'),
      visit('integration', '05', 'arrived'),
      visit('integration', '06', 'no-show'),
      visit('medicine', '12', 'booked'),
      visit('medicine', '07', 'arrived'),
      // Nobody closed this one: a day that is over holds nothing.
      visit('medicine', '06', 'booked'),
    ]
    expect(say(courseRibbon({ ...base, visits, given: [dose('04', 's1')] }))).toEqual([
      'consultation 1 2026-11-01',
      'preparation 1 2026-11-02',
      'dose 1 2026-11-04',
      'integration 1 2026-11-05',
      'dose 2 2026-11-12 booked',
      'integration 2 2026-11-09 booked',
      'dose 3 2026-11-16',
      'integration 3',
      'booster 1 2026-12-16',
    ])
  })
})
