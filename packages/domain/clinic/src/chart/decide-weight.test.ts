import { grams, millimetres } from '@holdspace/kit/amounts'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { instant } from '@holdspace/kit/instant'
import { weightRule } from '@holdspace/protocols/drug-plan'
import { weightRule as proposedRule } from '@holdspace/protocols/library/session-rules'
import { usableWeight } from '@holdspace/protocols/weight'
import { emptySession } from '@holdspace/record/state'
import { describe, expect, it } from 'vitest'
import { ana, nurse, okafor, today } from '../../testing/screening-people.ts'
import { type EarlierWeight, weighingOf } from '../session/weighing.ts'
import { decideWeight, type ScaleReading, type WeightQuestion } from './decide-weight.ts'

const now = instant.parse('2026-11-21T15:00:00.000Z')
const height = { thousandths: 168_000, unit: 'cm' } as const
const seventy: ScaleReading = { thousandths: 70_000, unit: 'kg', height, readBack: '70\u00a0kg, that is 154.3\u00a0lb' }
const visit = (kilograms: number, heightMm?: number): EarlierWeight => ({
  grams: grams.parse(kilograms * 1000),
  weighedOn: calendarDate.parse('2026-11-07'),
  measuredAt: instant.parse('2026-11-07T15:00:00.000Z'),
  ...(heightMm === undefined ? {} : { heightMm: millimetres.parse(heightMm) }),
})
const weigh = (reading: Partial<ScaleReading> = {}, rest: Partial<WeightQuestion> = {}) =>
  decideWeight({
    actor: nurse,
    today,
    now,
    patientId: ana,
    measuredAt: now,
    reading: { ...seventy, ...reading },
    earlier: [],
    ...rest,
  })
const codeOf = (decided: ReturnType<typeof weigh>) => (decided.ok ? 'accepted' : decided.refusal.code)
const { height: _height, ...withoutHeight } = seventy
const alone = (reading: Partial<ScaleReading>, earlier: readonly EarlierWeight[]) =>
  decideWeight({
    actor: nurse,
    today,
    now,
    patientId: ana,
    measuredAt: now,
    reading: { ...withoutHeight, ...reading },
    earlier,
  })

describe('a weight outside a session (RULINGS 5, M02)', () => {
  it('the first one needs a height that fits, and both units read back', () => {
    expect(weigh()).toMatchObject({ ok: true, value: { grams: 70_000, heightMm: 1680, changeConfirmed: false } })
    expect(codeOf(alone({}, []))).toBe('FIRST_WEIGHT_HEIGHT')
    expect(codeOf(weigh({ thousandths: 31_000, readBack: '31\u00a0kg, that is 68.3\u00a0lb' }))).toBe(
      'WEIGHT_IMPLAUSIBLE',
    )
    expect(codeOf(weigh({ readBack: '70\u00a0kg' }))).toBe('FIRST_WEIGHT_READ_BACK')
  })

  it('a referral’s weight is no earlier one, and a history without any height proves nothing', () => {
    expect(codeOf(alone({}, [visit(70)]))).toBe('FIRST_WEIGHT_HEIGHT')
    expect(codeOf(alone({}, [visit(70, 1680)]))).toBe('accepted')
  })

  it('read back is every weight, not only the first', () => {
    expect(codeOf(alone({ readBack: '154.3\u00a0lb' }, [visit(70, 1680)]))).toBe('READ_BACK_MISSING')
  })

  it('pounds typed as kilograms show as a change; weighed twice with the same result it stands', () => {
    const pounds = { thousandths: 154_300, readBack: '154.3\u00a0kg, that is 340.2\u00a0lb' }
    expect(codeOf(alone(pounds, [visit(70, 1680)]))).toBe('WEIGHT_CHANGE')
    expect(codeOf(alone({ ...pounds, again: 70_000 }, [visit(70, 1680)]))).toBe('WEIGHT_CHANGE')
    expect(alone({ ...pounds, again: 154_200 }, [visit(70, 1680)])).toMatchObject({ value: { changeConfirmed: true } })
    const inPounds = { thousandths: 154_324, unit: 'lb' as const, readBack: '70\u00a0kg, that is 154.3\u00a0lb' }
    expect(alone(inPounds, [visit(70, 1680)])).toMatchObject({ value: { grams: 70_000 } })
  })

  it('lies in the past, and not so far back that it carries no dose', () => {
    expect(codeOf(weigh({}, { measuredAt: instant.parse('2026-11-21T15:00:00.001Z') }))).toBe('weighed-in-the-future')
    expect(codeOf(weigh({}, { measuredAt: instant.parse('2026-10-20T15:00:00.000Z') }))).toBe('weighed-too-long-ago')
  })

  it('is taken by a prescriber or a nurse', () => {
    expect(codeOf(weigh({}, { actor: okafor }))).toBe('may-not-chart-weigh')
  })
})

describe('a weight of the chart before a dose (RULINGS 5)', () => {
  const rule = weightRule.parse(proposedRule)
  const usable = (...weights: readonly EarlierWeight[]) => {
    const answer = usableWeight(weighingOf(emptySession, weights, 'America/New_York'), rule, today)
    return answer.ok ? answer.value : answer.refusal.code
  }
  const on = (day: string, kilograms: number, more: Partial<EarlierWeight> = {}): EarlierWeight => ({
    grams: grams.parse(kilograms * 1000),
    weighedOn: calendarDate.parse(day),
    measuredAt: instant.parse(`${day}T15:00:00.000Z`),
    ...more,
  })
  const first = on('2026-11-01', 70, { heightMm: millimetres.parse(1680) })

  it('carries a dose as long as the protocol says, and no longer', () => {
    expect(usable(first, on('2026-11-20', 70.5))).toBe(70_500)
    expect(usable(first)).toBe('WEIGHT_STALE')
    expect(usable(on('2026-11-20', 70.5))).toBe('FIRST_WEIGHT_HEIGHT')
  })

  it('given it differs much from the visit before, then it carries one only where the scale said it twice', () => {
    expect(usable(first, on('2026-11-20', 90))).toBe('WEIGHT_CHANGE')
    expect(usable(first, on('2026-11-20', 90, { changeConfirmed: true }))).toBe(90_000)
  })
})
