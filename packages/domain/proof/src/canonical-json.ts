import { utf8, utf8Text } from './utf8.ts'

/** What JSON can say. A member whose value is `undefined` is a member that is not there. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json | undefined }

/** Thrown when a value has no canonical form. Our own schemas make this impossible, so it is a fault, not a refusal. */
export class CanonicalJsonError extends Error {
  constructor(
    readonly path: string,
    readonly reason: string,
  ) {
    super(`No canonical JSON at ${path}: ${reason}.`)
  }
}

/**
 * Canonical JSON (RFC 8785): one value, one text. Members sorted by UTF-16 code units, numbers as ECMAScript writes
 * them. Refuses NaN, infinities, lone surrogates and anything JSON cannot say.
 */
export function canonicalJson(value: Json): string {
  return write(value, '$', false, 0)
}

/**
 * The bytes of a ledger record: canonical JSON with the product rules of TAMPER-EVIDENCE 8.4 on top. Whole numbers
 * within ±(2^53 − 1) only, because two languages can print one fraction differently; member names in ASCII, because
 * they are ours and sort the same everywhere.
 */
export function ledgerBytes(value: Json): Uint8Array {
  return utf8(write(value, '$', true, 0))
}

/** The value, when the bytes are exactly its ledger form; otherwise undefined (duplicate names and spaces included). */
export function parseLedgerBytes(bytes: Uint8Array): Json | undefined {
  const text = utf8Text(bytes)
  if (text === undefined) return undefined
  try {
    const value: Json = JSON.parse(text)
    return write(value, '$', true, 0) === text ? value : undefined
  } catch {
    return undefined
  }
}

export function isJsonObject(value: Json | undefined): value is { readonly [name: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Levels of a value inside another. */
export const deepest = 64

function write(value: Json | undefined, path: string, ledger: boolean, depth: number): string {
  if (depth > deepest) throw new CanonicalJsonError(path, `deeper than ${deepest} levels`)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return writeString(value, path)
  if (typeof value === 'number') return writeNumber(value, path, ledger)
  if (typeof value !== 'object') throw new CanonicalJsonError(path, `${typeof value} is not a JSON value`)
  if (Array.isArray(value)) {
    const items = Array.from(value, (item: Json, at) => write(item, `${path}[${at}]`, ledger, depth + 1))
    return `[${items.join(',')}]`
  }
  return writeObject(value, path, ledger, depth)
}

function writeObject(value: object, path: string, ledger: boolean, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw new CanonicalJsonError(path, 'only plain objects have a canonical form')
  }
  let written = ''
  for (const [name, member] of Object.entries(value).sort(byName)) {
    if (member === undefined) continue
    if (ledger && notAscii.test(name)) throw new CanonicalJsonError(path, 'a member name is not ASCII')
    if (written !== '') written += ','
    written += `${writeString(name, path)}:${write(member, `${path}.${name}`, ledger, depth + 1)}`
  }
  return `{${written}}`
}

const notAscii = /[^\u0020-\u007e]/
const byName = ([left]: [string, unknown], [right]: [string, unknown]): number => (left < right ? -1 : 1)

/** Printable ASCII that JSON escapes nothing of: almost every text of a ledger. */
const plain = /^[ !#-[\]-~]*$/
const surrogate = /\p{Surrogate}/u

/** JSON.stringify escapes exactly as RFC 8785 asks, except that it lets a lone surrogate through as an escape. */
function writeString(text: string, path: string): string {
  if (plain.test(text)) return `"${text}"`
  if (surrogate.test(text)) throw new CanonicalJsonError(path, 'a lone surrogate is not a character')
  return JSON.stringify(text)
}

function writeNumber(value: number, path: string, ledger: boolean): string {
  if (!Number.isFinite(value)) throw new CanonicalJsonError(path, `${value} is not a JSON number`)
  if (ledger && !Number.isSafeInteger(value)) {
    throw new CanonicalJsonError(path, `${value} is not a whole number within ±(2^53 − 1)`)
  }
  return value === 0 ? '0' : String(value)
}
