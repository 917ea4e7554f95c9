import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { importLimits } from './limits.ts'

/** A JSON object nobody has checked yet. */
export type Untrusted = { readonly [key: string]: unknown }

/**
 * Text of a file from outside → JSON that is safe to walk: not deeper than the limit, and without the keys that reach
 * for a prototype (SECURITY S41, S42). The depth is counted before parsing, in one pass, so that a file of a million
 * brackets costs nothing but that pass. A byte-order mark at the start is let through.
 */
export function parseUntrusted(text: string): Decision<Untrusted> {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text
  if (isDeeperThan(body, importLimits.jsonDepth)) return refuse(tooDeep)
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    return refuse(brokenJson)
  }
  const root = asObject(parsed)
  if (root === undefined) return refuse(notABundle)
  return reachesForPrototype(root) ? refuse(unsafeKeys) : accept(root)
}

export function asObject(value: unknown): Untrusted | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Untrusted) : undefined
}

/** The objects in a list. Where FHIR wants a list and a file has one object alone, it is read as a list of one. */
export function asObjects(value: unknown): Untrusted[] {
  const items = Array.isArray(value) ? value : [value]
  return items.map(asObject).filter((item) => item !== undefined)
}

export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/**
 * A line of text a screen and a paper can carry: no control or direction-changing characters (SECURITY S39), no half
 * characters, single spaces. Longer than the limit, it is cut and ends in "…".
 */
export function asText(value: unknown, limit: number = importLimits.textLength): string | undefined {
  if (typeof value !== 'string') return undefined
  const clean = value
    .slice(0, limit * 4)
    .replace(/[\p{Cs}\p{Co}\p{Cn}\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .normalize('NFC')
    .trim()
  if (clean === '') return undefined
  return clean.length > limit ? `${clean.slice(0, limit - 1).replace(/\p{Cs}$/u, '')}…` : clean
}

export function asTexts(value: unknown): string[] {
  const items = Array.isArray(value) ? value : [value]
  return items.map((item) => asText(item)).filter((item) => item !== undefined)
}

function isDeeperThan(json: string, limit: number): boolean {
  let depth = 0
  let inString = false
  for (let at = 0; at < json.length; at += 1) {
    const char = json.charCodeAt(at)
    if (inString) {
      if (char === backslash) at += 1
      else if (char === quote) inString = false
    } else if (char === quote) inString = true
    else if (char === openBrace || char === openBracket) {
      depth += 1
      if (depth > limit) return true
    } else if (char === closeBrace || char === closeBracket) depth -= 1
  }
  return false
}

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d]
const prototypeKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

function reachesForPrototype(root: Untrusted): boolean {
  const waiting: object[] = [root]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const [key, child] of Object.entries(node)) {
      if (prototypeKeys.has(key)) return true
      if (typeof child === 'object' && child !== null) waiting.push(child)
    }
  }
  return false
}

const brokenJson = {
  family: 'invalid',
  code: 'referral-not-json',
  sentence:
    'This file is not readable JSON; it may have been cut off on the way. Nothing was kept. Ask the sender for the file again.',
} as const

const tooDeep = {
  family: 'too-large',
  code: 'referral-too-deep',
  sentence: `This file is nested deeper than ${importLimits.jsonDepth} levels, which no referral needs. Nothing was kept. Ask the sender to export it again.`,
} as const

const unsafeKeys = {
  family: 'invalid',
  code: 'referral-unsafe-keys',
  sentence:
    'This file contains field names that no FHIR file has and that are used to attack software. Nothing was kept. Tell the sender.',
} as const

/** Shared with the reader of bundles: JSON that is not an object is no bundle either. */
export const notABundle = {
  family: 'invalid',
  code: 'referral-not-a-bundle',
  sentence:
    'This file is not a FHIR bundle. Holdspace takes a FHIR R4 bundle of type transaction, collection or searchset. Nothing was kept.',
} as const
