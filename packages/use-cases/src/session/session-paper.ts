import type { StaffActor } from '@holdspace/clinic/access/actor'
import { alertsOf } from '@holdspace/clinic/session/monitoring'
import { limitsThatRuled } from '@holdspace/clinic/session/patient-limits'
import type { Database } from '@holdspace/db/database'
import { findPractice } from '@holdspace/db/practice-store'
import { type SessionRecord, type SessionRecordInput, sessionRecord } from '@holdspace/documents/session-record'
import type { Hasher } from '@holdspace/proof/hashing'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import type { StoredEntry } from '@holdspace/record/entry'
import { sessionState } from '@holdspace/record/evolve'
import { ledgerOrigin } from './session-names.ts'

export interface PaperSource {
  readonly entries: readonly StoredEntry[]
  readonly protocol: ProtocolVersion
  /** The bytes that were signed, once they are. */
  readonly signedContent?: Uint8Array
  /** Where the signed paper stands in the practice's log, once it does. */
  readonly logged?: SessionRecordInput['logged']
}

/** Whose paper it is: all of an actor that a paper shows. */
export type PaperPlace = Pick<StaffActor, 'practiceId' | 'practiceName' | 'practiceZone'>

export interface Letterhead {
  readonly name: string
  readonly lines: readonly string[]
  readonly zone: string
}

export async function letterheadOf(db: Database, actor: PaperPlace): Promise<Letterhead> {
  const practice = await findPractice(db, actor.practiceId)
  // Kept with the practice's name at its head, which a letterhead sets apart: it stands there once.
  const lines = (practice?.letterhead.lines ?? []).filter((line) => line !== actor.practiceName)
  return { name: actor.practiceName, lines, zone: actor.practiceZone }
}

/** The session record as a paper for one audience: what is read on screen, signed, printed and kept. */
export function paperOf(
  source: PaperSource,
  practice: Letterhead,
  actor: PaperPlace,
  audience: SessionRecordInput['audience'],
  sha256: Hasher,
): SessionRecord {
  const { entries, protocol, signedContent, logged } = source
  const state = sessionState(entries)
  const alerts = alertsOf(state, protocol).map((alert) => ({
    ruleId: alert.ruleId,
    entryId: alert.entryId,
    words: `${alert.words} ${alert.readings.join('; ')}. ${alert.source}`,
    raisedAt: alert.at,
  }))
  return sessionRecord(
    {
      practice,
      ledger: ledgerOrigin(actor.practiceId),
      entries,
      due: dueOf(protocol),
      alerts,
      limits: limitsThatRuled(state, protocol),
      audience,
      ...(signedContent === undefined ? {} : { signedContent }),
      ...(logged === undefined ? {} : { logged }),
    },
    sha256,
  )
}

function dueOf({ vitals }: ProtocolVersion): SessionRecordInput['due'] {
  const [during, recovery, grace] = [
    vitals.during.everyMin.value,
    vitals.recovery.everyMin.value,
    vitals.graceMin.value,
  ]
  if (during === null || recovery === null || grace === null) return null
  const lasts = vitals.duringLastsMin?.value
  return {
    duringEveryMin: during,
    recoveryEveryMin: recovery,
    graceMin: grace,
    ...(lasts === undefined || lasts === null ? {} : { duringLastsMin: lasts }),
  }
}
