/** One value a resource is found by. Exactly one of code, string or from/to is given; `system` belongs to `code`. */
export interface SearchRow {
  readonly param: string
  readonly system: string | null
  readonly code: string | null
  /** Folded: lower case without accents, so that only leakproof comparisons are needed (HOUSE section 7). */
  readonly string: string | null
  /** Half-open range in UTC, RFC 3339. */
  readonly from: string | null
  readonly to: string | null
}

/** A half-open span of time, RFC 3339 UTC: `from` counts, `to` does not. */
export interface DateRange {
  readonly from: string
  readonly to: string
}
