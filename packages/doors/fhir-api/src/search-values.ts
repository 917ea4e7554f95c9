import type { CodeTest, DateOperator, DateTest } from '@holdspace/db/fhir-search-plan'
import { dateOperators } from '@holdspace/db/fhir-search-plan'
import { askedRange, foldText } from '@holdspace/fhir/search-text'

/** `a,b` means either; a comma of the value itself is written `\,` (R4 search, escaping). */
export function alternatives(value: string): string[] {
  return value
    .split(/(?<!\\),/)
    .map((part) => part.replace(/\\([,$|\\])/g, '$1'))
    .filter((part) => part !== '')
}

/** `system|code`, `|code` (without a system), `system|` (any code of it), `code` (whatever its system). */
export function tokenOf(value: string): CodeTest {
  const bar = value.indexOf('|')
  if (bar < 0) return { system: null, code: value }
  const [system, code] = [value.slice(0, bar), value.slice(bar + 1)]
  return { system, code: code === '' ? null : code }
}

/** Null for what folds to nothing, which would otherwise find everybody. */
export function stringOf(value: string): string | null {
  const folded = foldText(value)
  return folded === '' ? null : folded
}

/** `ge2026-07-14`, `2026-07`, `lt2026-07-14T10:00:00-04:00`; null for what is no date. */
export function dateOf(value: string): DateTest | null {
  const prefix: DateOperator = dateOperators.find((op) => value.startsWith(op)) ?? 'eq'
  const text = dateOperators.some((op) => value.startsWith(op)) ? value.slice(2) : value
  // A plus sign of an offset that was not percent-encoded arrives as a space.
  const range = askedRange(text.replace(/ (\d{2}:\d{2})$/, '+$1'))
  return range === null ? null : { op: prefix, ...range }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export function uuidOf(text: string): string | null {
  const lower = text.toLowerCase()
  return uuid.test(lower) ? lower : null
}

/** `Patient/ID`, the full address of one here, or the id alone: the id, or null when it points elsewhere. */
export function idOfReference(value: string, type: string, base: string): string | null {
  const relative = value.startsWith(`${base}/`) ? value.slice(base.length + 1) : value
  if (!relative.includes('/')) return relative
  const [target, id, ...more] = relative.split('/')
  return target === type && id !== undefined && more.length === 0 ? id : null
}
