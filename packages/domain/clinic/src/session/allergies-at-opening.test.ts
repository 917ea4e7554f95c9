import { patientSnapshot } from '@holdspace/record/bodies'
import { describe, expect, it } from 'vitest'
import { allergiesAtOpening } from './allergies-at-opening.ts'

const allergy = (text: string, criticality?: string) => ({ concept: { text }, criticality })
const many = (count: number) => Array.from({ length: count }, (_, at) => allergy(`Allergen ${at + 1}`))
const { allergies } = patientSnapshot.shape

describe('the allergies a session opens with', () => {
  it('given two hundred, then each is said and the entry holds them', () => {
    expect(allergies.parse(allergiesAtOpening(many(200)))).toHaveLength(200)
  })

  it('given more, then the session opens all the same, the dangerous ones stand first, and the last line counts the rest (H263)', () => {
    const said = allergiesAtOpening([...many(260), allergy('Esketamine', 'high')])
    expect(allergies.parse(said)).toEqual(said)
    expect(said[0]).toBe('Esketamine')
    expect(said.at(-1)).toBe('and 62 more: read them on the chart')
  })

  it('given the same one imported again and again, then it is said once', () => {
    expect(allergiesAtOpening([allergy('Penicillin'), allergy('Penicillin'), allergy('Latex')])).toEqual([
      'Penicillin',
      'Latex',
    ])
  })
})
