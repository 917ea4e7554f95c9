import type { Credential } from '@holdspace/clinic/access/actor'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { describe, expect, it } from 'vitest'
import { draftsOf, emptyPaper, papersFrom } from './paper-drafts.ts'

const until = calendarDate.parse('2028-06-30')
const helensPapers: readonly Credential[] = [
  { kind: 'licence', licenceType: 'MD', number: 'NY-214477', state: 'NY', expires: until },
  { kind: 'DEA', number: 'FA4417729', state: 'NY', expires: until },
  { kind: 'ACLS', number: '88120', expires: until },
]
const rnLicence = {
  key: 'paper-1',
  kind: 'licence' as const,
  letters: ' RN ',
  number: 'NY-RN-620018',
  state: 'ny',
  expires: { day: '30', month: '6', year: '2028' },
}

describe('the papers of a member in a form', () => {
  it('come back as they were when nothing is changed', () => {
    expect(papersFrom(draftsOf(helensPapers))).toEqual({ credentials: helensPapers, problems: [] })
  })

  it('a typed licence is read with its letters, its state in capitals and its last day', () => {
    expect(papersFrom([rnLicence]).credentials).toEqual([
      { kind: 'licence', licenceType: 'RN', number: 'NY-RN-620018', state: 'NY', expires: '2028-06-30' },
    ])
  })

  it('a certificate needs no state, and letters typed before are not sent', () => {
    const acls = { ...rnLicence, kind: 'ACLS' as const, state: '' }
    const credentials = [{ kind: 'ACLS', number: rnLicence.number, expires: until }]
    expect(papersFrom([acls])).toEqual({ credentials, problems: [] })
  })

  it.each([
    ['a licence without letters', { letters: '' }, 'paper-1 letters'],
    ['no number', { number: '  ' }, 'paper-1 number'],
    ['a state that is none', { state: 'New York' }, 'paper-1 state'],
    ['a day that does not exist', { expires: { day: '31', month: '6', year: '2028' } }, 'paper-1 expires'],
    ['no day at all', { expires: { day: '', month: '', year: '' } }, 'paper-1 expires'],
  ])('%s is told at its field, and the paper is not sent', (_what, change, field) => {
    const read = papersFrom([{ ...rnLicence, ...change }])
    expect(read.problems.map((problem) => problem.field)).toEqual([field])
    expect(read.credentials).toEqual([])
  })

  it('a row nobody filled in is told, not left out in silence', () => {
    expect(papersFrom([rnLicence, emptyPaper('paper-2')]).problems).toEqual([
      { field: 'paper-2 kind', sentence: 'New paper: choose what it is.' },
    ])
  })
})
