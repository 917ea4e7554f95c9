import { currentForms } from '@holdspace/clinic/intake/clinic-forms'
import { contraindicationForm } from '@holdspace/clinic/intake/history-questions'
import { patientId, practiceId } from '@holdspace/kit/ids'
import { instant } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import { type FormRecord, formResponse } from './form-response.ts'

const refs = {
  practiceId: practiceId.parse('018f0000-0000-7000-8000-000000000001'),
  practiceName: 'Marigold House',
  zone: 'America/New_York',
  localBase: 'https://clinic.example/fhir/r4',
}
const canary = 'words of the patient: 7f3a'
const record = (over: Partial<FormRecord>): FormRecord => ({
  responseId: '018f0000-0000-7000-8000-000000000f01',
  patientId: patientId.parse('018f0000-0000-7000-8000-000000000d01'),
  form: contraindicationForm,
  language: 'en',
  submittedAt: instant.parse('2026-11-21T14:00:00.000Z'),
  answers: new Map<string, unknown>([
    ['aneurysm', 'not-sure'],
    ['aneurysm.more', canary],
    ['stroke', 'no'],
    ['bleeding-in-the-brain', 'no'],
    ['hopes', canary],
    ['escort-name', canary],
    ['escort-phone', canary],
  ]),
  ...over,
})

describe('a submitted form in FHIR', () => {
  it('tells choices; not sure is neither yes nor no', () => {
    const told = formResponse(record({}), refs)
    const answers = told?.item?.flatMap((page) => page.item ?? []).map(({ linkId, answer }) => [linkId, answer?.[0]])
    expect(answers).toEqual([
      ['aneurysm', { valueCoding: expect.objectContaining({ code: 'contraindications-aneurysm-not-sure' }) }],
      ['bleeding-in-the-brain', { valueBoolean: false }],
    ])
  })

  it('never tells the patient’s free words, nor who takes them home (RULINGS 10)', () => {
    expect(JSON.stringify(formResponse(record({}), refs))).not.toContain(canary)
  })

  it('carries the label of substance use where alcohol and drugs are asked', () => {
    expect(JSON.stringify(formResponse(record({}), refs)?.meta.security)).toContain('SUD')
  })

  it('is not made of address and contacts, nor of a form with nothing left to tell', () => {
    const answers = new Map([['language', 'es']])
    expect(formResponse(record({ form: currentForms.demographics, answers }), refs)).toBeNull()
    expect(formResponse(record({ answers: new Map([['hopes', canary]]) }), refs)).toBeNull()
  })
})
