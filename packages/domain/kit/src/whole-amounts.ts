import type { Mcg, Microlitres } from './amounts.ts'

/** The same check as the schemas in `amounts`, for arithmetic on screens that load no schema library. Throws a RangeError. */
function whole(value: number): number {
  if (Number.isSafeInteger(value) && value >= 0) return value
  throw new RangeError(`${value} is not a whole amount.`)
}

export function wholeMcg(value: number): Mcg {
  return whole(value) as Mcg
}

export function wholeMicrolitres(value: number): Microlitres {
  return whole(value) as Microlitres
}
