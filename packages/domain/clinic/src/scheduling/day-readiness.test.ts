import { describe, expect, it } from 'vitest'
import type { GateLine } from '../gates/gate-lines.ts'
import { readinessOf } from './day-readiness.ts'

const line = (id: string, has: Partial<GateLine> = {}): GateLine => ({
  id,
  sentence: id,
  state: 'met',
  met: true,
  evidence: `${id} in words`,
  fixedBy: 'Front desk',
  overrideBy: [],
  severity: 'block',
  ...has,
})
const toDo = { met: false, state: 'missing' } as const
const everything = () => true

describe('the readiness of a day', () => {
  it('given all that can be settled before the visit, then it is ready, though more is asked at the visit', () => {
    const open = [line('consent'), line('identity', { met: false, state: 'later' })]
    const dose = [line('consent'), line('plan'), line('weight', { met: false, state: 'later' })]
    const ready = readinessOf(open, dose, everything)
    expect(ready).toMatchObject({ metCount: 2, askedCount: 2, isReady: true })
    expect(ready.dots.map((dot) => [dot.id, dot.shows])).toEqual([
      ['consent', 'met'],
      ['identity', 'at-visit'],
      ['plan', 'met'],
      ['weight', 'at-visit'],
    ])
  })

  it('given one thing missing, then it is not ready and says who mends it; a warning does not count', () => {
    const missing = line('escort', { ...toDo, fixedBy: 'Front desk' })
    const warns = line('estimate', { ...toDo, severity: 'warn' })
    expect(readinessOf([line('consent')], [missing, warns], everything)).toMatchObject({
      metCount: 1,
      askedCount: 2,
      isReady: false,
      dots: [{ shows: 'met' }, { shows: 'to-do', fixedBy: 'Front desk' }, { shows: 'warns' }],
    })
  })

  it('given somebody at the desk, then what a prescriber mends is shown without its words (45 CFR 164.502(b))', () => {
    const mood = line('mood', { ...toDo, fixedBy: 'Prescriber', evidence: 'item 9 answered 2' })
    const desk = readinessOf([mood, line('ride')], [], ({ fixedBy }) => fixedBy === 'Front desk')
    expect(desk.dots.map((dot) => dot.evidence)).toEqual([null, 'ride in words'])
    expect(JSON.stringify(desk)).not.toContain('item 9')
  })
})
