import { calendarDate } from '@holdspace/kit/calendar-date'
import { sha256 } from '@noble/hashes/sha2.js'
import { describe, expect, it } from 'vitest'
import { suppliedProtocol, suppliedProtocols } from './library/supplied.ts'
import { approve, submitForReview } from './life-cycle.ts'
import { limitUnit, limitWords } from './limit-units.ts'
import { allLimits, openLimits } from './limits-set.ts'
import { suppliedDraft } from './protocol-version.ts'
import { settledLimits, settleLimits } from './settle-limits.ts'
import { ames, must } from './testing/approved.ts'

const on = calendarDate.parse('2026-11-21')
const infusion = suppliedProtocol('infusion-iv-6-in-3wk')
const oral = suppliedProtocol('oral-office')
const policy = 'Marigold House dosing policy 2026-01'
const hundredMg = { path: 'drug.absoluteMax', value: 100_000, policy }

describe('settling what a draft leaves open', () => {
  it('given a value and the policy it stands in, then nothing is open and the medical director can approve', () => {
    const content = must(settleLimits(infusion, [hundredMg], on))
    expect(openLimits(content)).toEqual([])
    expect(content.drug.absoluteMax).toEqual({ value: 100_000, evidence: 'G', sources: ['policy-1'] })
    expect(content.sources.at(-1)).toMatchObject({ id: 'policy-1', kind: 'clinic-policy', title: policy })
    const reviewed = must(submitForReview(suppliedDraft(content)))
    expect(must(approve(reviewed, ames, sha256)).status).toBe('approved')
  })

  it('changes nothing but the value, its sources and the note of the change', () => {
    const { drug, sources, changeNote, ...rest } = must(settleLimits(infusion, [hundredMg], on))
    expect(infusion).toMatchObject(rest)
    expect({ ...drug, absoluteMax: infusion.drug.absoluteMax }).toEqual(infusion.drug)
    expect(sources.slice(0, -1)).toEqual(infusion.sources)
    expect(changeNote).toContain('practice’s own values')
  })

  it('two values of one policy name one source, and two policies are two', () => {
    const ceiling = { path: 'drug.dose.hardCeiling', value: 2_000, policy }
    const hundred = { ...hundredMg, value: 200_000 }
    const one = must(settleLimits(oral, [ceiling, hundred], on))
    expect(settledLimits(one).map((limit) => limit.sources)).toEqual([['policy-1'], ['policy-1']])
    const two = must(settleLimits(oral, [ceiling, { ...hundred, policy: 'Pharmacy rule 4' }], on))
    expect(settledLimits(two).map((limit) => limit.sources)).toEqual([['policy-1'], ['policy-2']])
  })

  it('a value entered again replaces the first one, and the first one’s source is gone', () => {
    const first = suppliedDraft(must(settleLimits(infusion, [{ ...hundredMg, value: 1_000_000 }], on)))
    const again = must(settleLimits(first, [{ ...hundredMg, policy: 'Policy 7' }], on))
    expect(again.drug.absoluteMax.value).toBe(100_000)
    expect(
      again.sources.filter((source) => source.kind === 'clinic-policy' && source.id.startsWith('policy-')),
    ).toEqual([expect.objectContaining({ title: 'Policy 7' })])
  })

  it('refuses a ceiling below the range while it is typed', () => {
    const low = { path: 'drug.dose.hardCeiling', value: 500, policy }
    expect(settleLimits(oral, [low, hundredMg], on)).toMatchObject({
      ok: false,
      refusal: { code: 'PROTOCOL_CONTRADICTS_ITSELF', details: ['The range goes above the hard ceiling.'] },
    })
  })

  it.each([[0.5], [-1], [Number.NaN]])('refuses %d, which is no whole number of micrograms', (value) => {
    expect(settleLimits(infusion, [{ ...hundredMg, value }], on)).toMatchObject({
      ok: false,
      refusal: { code: 'LIMIT_VALUE_NOT_USABLE', details: ['Never more at once than'] },
    })
  })

  it('refuses a value without a policy: a number never stands alone', () => {
    expect(settleLimits(infusion, [{ ...hundredMg, policy: '  ' }], on).ok).toBe(false)
  })

  it('given nothing to settle, then the content is the draft’s own', () => {
    const nasal = suppliedProtocol('esketamine-nasal')
    expect(suppliedDraft(must(settleLimits(nasal, [], on)))).toEqual(nasal)
  })
})

describe('the unit of a limit', () => {
  it('is known for every single number of every supplied draft, so that none is entered without one (M02)', () => {
    for (const draft of suppliedProtocols) {
      for (const { path, value } of allLimits(draft)) {
        const isSingle = (typeof value === 'number' || value === null) && !/^rules\..* [<>]=?$/.test(path)
        expect([path, limitUnit(draft, path) !== null]).toEqual([path, isSingle])
      }
    }
  })

  it('reads the way the clinic writes it', () => {
    expect(limitWords(infusion, { path: 'drug.dose.default', value: 500 })).toBe('0.5\u00a0mg/kg')
    expect(limitWords(infusion, { path: 'drug.absoluteMax', value: 1_250_000 })).toBe('1,250\u00a0mg')
    expect(limitWords(infusion, { path: 'weight.plausibleBmi.min', value: 12 })).toBe('12\u00a0kg/m²')
    expect(limitWords(infusion, { path: 'vitals.during.everyMin', value: 10 })).toBe('10\u00a0min')
    expect(limitWords(infusion, { path: 'drug.absoluteMax', value: null })).toBe('not set')
    expect(limitWords(suppliedProtocol('kap-sl'), { path: 'drug.dose.max', value: 400_000 })).toBe('400\u00a0mg')
  })
})
