import { calendarDate } from '@holdspace/kit/calendar-date'
import { z } from 'zod'

/**
 * How well a number is known: `V` read in an authoritative source, `V2` in a secondary one, `G` general knowledge to be
 * confirmed by a clinician, `X` sources conflict or nothing was found (PROTOCOLS, evidence tags).
 */
export const evidence = z.enum(['V', 'V2', 'G', 'X'])
export type Evidence = z.output<typeof evidence>

export const source = z.strictObject({
  id: z.string().min(1),
  kind: z.enum([
    'article',
    'doi',
    'pubmed',
    'pmc',
    'label',
    'regulation',
    'web',
    'clinic-policy',
    'product-placeholder',
  ]),
  ref: z.string().min(1),
  title: z.string().min(1),
  checkedOn: calendarDate,
})
export type Source = z.output<typeof source>
export type SourceData = z.input<typeof source>

/**
 * A clinical number never stands alone: it carries its evidence and its sources (house rule of PROTOCOLS). `null` means
 * not set. `placeholder` marks a value the product proposes without a clinical source, for the medical director to settle.
 */
export function sourced<T extends z.ZodType>(value: T) {
  return z.strictObject({
    value: value.nullable(),
    evidence,
    sources: z.array(z.string().min(1)),
    note: z.string().min(1).exactOptional(),
    placeholder: z.boolean().exactOptional(),
  })
}

export interface Sourced<T> {
  readonly value: T | null
  readonly evidence: Evidence
  readonly sources: readonly string[]
  readonly note?: string
  readonly placeholder?: boolean
}

/** The shape of a sourced value as data files write it, before the schema brands the number. */
export interface SourcedData<T> {
  value: T | null
  evidence: Evidence
  sources: string[]
  note?: string
  placeholder?: boolean
}

export function stated<T>(value: T, grade: Evidence, sources: readonly string[], note?: string): SourcedData<T> {
  return { value, evidence: grade, sources: [...sources], ...(note === undefined ? {} : { note }) }
}

/** A value marked P in PROTOCOLS: proposed by the product, evidence `G`, unapproved. */
export function placeholder<T>(value: T, note?: string): SourcedData<T> {
  return {
    value,
    evidence: 'G',
    sources: ['placeholder'],
    placeholder: true,
    ...(note === undefined ? {} : { note }),
  }
}

export function notSet(note: string): SourcedData<never> {
  return { value: null, evidence: 'X', sources: [], note }
}
