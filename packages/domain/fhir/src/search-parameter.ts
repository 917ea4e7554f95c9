import type { Address, CodeableConcept, Coding, HumanName, Identifier, Period, Reference } from 'fhir/r4'
import type { Served, ServedType } from './resource-types.ts'

export type SearchValue =
  | { readonly code: string; readonly system?: string | undefined }
  | { readonly text: string }
  | { readonly start: string | undefined; readonly end: string | undefined }

interface Frame {
  readonly kind: 'token' | 'string' | 'date' | 'reference'
  /** Canonical address of the definition that is followed. */
  readonly definition: string
}

/**
 * How one parameter of one type is answered: from the resource's own columns (`id`, `patient`, main date `at`), or from
 * search rows that `values` reads out of the resource.
 */
export type SearchParameter<T extends ServedType> = Frame &
  (
    | { readonly stored: 'id' | 'patient' }
    | { readonly stored: 'rows' | 'at'; readonly values: (resource: Served<T>) => SearchValue[] }
  )

export const base = 'http://hl7.org/fhir/SearchParameter'
export const usCore = 'http://hl7.org/fhir/us/core/SearchParameter'

export const id = { kind: 'token', definition: `${base}/Resource-id`, stored: 'id' } as const
export const ofPatient = (definition: string) => ({ kind: 'reference', definition, stored: 'patient' }) as const

export const concepts = (...list: (CodeableConcept | undefined)[]): SearchValue[] =>
  list.flatMap((concept) => (concept?.coding ?? []).flatMap(coded))
export const coded = (coding: Coding | undefined): SearchValue[] =>
  coding?.code === undefined ? [] : [{ system: coding.system, code: coding.code }]
export const bare = (code: string | undefined): SearchValue[] => (code === undefined ? [] : [{ code }])
export const identifiers = (list: readonly Identifier[] | undefined): SearchValue[] =>
  (list ?? []).flatMap(({ system, value }) => (value === undefined ? [] : [{ system, code: value }]))
export const references = (...list: (Reference | undefined)[]): SearchValue[] =>
  list.flatMap((one) => (one?.reference === undefined ? [] : [{ code: one.reference }]))
export const texts = (...list: (string | undefined)[]): SearchValue[] =>
  list.flatMap((text) => (text === undefined || text === '' ? [] : [{ text }]))
export const moment = (at: string | undefined): SearchValue[] => (at === undefined ? [] : [{ start: at, end: at }])
export const span = (period: Period | undefined): SearchValue[] =>
  period === undefined ? [] : [{ start: period.start, end: period.end }]
export const names = (list: readonly HumanName[] | undefined): SearchValue[] =>
  (list ?? []).flatMap((name) =>
    texts(name.text, name.family, ...(name.given ?? []), ...(name.prefix ?? []), ...(name.suffix ?? [])),
  )
export const addresses = (list: readonly Address[] | undefined): SearchValue[] =>
  (list ?? []).flatMap((one) => texts(...(one.line ?? []), one.city, one.state, one.postalCode, one.country, one.text))

export const token = { kind: 'token', stored: 'rows' } as const
export const string = { kind: 'string', stored: 'rows' } as const
export const date = { kind: 'date', stored: 'rows' } as const
export const mainDate = { kind: 'date', stored: 'at' } as const
export const reference = { kind: 'reference', stored: 'rows' } as const

export type Table = { readonly [T in ServedType]: { readonly [param: string]: SearchParameter<T> } }

/** A parameter of a type not known at compile time; its `values` belong to resources of that type alone. */
export type AnySearchParameter = Frame &
  (
    | { readonly stored: 'id' | 'patient' }
    | { readonly stored: 'rows' | 'at'; readonly values: (resource: never) => SearchValue[] }
  )
