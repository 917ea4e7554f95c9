import type { Progress } from '@holdspace/instruments/progress'
import { describe, expect, test } from 'vitest'
import { exportedCount, exportedGroup, indicationOf, outcomeGroups, wilson } from './practice-outcomes.ts'

const stand = (course: Progress['course']): Progress => ({
  baseline: null,
  latest: null,
  best: null,
  fallPercent: null,
  course,
  everResponded: false,
  durability: null,
  says: '',
  rule: '',
})
const problem = (text: string, code = '', status: 'active' | 'resolved' = 'active') => ({
  concept: { text, codings: code === '' ? [] : [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code }] },
  status,
})

describe('what somebody is treated for', () => {
  test.each([
    [[problem('Major depressive disorder', 'F33.2')], 'depression'],
    [[problem('Something', 'F34.1')], 'depression'],
    [[problem('Bipolar II, depressed', 'F31.81'), problem('Depression', 'F32.9')], 'bipolar'],
    [[problem('Post-traumatic stress disorder')], 'ptsd'],
    [[problem('x', 'F43.12')], 'ptsd'],
    [[problem('x', 'F43.2')], 'other'],
    [[problem('Obsessive-compulsive disorder', 'F42.2')], 'ocd'],
    [[problem('Generalised anxiety')], 'anxiety'],
    [[problem('Fibromyalgia', 'M79.7')], 'pain'],
    [[problem('Asthma', 'J45')], 'other'],
    [[problem('Depression', 'F33.2', 'resolved')], 'other'],
    [[], 'other'],
  ])('%j is %s', (problems, expected) => {
    expect(indicationOf(problems)).toBe(expected)
  })
})

describe('Wilson interval', () => {
  test.each([
    [0, 0, null],
    [0, 10, { percent: 0, low: 0, high: 28 }],
    [10, 10, { percent: 100, low: 72, high: 100 }],
    [5, 10, { percent: 50, low: 24, high: 76 }],
    [50, 100, { percent: 50, low: 40, high: 60 }],
    [1, 3, { percent: 33, low: 6, high: 79 }],
  ])('%i of %i', (hits, of, expected) => {
    expect(wilson(hits, of)).toEqual(expected)
  })
})

describe('groups', () => {
  const people = (count: number, protocol: string, course: Progress['course']) =>
    Array.from({ length: count }, () => ({ protocol, indication: 'depression' as const, progress: stand(course) }))

  test('people with nothing to compare are treated, not measured', () => {
    const groups = outcomeGroups([
      ...people(1, 'kap', 'response'),
      ...people(6, 'iv', 'response'),
      ...people(2, 'iv', 'remission'),
      ...people(1, 'iv', 'deterioration'),
      ...people(1, 'iv', 'relapse'),
      ...people(2, 'iv', 'no-response'),
      ...people(3, 'iv', 'no-baseline'),
    ])
    expect(groups.map((group) => [group.protocol, group.treated])).toEqual([
      ['iv', 15],
      ['kap', 1],
    ])
    expect(groups[0]).toEqual({
      protocol: 'iv',
      indication: 'depression',
      treated: 15,
      measured: 12,
      responded: 8,
      remitted: 2,
      deteriorated: 1,
      share: { percent: 67, low: 39, high: 86 },
    })
  })

  test('one protocol for two indications is two groups', () => {
    const [one] = people(1, 'iv', 'response')
    if (one === undefined) throw new Error('nobody')
    expect(outcomeGroups([one, { ...one, indication: 'pain' }])).toHaveLength(2)
  })
})

describe('what leaves the practice', () => {
  test.each([
    [0, '0'],
    [1, '<11'],
    [10, '<11'],
    [11, '11'],
    [250, '250'],
  ])('%i is told as %s', (count, expected) => {
    expect(exportedCount(count)).toBe(expected)
  })

  const group = {
    protocol: 'iv',
    indication: 'depression',
    treated: 40,
    measured: 30,
    responded: 15,
    remitted: 3,
    deteriorated: 0,
    share: { percent: 50, low: 33, high: 67 },
  } as const

  test('a large group keeps its share; small cells in it do not keep their number', () => {
    expect(exportedGroup(group)).toEqual({
      protocol: 'iv',
      indication: 'depression',
      treated: '40',
      measured: '30',
      responded: '15',
      remitted: '<11',
      deteriorated: '0',
      share: '50 (33–67)',
    })
  })

  test('a small group tells only that it is small: no share from which a number could be worked back', () => {
    expect(exportedGroup({ ...group, treated: 12, measured: 10 })).toMatchObject({
      treated: '12',
      measured: '<11',
      responded: '',
      remitted: '',
      deteriorated: '',
      share: '',
    })
    expect(exportedGroup({ ...group, measured: 11 }).share).toBe('50 (33–67)')
    expect(exportedGroup({ ...group, responded: 10 })).toMatchObject({ responded: '<11', share: '' })
    expect(exportedGroup({ ...group, share: null }).share).toBe('')
  })
})
