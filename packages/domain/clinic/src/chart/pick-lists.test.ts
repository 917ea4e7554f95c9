import { calendarDate } from '@holdspace/kit/calendar-date'
import { describe, expect, it } from 'vitest'
import { flagsOf } from '../referral/flags.ts'
import { codeSystems } from '../referral/read-concept.ts'
import { type FactKind, factKinds } from './fact-kinds.ts'
import { picked, pickLists } from './pick-lists.ts'

const nobody = {
  birthDate: calendarDate.parse('1985-07-14'),
  problems: [],
  allergies: [],
  medications: [],
}
const today = calendarDate.parse('2026-11-21')

/** The flags a line of this list raises on an otherwise empty chart. */
function flagsFrom(kind: FactKind, id: string): readonly string[] {
  const concept = picked(kind, id)
  if (concept === null) throw new Error(`${id} is not in the list.`)
  const line = { sourceId: 'one', concept, status: 'active' as const }
  const of = { allergy: 'allergies', problem: 'problems', medicine: 'medications' } as const
  return flagsOf({ ...nobody, [of[kind]]: [line] }, today).map((flag) => flag.rule)
}

const rows = factKinds.flatMap((kind) => pickLists[kind].map((entry) => ({ kind, ...entry })))

/** Verhoeff's check digit, which every SNOMED CT identifier ends in. */
function hasCheckDigit(code: string): boolean {
  const d = [
    '0123456789',
    '1234067895',
    '2340178956',
    '3401289567',
    '4012395678',
    '5987604321',
    '6598710432',
    '7659821043',
    '8765932104',
    '9876543210',
  ]
  const p = [
    '0123456789',
    '1576283094',
    '5803796142',
    '8916043527',
    '9453126870',
    '4286573901',
    '2793806415',
    '7046913258',
  ]
  return [...code].reverse().reduce((sum, digit, at) => Number(d[sum]?.[Number(p[at % 8]?.[Number(digit)])]), 0) === 0
}

describe('the pick lists', () => {
  it.each(rows)('$kind $text raises exactly the flag it names', ({ kind, id, raises }) => {
    expect(flagsFrom(kind, id)).toEqual(raises === null ? [] : [raises])
  })

  it('hold every code once, and SNOMED codes with their check digit', () => {
    for (const kind of factKinds) {
      const codes = pickLists[kind].map(({ code }) => code)
      expect(new Set(codes).size).toBe(codes.length)
    }
    const snomed = rows.filter(({ system }) => system === codeSystems.snomed).map(({ code }) => code)
    expect(snomed.filter((code) => !hasCheckDigit(code))).toEqual([])
    expect(hasCheckDigit('230690008')).toBe(false)
  })

  it('know nothing of a row that is not theirs', () => {
    expect(picked('problem', 'rxnorm-6130')).toBeNull()
    expect(picked('allergy', 'snomed-230690007')).toBeNull()
  })
})
