import fc from 'fast-check'
import { base64 } from '../src/base64.ts'
import type { Json } from '../src/canonical-json.ts'
import { type EntryDraft, type SealedEntry, sealEntry } from '../src/session-chain.ts'
import type { StoredEntry } from '../src/verify-chain.ts'
import { nodeSha256 } from './hashing.ts'

const uuid = (group: string, number: number) => `0190a5b2-${group}-7000-8000-${String(number).padStart(12, '0')}`

export function draft(number: number, kind: string, body: Json, deviceSeq = number): EntryDraft {
  const minute = String(number % 60).padStart(2, '0')
  return {
    ledger: 'clinic.example/ledger',
    sessionId: uuid('0000', 1),
    idempotencyKey: uuid('1111', number),
    kind,
    actor: 'Rosa Delgado RN',
    deviceId: 'tablet in room 2',
    deviceSeq,
    occurredAt: `2026-11-21T14:${minute}:00.000Z`,
    recordedAt: `2026-11-21T14:${minute}:00.250Z`,
    body,
  }
}

/** A sealed session with the given bodies, salts counted up so that a failure can be read. */
export function sealedSession(bodies: readonly { kind: string; body: Json }[]): SealedEntry[] {
  const sealed: SealedEntry[] = []
  bodies.forEach(({ kind, body }, at) => {
    const salt = new Uint8Array(32).fill(at + 1)
    sealed.push(sealEntry(sealed.at(-1), draft(at + 1, kind, body), salt, nodeSha256))
  })
  return sealed
}

const ledgerJson: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<Json>(null, true, false),
    fc.maxSafeInteger(),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.string({ unit: 'grapheme-ascii', maxLength: 6 }), tie('value'), { maxKeys: 4 }),
  ),
})).value

export const anyBody = ledgerJson

/** Random sessions, one in three entries later redacted in one of the two ways, each explained by a later entry. */
export const anySession: fc.Arbitrary<StoredEntry[]> = fc
  .array(fc.record({ body: ledgerJson, redact: fc.constantFrom('no', 'no', 'no', 'payload', 'header') }), {
    minLength: 1,
    maxLength: 10,
  })
  .map((wanted) => {
    const taken = wanted.map(({ redact }, at) => ({ redact, sequence: at + 1 })).filter(({ redact }) => redact !== 'no')
    const observed = wanted.map(({ body }) => ({ kind: 'observation', body }))
    const before = sealedSession(observed)
    const sealed: StoredEntry[] = sealedSession([
      ...observed,
      ...taken.map(({ sequence, redact }) => ({
        kind: sequence % 2 === 0 ? 'redacted' : 'entry-withdrawn',
        body: {
          session_seq: sequence,
          withdrawsSeq: sequence,
          reason: 'wrong person',
          ...(redact === 'header' ? { leaf_hash: base64(before[sequence - 1]?.leafHash ?? new Uint8Array()) } : {}),
        },
      })),
    ])
    for (const { redact, sequence } of taken) {
      const entry = sealed[sequence - 1]
      if (entry !== undefined) sealed[sequence - 1] = redacted(entry, redact === 'header')
    }
    return sealed
  })

export function redacted(entry: StoredEntry, withHeader: boolean): StoredEntry {
  const keepsHeader = !withHeader && entry.headerBytes !== undefined
  return { leafHash: entry.leafHash, ...(keepsHeader ? { headerBytes: entry.headerBytes } : {}) }
}

/** The form the stand-alone verifier reads. */
export function exported(entries: readonly StoredEntry[]) {
  const text = (bytes: Uint8Array | undefined) =>
    bytes === undefined ? undefined : Buffer.from(bytes).toString('base64')
  return entries.map((entry) => ({
    header: text(entry.headerBytes),
    body: text(entry.bodyBytes),
    salt: text(entry.salt),
    leaf_hash: text(entry.leafHash) ?? '',
  }))
}

/** One act of tampering, chosen by numbers so that fast-check can shrink it. */
export interface Tampering {
  readonly act: 'flip' | 'delete' | 'swap' | 'duplicate' | 'truncate' | 'insert' | 'drop-body'
  readonly at: number
  readonly other: number
  readonly bit: number
}

export const anyTampering: fc.Arbitrary<Tampering> = fc.record({
  act: fc.constantFrom<Tampering['act']>('flip', 'delete', 'swap', 'duplicate', 'truncate', 'insert', 'drop-body'),
  at: fc.nat(1000),
  other: fc.nat(1000),
  bit: fc.nat(1_000_000),
})

/** The tampered copy, or undefined when the act changes nothing (a swap with itself, a body already gone). */
export function tamper(entries: readonly StoredEntry[], { act, at, other, bit }: Tampering): StoredEntry[] | undefined {
  const copy = [...entries]
  const place = at % copy.length
  const entry = copy[place]
  if (entry === undefined) return undefined
  if (act === 'delete') copy.splice(place, 1)
  else if (act === 'truncate') copy.splice(place)
  else if (act === 'duplicate') copy.splice(place, 0, entry)
  else if (act === 'insert') {
    const before = copy[place - 1]
    const forged = draft(place + 1, 'vitals', { systolicMmHg: 120 }, 5000)
    const head = before === undefined ? undefined : { sessionSeq: place, leafHash: before.leafHash }
    copy.splice(place, 0, sealEntry(head, forged, new Uint8Array(32), nodeSha256))
  } else if (act === 'swap') {
    const place2 = other % copy.length
    const entry2 = copy[place2]
    if (place === place2 || entry2 === undefined) return undefined
    copy[place] = entry2
    copy[place2] = entry
  } else if (act === 'drop-body') {
    if (entry.bodyBytes === undefined) return undefined
    copy[place] = redacted(entry, bit % 2 === 0)
  } else copy[place] = flipped(entry, other, bit)
  return copy
}

function flipped(entry: StoredEntry, column: number, bit: number): StoredEntry {
  const present = (['leafHash', 'headerBytes', 'bodyBytes', 'salt'] as const).filter(
    (name) => entry[name] !== undefined,
  )
  const name = present[column % present.length] ?? 'leafHash'
  const bytes = new Uint8Array(entry[name] ?? [])
  const place = bit % (bytes.length * 8)
  bytes[Math.floor(place / 8)] = (bytes[Math.floor(place / 8)] ?? 0) ^ (1 << (place % 8))
  return { ...entry, [name]: bytes }
}
