import type { EntryId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { Bodies, Kind } from './catalogue.ts'
import { type Entry, isOfKind, type StoredEntry } from './entry.ts'

/**
 * An entry as it counts today: with the newest correction applied, and the old bodies kept beside it. History is added
 * to, never edited (HOUSE section 5.5): the ledger's own rows are untouched by this reading of them.
 */
export type Standing<K extends Kind = Kind> = {
  [Each in K]: {
    readonly kind: Each
    readonly entry: StoredEntry
    /** What counts now: the newest correction's, or the entry's own. */
    readonly body: Bodies[Each]
    readonly occurredAt: Instant
    readonly corrections: readonly Correction[]
  }
}[K]

export interface Correction {
  readonly by: Entry<'entry-corrected'>
  readonly previousBody: Readonly<Record<string, unknown>>
  readonly previousOccurredAt: Instant
}

export interface Reading {
  /** Every entry that still has a body, in the order of the record, corrected. */
  readonly standing: readonly Standing[]
  /** Withdrawn entries, with the entry that withdrew them where there is one. */
  readonly withdrawn: readonly { readonly entry: StoredEntry; readonly by: Entry<'entry-withdrawn'> | null }[]
}

/** Reads a session's entries (in sequence order) as they count today. Pure; what a correction puts in place was read with it (`parseBody`). */
export function readEntries(entries: readonly StoredEntry[]): Reading {
  const withdrawals = new Map<EntryId, Entry<'entry-withdrawn'>>()
  const corrections = new Map<EntryId, Entry<'entry-corrected'>[]>()
  for (const entry of entries)
    if (isOfKind(entry, 'entry-withdrawn')) withdrawals.set(entry.body.withdrawsEntryId, entry)
  for (const entry of entries) {
    // A correction that was taken back corrects nothing, also while its body is still at hand.
    if (isOfKind(entry, 'entry-corrected') && !withdrawals.has(entry.id)) {
      const target = entry.body.correctsEntryId
      corrections.set(target, [...(corrections.get(target) ?? []), entry])
    }
  }
  const standing: Standing[] = []
  const withdrawn: { entry: StoredEntry; by: Entry<'entry-withdrawn'> | null }[] = []
  for (const entry of entries) {
    const by = withdrawals.get(entry.id) ?? null
    if (entry.body === null || by !== null) withdrawn.push({ entry, by })
    else standing.push(applyCorrections(entry, corrections.get(entry.id) ?? []))
  }
  return { standing, withdrawn }
}

function applyCorrections(entry: Entry, corrections: readonly Entry<'entry-corrected'>[]): Standing {
  let body: Record<string, unknown> = entry.body
  let occurredAt = entry.occurredAt
  const applied: Correction[] = []
  for (const by of corrections) {
    applied.push({ by, previousBody: body, previousOccurredAt: occurredAt })
    body = by.body.replacement
    occurredAt = by.body.occurredAt ?? occurredAt
  }
  // The kind and its own schema belong together; the union cannot be told so by inference alone.
  return { kind: entry.kind, entry, body, occurredAt, corrections: applied } as unknown as Standing
}

export function isStanding<K extends Kind>(standing: Standing, kind: K): standing is Extract<Standing, { kind: K }> {
  return standing.kind === kind
}
