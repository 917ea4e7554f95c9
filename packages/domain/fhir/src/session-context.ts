import { zonedDateTime } from '@holdspace/kit/calendar-date'
import type { PatientId, SessionId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { Standing } from '@holdspace/record/effective'
import type { EntryActor, StoredEntry } from '@holdspace/record/entry'
import type { SessionState } from '@holdspace/record/state'
import type { PracticeRefs } from './refs.ts'

/** The signed paper of a session, stored by its content hash. */
export interface RecordPaper {
  /** Hex; also the id of the Binary, so that an address names exact bytes. */
  readonly sha256: string
  readonly byteLength: number
  readonly title: string
  readonly createdAt: Instant
}

export interface SessionRefs extends PracticeRefs {
  /** Present once the signed record has been drawn and stored. */
  readonly paper: RecordPaper | null
}

/** Everything the mapping of one entry may look at: the session as a whole, never a database or a clock. */
export interface SessionContext {
  readonly refs: SessionRefs
  readonly sessionId: SessionId
  readonly patientId: PatientId
  readonly state: SessionState
  readonly standing: readonly Standing[]
  /** Signed: measurements are final and partners with a release may see them. */
  readonly signed: boolean
}

/** The entry being mapped, and the id its resources are derived from. */
export interface MappedFact {
  /** The entry's own id, or that of its newest correction: a corrected fact is a new resource (TERMINOLOGY.md 6). */
  readonly factId: string
  readonly entry: StoredEntry
  readonly actor: EntryActor
  readonly occurredAt: Instant
  readonly recordedAt: Instant
}

export function mappedFact(standing: Standing): MappedFact {
  const newest = standing.corrections.at(-1)
  return {
    factId: newest?.by.id ?? standing.entry.id,
    entry: standing.entry,
    actor: newest?.by.actor ?? standing.entry.actor,
    occurredAt: standing.occurredAt,
    recordedAt: newest?.by.recordedAt ?? standing.entry.recordedAt,
  }
}

export function localTime(context: SessionContext, moment: Instant): string {
  return zonedDateTime(moment, context.refs.zone)
}
