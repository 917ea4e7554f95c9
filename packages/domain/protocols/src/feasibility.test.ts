import { describe, expect, it } from 'vitest'
import { cautions, contradictions } from './feasibility.ts'
import { suppliedProtocol } from './library/supplied.ts'
import type { ProtocolContent } from './protocol-version.ts'
import { settle } from './testing/approved.ts'

const protocol = settle(suppliedProtocol('kap-iv-6-in-3wk'))
const number = (value: number | null) => ({ value, evidence: 'G' as const, sources: ['placeholder'] })

const dosing = (changes: object): Partial<ProtocolContent> => ({
  phases: protocol.phases.map((phase) => (phase.key === 'dosing' ? { ...phase, ...changes } : phase)),
})
const drug = (changes: object): Partial<ProtocolContent> => ({ drug: { ...protocol.drug, ...changes } })
const dose = (changes: object) => drug({ dose: { ...protocol.drug.dose, ...changes } })
const over = (changes: object) => drug({ overMinutes: { ...protocol.drug.overMinutes, ...changes } })

describe('a protocol that contradicts itself', () => {
  it.each([
    ['a course that needs more days than it has', dosing({ minGapHours: number(101) }), /505 h, more than 21 days/],
    [
      'a shortest course longer than the longest',
      dosing({ windowDays: { min: number(22), max: number(21) } }),
      /shortest course/,
    ],
    ['a least dose above the greatest', dose({ min: number(751), default: number(null) }), /least dose is above/],
    ['a usual dose below the range', dose({ default: number(299) }), /usual dose is below/],
    ['a usual dose above the range', dose({ default: number(751) }), /usual dose is above/],
    ['a range above the ceiling', dose({ hardCeiling: number(749) }), /above the hard ceiling/],
    [
      'a range above what one session may hold',
      drug({ maxPerSession: { kind: 'per-kg', limit: number(749) } }),
      /most that one session may hold/,
    ],
    ['an infusion without a time', drug({ overMinutes: undefined }), /no time to run over/],
    ['a usual time shorter than the least', over({ default: number(39) }), /shorter than the least/],
    ['a usual time longer than the longest', over({ default: number(91) }), /longer than the longest/],
    [
      'a score nobody can reach',
      { discharge: { ...protocol.discharge, scale: 'padss-modified' } } as const,
      /can reach 8, and 9/,
    ],
    [
      'KAP without a therapist',
      { staffing: { ...protocol.staffing, therapist: 'optional' } } as const,
      /needs the therapist/,
    ],
    [
      'a therapist who administers',
      { staffing: { ...protocol.staffing, administer: ['therapist'] } },
      /never administers/,
    ],
    [
      'a number without a source',
      drug({ roundVolumeTo: { value: 10, evidence: 'G', sources: [] } }),
      /has a value and no source/,
    ],
    [
      'a source nobody listed',
      drug({ roundVolumeTo: { value: 10, evidence: 'G', sources: ['rumour'] } }),
      /not listed: rumour/,
    ],
  ])('given %s, then it is told, and nothing else', (_name, changes, told) => {
    const found = contradictions({ ...protocol, ...changes })
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(told)
  })

  it.each([
    ['a course that just fits', dosing({ minGapHours: number(100) })],
    ['equal ends of a course', dosing({ windowDays: { min: number(21), max: number(21) } })],
    ['one dose only', dose({ min: number(500), max: number(500) })],
    [
      'numbers not set yet',
      { ...dosing({ count: number(null) }), ...dose({ max: number(null), hardCeiling: number(null) }) },
    ],
    ['a gap not set yet', dosing({ minGapHours: number(null) })],
    ['a longest course not set yet', dosing({ windowDays: { min: number(22), max: number(null) } })],
    ['the full score asked for', { discharge: { ...protocol.discharge, minScore: number(10) } }],
    ['a score not set yet', { discharge: { ...protocol.discharge, minScore: number(null) } }],
  ])('given %s, then nothing contradicts itself', (_name, changes) => {
    expect(contradictions({ ...protocol, ...changes })).toEqual([])
  })
})

describe('what to see before approving', () => {
  it('given exactly two sessions a week, then there is no caution about their number; given more, there is', () => {
    const told = (count: number, least: number) =>
      cautions({
        ...protocol,
        ...dosing({ count: number(count), windowDays: { min: number(least), max: number(42) } }),
      }).some((sentence) => sentence.includes('more than 2 a week'))
    expect([told(6, 21), told(6, 20), told(4, 14), told(5, 14)]).toEqual([false, true, false, true])
  })

  it('given placeholders, then they are counted', () => {
    expect(cautions(protocol).at(-1)).toMatch(/^\d+ numbers are the product.s own placeholders/)
  })
})
