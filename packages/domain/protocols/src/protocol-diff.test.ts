import { describe, expect, it } from 'vitest'
import { suppliedProtocol } from './library/supplied.ts'
import { fork } from './life-cycle.ts'
import { changedLimits } from './protocol-diff.ts'

const before = suppliedProtocol('kap-iv-6-in-3wk')
const next = (changes: Parameters<typeof fork>[1]['changes']) =>
  changedLimits(
    before,
    fork(before, { version: '1.1.0', changeNote: 'Reviewed', ...(changes === undefined ? {} : { changes }) }),
  ).map((one) => one.sentence)

describe('what changed between two versions', () => {
  it('given nothing but a new title, then no number changed', () => {
    expect(next({ title: 'Another' })).toEqual([])
  })

  it('given a new number, then old and new value and source are told', () => {
    const graceMin = { value: 5, evidence: 'V2' as const, sources: ['ketamine-association'] }
    expect(next({ vitals: { ...before.vitals, graceMin } })).toEqual([
      'Vitals overdue after: 3 (G, placeholder) → 5 (V2, ketamine-association).',
    ])
  })

  it('given a limit that moved in a rule, then the rule is named', () => {
    const rules = before.rules.map((rule) =>
      rule.id === 'hr.low' ? { ...rule, any: rule.any.map((one) => ({ ...one, value: 45 })) } : rule,
    )
    expect(next({ rules })).toEqual([
      'Limit hr low, heart rate below: 50 (V2, ketamine-association) → 45 (V2, ketamine-association).',
    ])
  })

  it('given a limit set, or one left out, then that is told', () => {
    const { titration, ...drug } = before.drug
    const absoluteMax = { value: 100_000, evidence: 'G' as const, sources: ['placeholder'] }
    const told = next({ drug: { ...drug, absoluteMax } })
    expect(told).toContain('Never more at once than: not set (X) → 100000 (G, placeholder).')
    expect(told).toContain('Step to a higher dose: removed, was 100 (V2, ketamine-association).')
    expect(titration?.stepUp.value).toBe(100)
  })
})
