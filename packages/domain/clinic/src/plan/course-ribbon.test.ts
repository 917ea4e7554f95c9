import { instant } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import { courseRibbon } from './course-ribbon.ts'

const zone = 'America/New_York'
const content = { doses: 3, courseDays: 8, preparationSessions: 1, integrationPerDose: 1, boosters: ['P1M'] }
const dose = (day: string, sessionId: string) => ({ sessionId, at: instant.parse(`2026-11-${day}T15:00:00.000Z`) })
const say = (ribbon: ReturnType<typeof courseRibbon>) =>
  ribbon.marks.map(({ kind, number, on, plannedOn }) => [kind, number, on ?? plannedOn].join(' ').trim())

describe('the course ribbon', () => {
  it('given nothing was given yet, then every mark is there and none has a day', () => {
    expect(say(courseRibbon({ content, given: [], zone }))).toEqual([
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
    const ribbon = courseRibbon({ content, given: [dose('02', 's1'), dose('07', 's2')], zone })
    expect(say(ribbon).filter((mark) => !mark.startsWith('integration'))).toEqual([
      'preparation 1',
      'dose 1 2026-11-02',
      'dose 2 2026-11-07',
      'dose 3 2026-11-11',
      'booster 1 2026-12-11',
    ])
    expect(ribbon).toMatchObject({ dosesGiven: 2, dosesPlanned: 3 })
  })

  it('given more doses than the course has, then they are its boosters', () => {
    const given = ['02', '06', '10', '20'].map((day, at) => dose(day, `s${at}`))
    expect(courseRibbon({ content, given, zone }).marks.at(-1)).toMatchObject({ kind: 'booster', on: '2026-11-20' })
  })
})
