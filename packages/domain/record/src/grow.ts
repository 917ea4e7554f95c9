import { type Reading, readEntries, type Standing } from './effective.ts'
import { type Entry, isOfKind, type StoredEntry } from './entry.ts'
import { evolve, stateOf } from './evolve.ts'
import type { SessionState } from './state.ts'

/** A session's entries with what they read and add up to. */
export interface Grown {
  readonly entries: readonly StoredEntry[]
  readonly reading: Reading
  readonly state: SessionState
}

/** Everything from the beginning: what `grow` gives step by step. */
export function grownFrom(entries: readonly StoredEntry[]): Grown {
  const reading = readEntries(entries)
  return { entries, reading, state: stateOf(reading) }
}

/**
 * The session with one entry more. A new fact is folded onto what is known; a correction or a withdrawal changes how
 * older entries count, so the whole record is read again.
 */
export function grow(before: Grown, entry: StoredEntry): Grown {
  const entries = [...before.entries, entry]
  if (isOfKind(entry, 'entry-corrected') || isOfKind(entry, 'entry-withdrawn') || !hasBody(entry))
    return grownFrom(entries)
  const { kind, body, occurredAt } = entry
  // Kind and body were parsed together by the catalogue; the union cannot be told so by inference alone.
  const standing = { kind, entry, body, occurredAt, corrections: [] } as unknown as Standing
  const reading = { standing: [...before.reading.standing, standing], withdrawn: before.reading.withdrawn }
  return { entries, reading, state: evolve(before.state, standing) }
}

function hasBody(entry: StoredEntry): entry is Entry {
  return entry.body !== null
}
