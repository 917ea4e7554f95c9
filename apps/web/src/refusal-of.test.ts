import { describe, expect, it } from 'vitest'
import { attempt } from './refusal-of.ts'

describe('an act whose answer never came', () => {
  it('is not told as one that changed nothing: it may have been recorded', async () => {
    const answer = await attempt(() => Promise.reject(new TypeError('Failed to fetch')))
    expect(answer).toMatchObject({ ok: false, refusal: { family: 'unavailable', code: 'no-connection' } })
    const said = answer.ok ? '' : answer.refusal.sentence
    expect(said).toContain('it may have arrived')
    expect(said).not.toMatch(/nothing was (changed|recorded|saved)/i)
  })
})
