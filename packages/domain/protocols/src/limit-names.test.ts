import { describe, expect, it } from 'vitest'
import { suppliedProtocol, suppliedProtocols } from './library/supplied.ts'
import { limitName } from './limit-names.ts'
import { limitWords } from './limit-units.ts'
import { allLimits } from './limits-set.ts'

describe('what a medical director reads of a number that changes', () => {
  it.each([
    ['drug.dose.max', 'Dose, to'],
    ['phases.consultation.minCompleted', 'Consultation before the first dose, at least'],
    ['rules.bp.pre.warn.sbp >', 'Limit bp pre warn, systolic pressure above'],
    ['rules.hr.low.acknowledgeWithin', 'Limit hr low, answered within'],
    ['followUp.check-in-24h.openHours', 'Follow-up check in 24h, open for'],
  ])('%s is “%s”', (path, words) => {
    expect(limitName(path)).toBe(words)
  })

  it('every number of every supplied protocol has a name of its own, and none is a path', () => {
    for (const protocol of suppliedProtocols) {
      const paths = allLimits(protocol).map(({ path }) => path)
      const names = paths.map(limitName)
      expect(names.filter((name) => /[a-z][A-Z]|\w\.\w/.test(name))).toEqual([])
      expect(new Set(names).size, protocol.id).toBe(new Set(paths).size)
    }
  })

  it('one of a thing is one thing', () => {
    const kap = suppliedProtocol('kap-iv-6-in-3wk')
    expect(limitWords(kap, { path: 'phases.consultation.minCompleted', value: 1 })).toBe('1\u00a0session')
    expect(limitWords(kap, { path: 'phases.dosing.count', value: 6 })).toBe('6\u00a0sessions')
    expect(limitWords(kap, { path: 'drug.dose.max', value: 1000 })).toBe('1\u00a0mg/kg')
    expect(limitWords(kap, { path: 'phases.dosing.minGapHours', value: 1 })).toBe('1\u00a0h')
  })
})
