import { z } from 'zod'
import { type Bodies, catalogue, isKind, type Kind } from './catalogue.ts'

/**
 * Parses the stored body of an entry; throws when the ledger holds what its kind cannot mean. A correction is read to
 * the bottom: what it puts in place must itself be a body of the kind it corrects.
 */
export function parseBody<K extends Kind>(kind: K, stored: unknown): Bodies[K] {
  const body = catalogue[kind].parse(stored)
  return (kind === 'entry-corrected' ? readReplacement(body as Bodies['entry-corrected']) : body) as Bodies[K]
}

function readReplacement(body: Bodies['entry-corrected']): Bodies['entry-corrected'] {
  if (!isKind(body.correctsKind)) return body
  return { ...body, replacement: catalogue[body.correctsKind].parse(body.replacement) }
}

/** Deeper than any body of ours; what lies below is left to the schema of its kind. */
const deepest = 8

/**
 * Text as it can be kept: without the null character and with a mark in place of half an emoji, neither of which the
 * database or the ledger can hold. What happened is recorded all the same, and one pasted character never holds up the
 * entries behind it (RULINGS 1, M21).
 */
function keepable(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\uFFFD')
  if (typeof value !== 'object' || value === null || depth > deepest) return value
  if (Array.isArray(value)) return value.map((one) => keepable(one, depth + 1))
  return keepableMembers(value, depth)
}

function keepableMembers(value: object, depth = 0): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, keepable(member, depth + 1)]))
}

/** As far as the record's column for it goes; a device that charts every second gets there in 68 years. */
const mostCounted = 2_147_483_647

/** What a client sends: an intention to record one fact. `id` is made once per intention (IK1). */
export const entryDraft = z.strictObject({
  id: z
    .uuid()
    .transform((text) => text.toLowerCase())
    .brand<'EntryId'>(),
  kind: z.string().refine((text): text is Kind => Object.hasOwn(catalogue, text), 'An entry of a kind nobody knows.'),
  occurredAt: z.string(),
  deviceId: z.uuid().brand<'DeviceId'>(),
  deviceSeq: z.int().min(1).max(mostCounted),
  body: z.record(z.string(), z.unknown()).transform((body) => keepableMembers(body)),
})
export type EntryDraft = z.output<typeof entryDraft>
