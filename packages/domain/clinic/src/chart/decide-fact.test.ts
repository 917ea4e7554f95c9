import { describe, expect, it } from 'vitest'
import { ames, ana, nurse, okafor, staff, today } from '../../testing/screening-people.ts'
import { allergyStatuses } from '../people/allergy-status.ts'
import {
  allergyStatusAfter,
  decideFactStatus,
  decideNewFact,
  decideReview,
  type FactOnChart,
  type NewFact,
} from './decide-fact.ts'
import { allFactStatuses, type FactKind, type FactStatus, factKinds, type StatusOnChart } from './fact-kinds.ts'

const codeOf = (decided: { ok: boolean; refusal?: { code: string } }) => decided.refusal?.code ?? 'accepted'
const inWords = (text: string) => ({ how: 'words', text }) as const
const problem = (text: string): NewFact => ({ kind: 'problem', named: inWords(text) })
const add = (fact: NewFact, onChart: readonly FactOnChart[] = [], actor = nurse) =>
  decideNewFact({ actor, today, patientId: ana, fact, onChart })

describe('a new line on the chart', () => {
  it('keeps the code of a pick, and no code for words', () => {
    expect(add({ kind: 'problem', named: { how: 'picked', pick: 'snomed-230690007' } })).toMatchObject({
      value: { text: 'Stroke', codings: [{ code: '230690007' }] },
    })
    expect(add(problem('Ringing in the ears'))).toMatchObject({ value: { codings: [] } })
    expect(codeOf(add({ kind: 'problem', named: { how: 'picked', pick: 'rxnorm-6130' } }))).toBe('no-such-pick')
  })

  it('is refused beside the same line, by code or by words, whatever its state (M10)', () => {
    const stroke = {
      text: 'Cerebrovascular accident',
      codings: [{ system: 'http://snomed.info/sct', code: '230690007' }],
    }
    const picked: NewFact = { kind: 'problem', named: { how: 'picked', pick: 'snomed-230690007' } }
    for (const status of ['active', 'resolved', 'not-stated'] as const) {
      expect(codeOf(add(picked, [{ concept: stroke, status }]))).toBe('fact-on-chart')
    }
    expect(codeOf(add(problem('Tinnitus'), [{ concept: { text: 'TINNITUS', codings: [] }, status: 'active' }]))).toBe(
      'fact-on-chart',
    )
    expect(
      codeOf(add(problem('Tinnitus left'), [{ concept: { text: 'Tinnitus', codings: [] }, status: 'active' }])),
    ).toBe('accepted')
  })

  it.each([
    ['2026', 'accepted'],
    ['2026-11', 'accepted'],
    ['2026-11-22', 'accepted'],
    ['2026-11-23', 'since-in-the-future'],
    ['2026-12', 'since-in-the-future'],
    ['2027', 'since-in-the-future'],
  ])('since %s: %s', (onset, expected) => {
    expect(codeOf(add({ kind: 'problem', named: inWords('Tinnitus'), onset }))).toBe(expected)
  })

  it('is entered by a prescriber or a nurse with a licence, and by nobody else', () => {
    expect(codeOf(add(problem('Tinnitus'), [], ames))).toBe('accepted')
    for (const actor of [okafor, staff('front-desk', 5), staff('biller', 6), staff('admin', 7)]) {
      expect(codeOf(add(problem('Tinnitus'), [], actor))).toBe('may-not-chart-change-facts')
    }
    expect(codeOf(add(problem('Tinnitus'), [], staff('nurse', 2, { credentials: [] })))).toBe('licence-not-in-force')
  })
})

describe('what is said of a line later', () => {
  const say = (kind: FactKind, current: StatusOnChart, next: FactStatus, reason = 'Asked today', actor = nurse) =>
    codeOf(decideFactStatus({ actor, today, patientId: ana, kind, current, next, reason }))

  it.each(factKinds)('%s: every word on every state', (kind) => {
    const table = (['not-stated', ...allFactStatuses] as const).map((current) =>
      [current, ...allFactStatuses.map((next) => (say(kind, current, next) === 'accepted' ? 'x' : '.'))].join(' '),
    )
    // Columns: active, resolved, on hold, stopped, entered in error.
    const expected = {
      allergy: ['x x . . x', '. x . . x', 'x . . . x', 'x x . . x', 'x x . . x', '. . . . .'],
      problem: ['x x . . x', '. x . . x', 'x . . . x', 'x x . . x', 'x x . . x', '. . . . .'],
      medicine: ['x . x x x', '. . x x x', 'x . x x x', 'x . . x x', 'x . x . x', '. . . . .'],
    }
    expect(table.map((row) => row.replace(/^\S+ /, ''))).toEqual(expected[kind])
  })

  it('needs a reason, and a right to say it', () => {
    expect(say('allergy', 'active', 'resolved', ' ')).toBe('reason-missing')
    expect(say('allergy', 'active', 'entered-in-error', 'no')).toBe('reason-missing')
    expect(say('allergy', 'active', 'resolved', 'Tested', okafor)).toBe('may-not-chart-change-facts')
  })
})

describe('a review of a list', () => {
  const review = (kind: FactKind, says: 'as-listed' | 'none-known', activeAllergies: number, now = 'known') =>
    allergyStatuses.flatMap((allergyStatus) =>
      allergyStatus === now
        ? codeOf(decideReview({ actor: nurse, today, patientId: ana, kind, says, allergyStatus, activeAllergies }))
        : [],
    )[0]

  it('says that none are known only where none stands, and only of allergies (BN6)', () => {
    expect(review('allergy', 'none-known', 0, 'not-recorded')).toBe('accepted')
    expect(review('allergy', 'none-known', 0, 'none-known')).toBe('accepted')
    expect(review('allergy', 'none-known', 1)).toBe('allergies-on-chart')
    expect(review('problem', 'none-known', 0)).toBe('none-known-of-allergies-only')
  })

  it('does not pass over allergies nobody asked about', () => {
    expect(review('allergy', 'as-listed', 0, 'not-recorded')).toBe('allergies-not-asked')
    expect(review('allergy', 'as-listed', 2)).toBe('accepted')
    expect(review('medicine', 'as-listed', 0, 'not-recorded')).toBe('accepted')
  })
})

describe('what the banner says after the list changed (BN6)', () => {
  it.each(allergyStatuses)('%s', (now) => {
    expect(allergyStatusAfter(now, 1)).toBe('known')
    expect(allergyStatusAfter(now, 0)).toBe(now === 'known' ? 'not-recorded' : now)
  })
})
