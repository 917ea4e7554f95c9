import type {
  AllergiesAnswer,
  HeightAnswer,
  MedicinesAnswer,
  TrialsAnswer,
  WeightAnswer,
} from '@holdspace/clinic/intake/answer-shapes'

/**
 * Answers as the server kept them come back as plain values. They were read by their question before they were kept, so
 * that here it is enough to see which of the shapes it is.
 */
function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

export function asWeight(value: unknown): WeightAnswer | null {
  return isObject(value) && 'amount' in value ? (value as WeightAnswer) : null
}

export function asHeight(value: unknown): HeightAnswer | null {
  return isObject(value) && ('cm' in value || 'ft' in value) ? (value as HeightAnswer) : null
}

export function asMedicines(value: unknown): MedicinesAnswer | null {
  return isObject(value) && 'takes' in value ? (value as MedicinesAnswer) : null
}

export function asAllergies(value: unknown): AllergiesAnswer | null {
  return isObject(value) && 'status' in value ? (value as AllergiesAnswer) : null
}

export function asTrials(value: unknown): TrialsAnswer | null {
  return isObject(value) && 'tried' in value ? (value as TrialsAnswer) : null
}
