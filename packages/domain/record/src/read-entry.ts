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

/** What a client sends: an intention to record one fact. `id` is made once per intention (IK1). */
export const entryDraft = z.strictObject({
  id: z
    .uuid()
    .transform((text) => text.toLowerCase())
    .brand<'EntryId'>(),
  kind: z.string().refine((text): text is Kind => Object.hasOwn(catalogue, text), 'An entry of a kind nobody knows.'),
  occurredAt: z.string(),
  deviceId: z.uuid().brand<'DeviceId'>(),
  deviceSeq: z.int().min(1),
  body: z.record(z.string(), z.unknown()),
})
export type EntryDraft = z.output<typeof entryDraft>
