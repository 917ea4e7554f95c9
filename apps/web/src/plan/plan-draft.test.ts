import { calendarDate } from '@holdspace/kit/calendar-date'
import { suppliedProtocol } from '@holdspace/protocols/library/supplied'
import { describe, expect, it } from 'vitest'
import { type Around, draftFrom } from './plan-draft.ts'

const coded = {
  text: 'Major depressive disorder, recurrent, moderate',
  coding: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'F33.1' },
} as const

function filled(words: Readonly<Record<string, string>>): FormData {
  const data = new FormData()
  const form = {
    ...{ doseLeast: '0.5', dose: '0.75', doses: '6', courseDays: '14', minGapHours: '48' },
    ...{ preparationSessions: '1', integrationPerDose: '1', touch: 'refused', stopRules: 'No response' },
    ...words,
  }
  for (const [name, value] of Object.entries(form)) data.set(name, value)
  return data
}

function indicationAfter(words: string, before: Around['before']) {
  const read = draftFrom(filled({ indication: 'Another one', indicationWords: words }), {
    protocol: suppliedProtocol('kap-iv-6-in-3wk'),
    limits: [],
    reviewBy: calendarDate.parse('2027-05-22'),
    indications: [],
    before,
  })
  return read.draft?.indication
}

describe('the indication of a plan that is changed', () => {
  it('keeps its code where its words were left as they stood', () => {
    expect(indicationAfter(coded.text, coded)).toEqual(coded)
  })

  it('has no code where the words are other ones, or where there was none', () => {
    expect(indicationAfter('Grief', coded)).toEqual({ text: 'Grief' })
    expect(indicationAfter(coded.text, null)).toEqual({ text: coded.text })
  })
})
