import { describe, expect, it } from 'vitest'
import { bothWeights, heightInMillimetres, missingAnswers, weightInGrams } from './answer-shapes.ts'
import { clinicFormKinds, currentForms, formOf } from './clinic-forms.ts'
import { contraindicationForm } from './history-questions.ts'
import { packetItemOf } from './packet.ts'
import { findQuestion, type Question, questionsOf } from './questions.ts'
import { readAnswer } from './read-answer.ts'

function question(form: (typeof currentForms)[keyof typeof currentForms], id: string): Question {
  const found = findQuestion(form, id)
  if (found === null) throw new Error(`${form.id} asks no ${id}.`)
  return found
}
const weight = question(currentForms.demographics, 'weight')
const height = question(currentForms.demographics, 'height')
const medicines = question(currentForms.medicines, 'medicines')
const allergies = question(currentForms.medicines, 'allergies')

describe('an answer', () => {
  it('given a weight without a unit, then it is refused: nobody guesses kilograms (M02)', () => {
    expect(readAnswer(weight, { amount: 70 })).toMatchObject({ ok: false, refusal: { code: 'answer-not-usable' } })
    expect(readAnswer(weight, 70)).toMatchObject({ ok: false })
  })

  it.each([
    [{ unit: 'kg', amount: 70 }, null],
    [{ unit: 'lb', amount: 154 }, null],
    [{ unit: 'lb', amount: 40 }, 'weight-not-plausible'],
    [{ unit: 'kg', amount: 400 }, 'weight-not-plausible'],
  ])('given %o, then plausibility says %s', (typed, code) => {
    const read = readAnswer(weight, typed)
    expect(read.ok ? null : read.refusal.code).toBe(code)
  })

  it('given feet and inches, then millimetres are the same height', () => {
    expect(heightInMillimetres({ unit: 'ft-in', ft: 5, inches: 7 })).toBe(1702)
    expect(weightInGrams({ unit: 'lb', amount: 154 })).toBe(69_853)
    expect(bothWeights({ unit: 'lb', amount: 154 })).toEqual({ kg: 69.9, lb: 154 })
    expect(readAnswer(height, { unit: 'cm', cm: 17 })).toMatchObject({ refusal: { code: 'height-not-plausible' } })
  })

  it('given a word no question knows, then it is refused', () => {
    const aneurysm = question(contraindicationForm, 'aneurysm')
    expect(readAnswer(aneurysm, 'maybe').ok).toBe(false)
    expect(readAnswer(aneurysm, 'not-sure')).toEqual({ ok: true, value: 'not-sure' })
    expect(readAnswer(aneurysm, '')).toEqual({ ok: true, value: null })
  })

  it('given an unknown field beside the known ones, then it is refused (S09)', () => {
    const list = [{ name: 'sertraline', dose: '50 mg', howOften: 'daily', takenOver: true }]
    expect(readAnswer(medicines, { takes: 'yes', list }).ok).toBe(false)
  })
})

describe('a form that is submitted', () => {
  it('misses every asked question without an answer, and none that is not asked', () => {
    const missing = missingAnswers(contraindicationForm, new Map<string, unknown>([['has-ride-home', 'no']]))
    expect(missing).toContain('aneurysm')
    expect(missing).not.toContain('aneurysm.more')
    expect(missing).not.toContain('escort-name')
    expect(missing).not.toContain('hopes')
  })

  it('given a ride, then misses who it is', () => {
    expect(missingAnswers(contraindicationForm, new Map([['has-ride-home', 'yes']]))).toContain('escort-name')
  })

  it('given “yes, allergies” and none named, then it misses them; “not sure” is an answer (BN6)', () => {
    const about = (status: string) =>
      missingAnswers(
        currentForms.medicines,
        new Map<string, unknown>([
          ['medicines', { takes: 'no', list: [] }],
          ['allergies', { status, list: [] }],
        ]),
      )
    expect(about('known')).toEqual(['allergies'])
    expect(about('not-recorded')).toEqual([])
    expect(about('unavailable')).toEqual([])
    expect(readAnswer(allergies, { status: 'none', list: [] }).ok).toBe(false)
  })
})

describe('the clinic’s forms', () => {
  it.each(clinicFormKinds)('%s is found again by kind and version, and by nothing else', (kind) => {
    const form = currentForms[kind]
    expect(formOf(packetItemOf(kind, form.version))).toBe(form)
    expect(formOf(packetItemOf(kind, '0.0.1'))).toBeNull()
  })

  it('ask one group a page, with ids that are never shared', () => {
    for (const kind of clinicFormKinds) {
      const ids = questionsOf(currentForms[kind]).map((one) => one.id)
      expect(new Set(ids).size).toBe(ids.length)
      for (const page of currentForms[kind].pages) expect(page.questions.length).toBeGreaterThan(0)
    }
  })
})
