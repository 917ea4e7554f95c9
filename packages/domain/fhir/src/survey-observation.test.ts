import { askedInstrument, instrumentOf } from '@holdspace/instruments/catalogue'
import { patientId, practiceId } from '@holdspace/kit/ids'
import { instant } from '@holdspace/kit/instant'
import { describe, expect, test } from 'vitest'
import { questionnaireResponse, type ResponseRecord } from './questionnaire-response.ts'
import { surveyObservations } from './survey-observation.ts'

const refs = {
  practiceId: practiceId.parse('018f0000-0000-7000-8000-000000000001'),
  practiceName: 'Marigold House',
  zone: 'America/New_York',
  localBase: 'https://marigold.example/fhir/r4',
}
const ana = patientId.parse('018f0000-0000-7000-8000-000000000d01')

const phq9: ResponseRecord = {
  responseId: '018f0000-0000-7000-8000-0000000000aa',
  patientId: ana,
  instrumentId: 'phq-9',
  instrumentVersion: '1.0.0',
  language: 'en',
  answeredBy: 'patient',
  status: 'complete',
  total: 16,
  band: 'moderately severe',
  measuredAt: instant.parse('2026-11-20T15:00:00.000Z'),
  submittedAt: instant.parse('2026-11-20T15:01:00.000Z'),
  answers: { '1': 2, '2': 2, '3': 2, '4': 2, '5': 2, '6': 2, '7': 2, '8': 2, '9': 0 },
}

function asked(id: 'phq-9' | 'pcl-5' | 'peg' | 'c-ssrs' | 'audit-c') {
  const found = askedInstrument(id)
  if (found === null) throw new Error(`${id} has no questions`)
  return found
}

describe('a questionnaire in FHIR', () => {
  test('PHQ-9: the LOINC panel, its items in order, the coded answers', () => {
    const mapped = questionnaireResponse(phq9, asked('phq-9'), refs)
    expect(mapped).toMatchObject({
      resourceType: 'QuestionnaireResponse',
      id: phq9.responseId,
      questionnaire: 'http://loinc.org/q/44249-1',
      status: 'completed',
      subject: { reference: `Patient/${ana}` },
      source: { reference: `Patient/${ana}` },
      authored: '2026-11-20T10:00:00.000-05:00',
    })
    expect(mapped.item).toHaveLength(9)
    expect(mapped.item?.[8]).toEqual({
      linkId: '/44260-8',
      text: 'Thoughts that you would be better off dead or of hurting yourself in some way',
      answer: [{ valueCoding: { system: 'http://loinc.org', code: 'LA6568-5', display: 'Not at all' } }],
    })
    expect(mapped.meta.security?.map((label) => label.code)).toContain('PSY')
  })

  test('an instrument without a verified code is the clinic’s own', () => {
    const pcl = { ...phq9, instrumentId: 'pcl-5', answers: { '1': 4 }, status: 'incomplete', total: null } as const
    const mapped = questionnaireResponse(pcl, asked('pcl-5'), refs)
    expect(mapped.questionnaire).toBe('https://marigold.example/fhir/r4/Questionnaire/pcl-5|1.0.0')
    expect(mapped.status).toBe('in-progress')
    expect(mapped.item?.[0]?.linkId).toBe('pcl-5-1')
    expect(mapped.item?.[0]?.answer).toEqual([
      {
        valueCoding: {
          system: 'https://marigold.example/fhir/r4/CodeSystem/holdspace-codes',
          code: 'pcl-5-1-4',
          display: 'Extremely',
        },
      },
    ])
  })

  test('a number stays a number; a skipped question is absent; wording that is not ours is left out', () => {
    const peg = { ...phq9, instrumentId: 'peg', answers: { '1': 7, '2': 8, '3': 7 }, total: 7.3, band: null } as const
    expect(questionnaireResponse(peg, asked('peg'), refs).item?.map((item) => item.answer)).toEqual([
      [{ valueInteger: 7 }],
      [{ valueInteger: 8 }],
      [{ valueInteger: 7 }],
    ])
    const audit = { ...phq9, instrumentId: 'audit-c', answers: { '1': 0, '2': 3 } } as const
    expect(questionnaireResponse(audit, asked('audit-c'), refs).item?.map((item) => item.linkId)).toEqual(['/68518-0'])
    const cssrs = {
      ...phq9,
      instrumentId: 'c-ssrs',
      answeredBy: 'clinician',
      answers: { '1': 0, '2': 0, '6': 0 },
    } as const
    const mapped = questionnaireResponse(cssrs, asked('c-ssrs'), refs)
    expect(mapped.item?.every((item) => item.text === undefined)).toBe(true)
    expect(mapped.source?.reference).toBe(`Organization/${refs.practiceId}`)
  })
})

describe('a total in FHIR', () => {
  test('PHQ-9: survey, LOINC, the score and its band in words', () => {
    expect(surveyObservations(phq9, instrumentOf('phq-9'), refs)).toMatchObject([
      {
        resourceType: 'Observation',
        id: `${phq9.responseId}-total`,
        status: 'final',
        category: [{ coding: [{ code: 'survey' }] }],
        code: { coding: [{ system: 'http://loinc.org', code: '44261-6' }] },
        effectiveDateTime: '2026-11-20T10:00:00.000-05:00',
        valueQuantity: { value: 16, system: 'http://unitsofmeasure.org', code: '{score}' },
        note: [{ text: 'PHQ-9: moderately severe' }],
      },
    ])
  })

  test('no total, no Observation', () => {
    expect(surveyObservations({ ...phq9, status: 'incomplete', total: null }, instrumentOf('phq-9'), refs)).toEqual([])
    expect(surveyObservations({ ...phq9, total: null }, instrumentOf('c-ssrs'), refs)).toEqual([])
  })

  test('without a verified code it is the clinic’s own, and a total of 0 is a total', () => {
    const isi = { ...phq9, instrumentId: 'isi', total: 0, band: null, answers: {} } as const
    const [mapped] = surveyObservations(isi, instrumentOf('isi'), refs)
    expect(mapped?.code.coding?.[0]).toMatchObject({
      system: 'https://marigold.example/fhir/r4/CodeSystem/holdspace-codes',
      code: 'isi-total',
    })
    expect(mapped?.valueQuantity?.value).toBe(0)
    expect(mapped).not.toHaveProperty('note')
    expect(mapped).not.toHaveProperty('derivedFrom')
  })
})
