import { calendarDate } from '@holdspace/kit/calendar-date'
import { suppliedProtocol } from '@holdspace/protocols/library/supplied'
import { describe, expect, it } from 'vitest'
import { type CourseVisit, courseCadence, rhythmOfPlan } from './course-cadence.ts'

const protocol = suppliedProtocol('kap-iv-6-in-3wk')
const content = {
  doses: 6,
  courseDays: 21,
  minGapHours: 48,
  boosters: ['P7D'],
  protocolTitle: protocol.title,
  protocolVersion: protocol.version,
}
const rhythm = rhythmOfPlan({ version: 2, content }, protocol)
const day = (text: string) => calendarDate.parse(`2026-11-${text}`)
const visit = (on: string, status: CourseVisit['status'], stage: CourseVisit['stage'] = 'medicine') => ({
  stage,
  on: day(on),
  status,
})
const standing = (today: string, dosedOn: readonly string[], visits: readonly CourseVisit[] = []) =>
  courseCadence({ rhythm, dosedOn: dosedOn.map(day), visits, today: day(today) })

describe('the rhythm of a plan', () => {
  it('is what was signed, and names the plan and what its time between sessions rests on', () => {
    expect(rhythm).toMatchObject({ count: 6, windowDays: 21, ladder: ['P7D'], repeatsLastStep: false })
    expect(rhythm.source).toBe(
      'Plan, version 2, within KAP by infusion, six sessions in 2–3 weeks (about 2–3 a week) 1.0.0; time between sessions: the product’s placeholder',
    )
    expect(rhythm.weekMost?.count).toBe(2)
    const wider = rhythmOfPlan({ version: 2, content: { ...content, minGapHours: 72 } }, protocol)
    expect(wider.source).toMatch(/time between sessions agreed in the plan$/)
    expect(rhythmOfPlan({ version: 1, content }, null).weekMost).toBeNull()
  })
})

describe('how a course stands', () => {
  it('given a session is due and nothing is booked, then that is all there is to say', () => {
    expect(standing('05', ['02'])).toMatchObject({
      next: { kind: 'course', number: 2, standing: 'in-window' },
      bookedOn: null,
      missed: null,
      warnings: [],
    })
  })

  it('given one is booked in the window, then its day is told; a visit without medicine and a past one are not meant', () => {
    const visits = [
      visit('04', 'booked'),
      visit('06', 'booked', 'integration'),
      visit('09', 'booked'),
      visit('07', 'booked'),
    ]
    expect(standing('05', ['02'], visits)).toMatchObject({ bookedOn: '2026-11-07', warnings: [] })
  })

  it('given the booked one stands outside the window, then the warning names the plan', () => {
    const [warning] = standing('03', ['02'], [visit('03', 'booked')]).warnings
    expect(warning).toMatchObject({ code: 'early', source: rhythm.source })
  })

  it('given somebody did not come, or it was cancelled, then the session is told as missed until the next dose', () => {
    expect(standing('07', ['02'], [visit('05', 'no-show')]).missed).toBe(
      'The session booked for 05-Nov-2026 was missed: the person did not come.',
    )
    expect(standing('07', ['02'], [visit('04', 'no-show'), visit('05', 'cancelled')]).missed).toBe(
      'The session booked for 05-Nov-2026 was missed: it was cancelled.',
    )
    expect(standing('07', ['02', '06'], [visit('05', 'no-show')]).missed).toBeNull()
    expect(standing('07', ['02'], [visit('09', 'cancelled'), visit('05', 'no-show', 'integration')]).missed).toBeNull()
    expect(standing('07', [], [visit('05', 'no-show')]).missed).not.toBeNull()
  })

  it('given three in the last seven days, then it warns though nothing is booked; a week later no more', () => {
    const days = ['02', '05', '08']
    expect(standing('09', days).warnings.map((one) => one.code)).toEqual(['week-full'])
    expect(standing('14', days).warnings.map((one) => one.code)).toEqual(['week-full'])
    expect(standing('15', days).warnings).toEqual([])
    expect(standing('09', ['02', '05']).warnings).toEqual([])
  })

  it('given the booked day fills the week, then it warns once', () => {
    const codes = standing('08', ['02', '05', '07'], [visit('08', 'booked')]).warnings.map((one) => one.code)
    expect(codes.filter((code) => code === 'week-full')).toHaveLength(1)
  })
})
