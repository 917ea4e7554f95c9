import { calendarDate } from '@holdspace/kit/calendar-date'
import { sha256 } from '@noble/hashes/sha2.js'
import { describe, expect, it } from 'vitest'
import { suppliedProtocol } from './library/supplied.ts'
import { compareVersions, draftChange, nextVersionNumber } from './next-version.ts'
import { changedLimits } from './protocol-diff.ts'
import { inForce } from './testing/approved.ts'

const running = inForce(suppliedProtocol('kap-iv-6-in-3wk'), sha256)
const wish = {
  version: '1.1.0',
  changeNote: 'Two people were dizzy at 0.75 mg/kg; the range ends earlier.',
  values: [{ path: 'drug.dose.max', value: 600, policy: 'Dosing policy 2026-11, section 2' }],
  on: calendarDate.parse('2026-11-21'),
}
const codeOf = (answer: ReturnType<typeof draftChange>) => (answer.ok ? 'ok' : answer.refusal.code)

describe('a new version of a protocol', () => {
  it('given another ceiling with its policy, then a draft says what it supersedes, why, and in which policy', () => {
    const drafted = draftChange(running, wish)
    expect(drafted).toMatchObject({
      ok: true,
      value: { status: 'draft', version: '1.1.0', supersedes: '1.0.0', changeNote: wish.changeNote, approvals: [] },
    })
    if (!drafted.ok) return
    expect(changedLimits(running, drafted.value).map((one) => one.sentence)).toEqual([
      expect.stringMatching(/^Dose, to: 750 .* → 600 \(G, policy-\d+\)\.$/),
    ])
  })

  it('given the running version, then it is not touched: what sessions pinned stays what it was', () => {
    const before = JSON.stringify(running)
    draftChange(running, wish)
    expect(JSON.stringify(running)).toBe(before)
  })

  it.each([
    [{ version: '1.0.0' }, 'VERSION_NOT_LATER'],
    [{ version: '0.9.9' }, 'VERSION_NOT_LATER'],
    [{ changeNote: 'why' }, 'CHANGE_NOTE_MISSING'],
    [{ values: [] }, 'NOTHING_CHANGED'],
    [{ values: [{ path: 'drug.dose.max', value: 100, policy: 'Dosing policy' }] }, 'PROTOCOL_CONTRADICTS_ITSELF'],
  ])('given %j, then it is refused as %s', (part, code) => {
    expect(codeOf(draftChange(running, { ...wish, ...part }))).toBe(code)
  })

  it('counts versions as numbers, not as text', () => {
    expect(compareVersions('1.10.0', '1.9.0')).toBeGreaterThan(0)
    expect(compareVersions('2.0.0', '10.0.0')).toBeLessThan(0)
    expect(compareVersions('1.2.3', '1.2.3')).toBe(0)
    expect(nextVersionNumber('1.9.4')).toBe('1.10.0')
  })
})
