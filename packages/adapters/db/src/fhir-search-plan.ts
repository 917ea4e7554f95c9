/**
 * A search as the door understood it, with nothing left to interpret: names come from the door's table of parameters,
 * and values travel as data. The statement is made of it in `fhir-search-sql.ts`.
 */
export interface SearchPlan {
  readonly type: string
  /** UUIDs; null for any patient. An empty list finds nothing. */
  readonly patientIds: readonly string[] | null
  /** Logical ids; null for any. */
  readonly ids: readonly string[] | null
  /** All must hold; within one, any value will do. */
  readonly filters: readonly SearchFilter[]
  readonly lastUpdated: readonly DateTest[]
  readonly sort: SearchSort
  /** How many on one page; 0 counts only. */
  readonly count: number
  readonly after: { readonly value: string; readonly id: string } | null
  readonly withTotal: boolean
  readonly includes: readonly SearchInclude[]
  readonly withProvenance: boolean
}

export interface SearchSort {
  readonly by: 'at' | 'last_updated' | 'id'
  readonly descending: boolean
}

export type SearchFilter =
  | { readonly kind: 'code'; readonly param: string; readonly any: readonly CodeTest[] }
  | { readonly kind: 'string'; readonly param: string; readonly any: readonly string[] }
  /** `param` null: the resource's main date. */
  | { readonly kind: 'date'; readonly param: string | null; readonly any: readonly DateTest[] }

/** Null means any; a system of '' means a code without one. */
export interface CodeTest {
  readonly system: string | null
  readonly code: string | null
}

export const dateOperators = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb'] as const
export type DateOperator = (typeof dateOperators)[number]

/** A half-open span. Without a zone of its own it is a span of the practice's wall clock. */
export interface DateTest {
  readonly op: DateOperator
  readonly from: string
  readonly to: string
  readonly zoned: boolean
}

/** `param` null: the patient. `target` narrows what the reference points at. */
export interface SearchInclude {
  readonly param: string | null
  readonly target: string | null
}
