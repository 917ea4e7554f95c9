import { calendarDate, daysBetween } from '@holdspace/kit/calendar-date'
import { instant } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import { isBusinessDay } from './business-days.ts'
import { centsOf } from './cents.ts'
import {
  disputeUntil,
  estimateDue,
  estimateDueOnRequest,
  estimateStanding,
  estimateTotal,
  type GoodFaithEstimate,
  goodFaithEstimate,
  longestCover,
  newEstimateBy,
  overrun,
  overruns,
} from './estimate.ts'

const day = (text: string) => calendarDate.parse(text)

describe('when an estimate is due (86 FR 56136, BILLING section 10)', () => {
  it.each([
    ['2026-12-01', '2026-12-01', null],
    ['2026-12-01', '2026-12-03', null],
    ['2026-12-01', '2026-12-04', '2026-12-02'],
    ['2026-11-24', '2026-11-30', '2026-11-25'],
    ['2026-11-25', '2026-12-01', '2026-11-27'],
    ['2026-12-01', '2026-12-14', '2026-12-02'],
    ['2026-12-01', '2026-12-15', '2026-12-04'],
    ['2026-12-21', '2027-01-06', '2026-12-24'],
    ['2026-12-23', '2027-01-08', '2026-12-29'],
    ['2026-12-24', '2027-01-04', '2026-12-28'],
    ['2026-11-28', '2026-12-03', '2026-11-30'],
    ['2026-11-29', '2026-12-02', '2026-11-30'],
    ['2026-12-02', '2026-12-05', '2026-12-03'],
    ['2026-12-07', '2026-12-19', '2026-12-08'],
    ['2027-01-15', '2027-01-21', '2027-01-19'],
    ['2027-06-16', '2027-06-21', null],
  ])('scheduled %s for %s is due %s', (scheduled, service, due) => {
    expect(estimateDue(day(scheduled), day(service))).toBe(due)
  })

  it.each([
    ['2026-12-01', '2026-12-04'],
    ['2026-12-05', '2026-12-09'],
    ['2026-11-25', '2026-12-01'],
    ['2026-12-23', '2026-12-29'],
  ])('asked for on %s is due %s', (asked, due) => {
    expect(estimateDueOnRequest(day(asked))).toBe(due)
  })

  it.each([
    ['2026-12-03', '2026-12-02'],
    ['2026-12-07', '2026-12-04'],
    ['2026-11-27', '2026-11-25'],
    ['2027-01-19', '2027-01-15'],
  ])('changed care on %s needs a new one by %s', (care, by) => {
    expect(newEstimateBy(day(care))).toBe(by)
  })

  it('given the federal holidays of the table, then none is a business day', () => {
    for (const holiday of [
      '2026-11-26',
      '2026-12-25',
      '2027-01-01',
      '2027-01-18',
      '2027-02-15',
      '2027-05-31',
      '2027-06-18',
      '2027-07-05',
    ])
      expect(isBusinessDay(day(holiday)), holiday).toBe(false)
    expect(isBusinessDay(day('2026-11-27'))).toBe(true)
    expect(isBusinessDay(day('2021-12-31')), 'New Year’s Day 2022 is a Saturday').toBe(false)
  })

  it('given a bill of 10 December 2026, then a dispute may start until 9 April 2027', () => {
    expect(disputeUntil(day('2026-12-10'))).toBe('2027-04-09')
    expect(daysBetween(day('2026-12-10'), disputeUntil(day('2026-12-10')))).toBe(120)
    expect(longestCover(day('2026-12-01'))).toBe('2027-11-30')
  })
})

const estimate: GoodFaithEstimate = goodFaithEstimate.parse({
  primaryService: 'Ketamine-assisted psychotherapy, six sessions',
  scheduledFor: '2026-12-01',
  providers: [
    {
      name: 'Marigold House',
      npi: '1234567893',
      taxId: '00-0000000',
      location: 'NY',
      lines: [
        { code: 'KAP', words: 'KAP session', units: 2, unitCents: 95_000, diagnosisCodes: ['F33.1'], when: 'weekly' },
      ],
    },
    {
      name: 'L. Okafor LMFT',
      npi: '1000000004',
      taxId: '00-0000000',
      location: 'NY',
      lines: [{ code: 'PSY', words: 'Psychotherapy', units: 4, unitCents: 15_000, diagnosisCodes: [], when: 'weekly' }],
    },
  ],
  separately: [],
  coversUntil: '2027-11-30',
})
const clinic = (cents: number) => ({ npi: '1234567893', cents: centsOf(cents) })
const therapist = (cents: number) => ({ npi: '1000000004', cents: centsOf(cents) })

describe('care dearer than its estimate (M20)', () => {
  it.each([
    [219_999, 'none'],
    [220_000, 'alert'],
    [229_999, 'alert'],
    [230_000, 'disputable'],
  ])('$1,900.00 estimated, %i cents billed: %s', (billed, expected) => {
    expect(overrun(centsOf(190_000), centsOf(billed))).toBe(expected)
  })

  it('given 250 over at each of two providers, then none alerts: the law counts per provider', () => {
    expect(estimateTotal(estimate)).toBe(250_000)
    const both = overruns(estimate, [clinic(215_000), therapist(85_000)])
    expect(both.map((one) => one.overrun)).toEqual(['none', 'none'])
  })

  const newest = {
    paperId: 'p',
    number: 'GFE-2026-0001',
    issuedAt: instant.parse('2026-11-21T14:00:00.000Z'),
    estimate,
  }
  const careOn = day('2026-12-08')

  it('given charges $300 above, then the estimate no longer stands and says by when a new one is due (M20)', () => {
    const standing = estimateStanding({ newest, billed: [clinic(220_000)], careOn })
    expect(standing).toMatchObject({ state: 'lapsed', only: 'warns', fixer: 'front-desk' })
    expect(standing.because).toContain('$300.00 more')
    expect(standing.because).toContain('by 07-Dec-2026')
    expect(estimateStanding({ newest, billed: [clinic(219_999)], careOn }).state).toBe('met')
  })

  it('given none, or one whose cover has run out, then it warns and never refuses (RULINGS 2)', () => {
    expect(estimateStanding({ newest: null, billed: [], careOn })).toMatchObject({ state: 'missing', only: 'warns' })
    const late = estimateStanding({ newest, billed: [], careOn: day('2027-12-01') })
    expect(late).toMatchObject({ state: 'lapsed', only: 'warns' })
  })
})
