import type { Refusal } from './refusal.ts'

/**
 * The answer of a pure decision: what shall be recorded, or the one reason why not.
 * An expected "no" is a value; only the impossible throws.
 */
export type Decision<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }

export function accept<T>(value: T): Decision<T> {
  return { ok: true, value }
}

export function refuse(refusal: Refusal): Decision<never> {
  return { ok: false, refusal }
}
