import { mcg } from '@holdspace/kit/amounts'
import { calendarDate } from '@holdspace/kit/calendar-date'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reviewRules } from './library/review-rules.ts'
import { type DoseHad, reviewRule, reviewStandings, totalInWords, totalsByRoute } from './reviews.ts'

const day = (text: string) => calendarDate.parse(text)
const today = day('2026-11-21')
const rules = reviewRules.map((one) => reviewRule.parse(one))
const bladder = rules.filter(({ id }) => id === 'bladder')
const dose = (on: string, more: Partial<DoseHad> = {}): DoseHad => ({
  on: day(on),
  route: 'IV',
  amountMcg: mcg.parse(35_000),
  where: 'here',
  ...more,
})
const weekly = (count: number, until = 21): DoseHad[] =>
  Array.from({ length: count }, (_, at) => dose(`2026-11-${String(until - at).padStart(2, '0')}`))
const stateOf = (doses: readonly DoseHad[], done: readonly string[] = []) =>
  reviewStandings({ rules: bladder, doses, today, done: done.map((on) => ({ ruleId: 'bladder', on: day(on) })) })[0]

describe('reviews that repeated doses ask for', () => {
  it('given no dose, then nothing is due', () => {
    expect(stateOf([])?.state).toBe('no-dose')
  })

  it('given the fifth dose, then not yet; at the sixth it is due, and says by which count', () => {
    expect(stateOf(weekly(5))).toMatchObject({ state: 'not-yet', because: expect.stringContaining('after 1 more') })
    expect(stateOf(weekly(6))).toMatchObject({
      state: 'due',
      because: '6 doses and no review yet; asked after every 6.',
    })
  })

  it('given a dose elsewhere, then it counts like one given here', () => {
    const elsewhere = dose('2026-08-30', { where: 'elsewhere', amountMcg: null, route: 'IM' })
    expect(stateOf([...weekly(5), elsewhere])?.state).toBe('due')
  })

  it('given a review, then the count begins again after its day', () => {
    expect(stateOf(weekly(6), ['2026-11-21'])?.state).toBe('not-yet')
    expect(stateOf(weekly(6), ['2026-11-15'])?.because).toContain('6 doses since the review of 15-Nov-2026')
  })

  it('given three months since the first dose, then it is due on that very day and not the day before', () => {
    expect(stateOf([dose('2026-08-21')])).toMatchObject({
      state: 'due',
      because: expect.stringContaining('21-Nov-2026'),
    })
    expect(stateOf([dose('2026-08-22')])?.state).toBe('not-yet')
  })

  it('given no dose since the last review, then time alone asks for nothing', () => {
    expect(stateOf([dose('2026-01-05')], ['2026-02-01'])?.state).toBe('not-yet')
  })

  it('given a review of another subject, then it does not stand in', () => {
    const [standing] = reviewStandings({
      rules: bladder,
      doses: weekly(6),
      today,
      done: [{ ruleId: 'liver', on: today }],
    })
    expect(standing?.state).toBe('due')
  })

  it('never calls a review due with fewer doses than the rule asks and less time than it gives', () => {
    const doses = fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 5 })
    fc.assert(
      fc.property(doses, (days) => {
        const had = days.map((one) => dose(`2026-11-${String(one).padStart(2, '0')}`))
        return stateOf(had)?.state !== 'due'
      }),
    )
  })
})

describe('what a person had so far', () => {
  it('is told route by route and never added up across them', () => {
    const totals = totalsByRoute([
      ...weekly(2),
      dose('2026-10-01', { route: 'IM', amountMcg: null }),
      dose('2026-10-08', { route: 'IM', amountMcg: mcg.parse(60_000) }),
    ])
    expect(totals.map((one) => [one.route, totalInWords(one)])).toEqual([
      ['IM', '2 doses, 60\u00a0mg, and 1 of unknown amount'],
      ['IV', '2 doses, 70\u00a0mg'],
    ])
  })

  it('says so where no amount is known', () => {
    const [total] = totalsByRoute([dose('2026-10-01', { amountMcg: null })])
    expect(total && totalInWords(total)).toBe('1 dose, amounts not known')
  })
})
