import { describe, expect, it } from 'vitest'
import { met, missing } from '../gates/standing.ts'
import { readinessOf } from './day-readiness.ts'
import { type VisitFacts, visitLines } from './visit-lines.ts'

const good: VisitFacts = {
  forms: met('sent back'),
  privacyNotice: met('acknowledged'),
  estimate: met('given'),
  careTeam: met('named'),
  plan: met('signed'),
  lastSession: met('signed'),
  handoffs: met('read'),
  measures: met('answered'),
}
const ready = (stage: Parameters<typeof visitLines>[0], facts: Partial<VisitFacts> = {}) =>
  readinessOf(visitLines(stage, { ...good, ...facts }), [], () => true)

describe('a visit without medicine', () => {
  it.each([
    ['consultation', ['forms', 'privacy-notice', 'estimate']],
    ['preparation', ['forms', 'estimate', 'care-team', 'plan', 'handoffs']],
    ['integration', ['care-team', 'last-session', 'handoffs', 'measures']],
    ['follow-up', ['plan', 'last-session', 'handoffs', 'measures']],
  ] as const)('%s asks for what the talk needs', (stage, ids) => {
    expect(ready(stage).dots.map(({ id }) => id)).toEqual(ids)
    expect(ready(stage).isReady).toBe(true)
  })

  it('given what only warns is missing, then it is ready all the same', () => {
    expect(ready('consultation', { estimate: missing('none given') })).toMatchObject({ isReady: true })
    expect(ready('integration', { measures: missing('two open') })).toMatchObject({ isReady: true })
  })

  it('given an unread handoff, then it is not ready, and says who mends it', () => {
    const { isReady, dots } = ready('integration', { handoffs: missing('one waits for L. Okafor') })
    expect(isReady).toBe(false)
    expect(dots.find(({ id }) => id === 'handoffs')).toMatchObject({
      shows: 'to-do',
      evidence: 'one waits for L. Okafor',
      fixedBy: 'Prescriber or therapist',
    })
  })
})
