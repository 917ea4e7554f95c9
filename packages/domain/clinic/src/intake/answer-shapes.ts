import { type ClinicForm, isAsked, type Question, questionsOf, type ThreeValued } from './questions.ts'

/** What an answer may be, and what is still open in a form: used on the phone as well, so it brings no reader of input. */

/** What the four allergy titles mean to a patient (BN6): "not sure" and "cannot say now" are not "none". */
export const allergyAnswers = ['known', 'none-known', 'not-recorded', 'unavailable'] as const
export type AllergyAnswer = (typeof allergyAnswers)[number]

export const trialOutcomes = ['helped', 'helped-a-little', 'did-not-help', 'made-worse', 'not-sure'] as const
export type TrialOutcome = (typeof trialOutcomes)[number]

export interface MedicinesAnswer {
  readonly takes: ThreeValued
  readonly list: readonly { readonly name: string; readonly dose: string; readonly howOften: string }[]
}

export interface AllergiesAnswer {
  readonly status: AllergyAnswer
  readonly list: readonly { readonly substance: string; readonly reaction: string }[]
}

export interface TrialsAnswer {
  readonly tried: ThreeValued
  readonly list: readonly {
    readonly name: string
    readonly highestDose: string
    readonly howLong: string
    readonly outcome: TrialOutcome
  }[]
}

/** As typed, with the unit somebody chose: no unit is ever assumed (M02). */
export interface WeightAnswer {
  readonly unit: 'kg' | 'lb'
  readonly amount: number
}

export type HeightAnswer =
  | { readonly unit: 'cm'; readonly cm: number }
  | { readonly unit: 'ft-in'; readonly ft: number; readonly inches: number }

/** An answer as it is kept; null takes an earlier one back. */
export type AnswerValue = null | string | MedicinesAnswer | AllergiesAnswer | TrialsAnswer | WeightAnswer | HeightAnswer

const gramsPerPound = 453.59237
const millimetresPerInch = 25.4

/** Whole grams of a weight somebody told; never a weight measured (RULINGS 5). */
export function weightInGrams({ unit, amount }: WeightAnswer): number {
  return Math.round(unit === 'kg' ? amount * 1000 : amount * gramsPerPound)
}

export function heightInMillimetres(height: HeightAnswer): number {
  return Math.round(height.unit === 'cm' ? height.cm * 10 : (height.ft * 12 + height.inches) * millimetresPerInch)
}

/** Both units of one weight, whichever was typed: `69.9 kg` and `154 lb`. */
export function bothWeights(answer: WeightAnswer): { readonly kg: number; readonly lb: number } {
  const weightG = weightInGrams(answer)
  return { kg: Math.round(weightG / 100) / 10, lb: Math.round(weightG / gramsPerPound) }
}

/** The questions that are asked, given these answers, and still have none. Optional ones may stay open. */
export function missingAnswers(form: ClinicForm, answers: ReadonlyMap<string, unknown>): readonly string[] {
  return questionsOf(form)
    .filter((question) => isOpen(question, answers))
    .map((question) => question.id)
}

/** Whether a question is asked, must be answered, and is not. */
export function isOpen(question: Question, answers: ReadonlyMap<string, unknown>): boolean {
  return question.optional !== true && isAsked(question, answers) && isEmpty(question, answers.get(question.id))
}

/** "Yes, I take medicines" with no medicine named is no answer yet. */
function isEmpty(question: Question, value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true
  switch (question.kind) {
    case 'medicines':
      return namesNone(value, 'takes', 'yes')
    case 'allergies':
      return namesNone(value, 'status', 'known')
    case 'trials':
      return namesNone(value, 'tried', 'yes')
    case 'three-valued':
    case 'choice':
    case 'text':
    case 'weight':
    case 'height':
      return false
  }
}

function namesNone(value: unknown, field: string, yes: string): boolean {
  if (typeof value !== 'object' || value === null || !('list' in value) || !Array.isArray(value.list)) return true
  return Object.entries(value).some(([key, said]) => key === field && said === yes) && value.list.length === 0
}
