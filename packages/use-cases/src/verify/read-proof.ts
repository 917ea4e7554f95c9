import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { type LedgerCheck, newestLedgerChecks } from '@holdspace/db/ledger-check-store'
import { logSize, newestCheckpoint, waitingLeaves } from '@holdspace/db/practice-log-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision } from '@holdspace/kit/decision'
import type { Instant } from '@holdspace/kit/instant'
import { utf8Text } from '@holdspace/proof/utf8'
import type { House } from '../house.ts'
import { accessBy } from '../people/acting.ts'
import { logKey } from './practice-log.ts'
import { verifyRecord } from './verify-record.ts'

export interface Proof {
  /** Leaves of the practice's log: entries and signed papers. */
  readonly size: number
  /** Entries recorded a moment ago that have no place in it yet. */
  readonly waiting: number
  readonly checkpoint: {
    readonly size: number
    readonly signedAt: Instant
    readonly why: string
    readonly text: string
  } | null
  /** The key a reader pins. */
  readonly verifierKey: string
  /** The newest checks first. */
  readonly checks: readonly LedgerCheck[]
}

type ProofHouse = Pick<House, 'db' | 'clock' | 'newId' | 'hashing' | 'secretKey' | 'checkChains'>

const shownChecks = 10
const mostWaiting = 1_000

/** What: the auditor sees how far the record is proven: the log's size, the newest checkpoint, and when it was verified. */
export async function readProof(house: ProofHouse, actor: StaffActor): Promise<Decision<Proof>> {
  const now = house.clock()
  const permitted = permit(actor, 'audit.read', { today: dateInZone(now, actor.practiceZone) })
  if (!permitted.ok) return permitted
  return inPractice(house.db, actor.practiceId, async (tx) => {
    const { practiceId } = actor
    const newest = await newestCheckpoint(tx, practiceId)
    const touched = { act: 'audit.read', at: now, details: { shown: 'proof' } }
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept({
      size: await logSize(tx, practiceId),
      waiting: (await waitingLeaves(tx, practiceId, mostWaiting)).length,
      checkpoint:
        newest === null
          ? null
          : { size: newest.size, signedAt: newest.signedAt, why: newest.why, text: utf8Text(newest.note) ?? '' },
      verifierKey: logKey(house, practiceId).text,
      checks: await newestLedgerChecks(tx, practiceId, shownChecks),
    })
  })
}

/** What: the auditor has the whole record verified now, and sees what was found. */
export async function verifyNow(house: ProofHouse, actor: StaffActor): Promise<Decision<LedgerCheck>> {
  const now = house.clock()
  const permitted = permit(actor, 'audit.read', { today: dateInZone(now, actor.practiceZone) })
  if (!permitted.ok) return permitted
  const { practiceId } = actor
  await inPractice(house.db, practiceId, (tx) =>
    recordAccess(
      tx,
      practiceId,
      accessBy(house, actor, { act: 'audit.read', at: now, details: { verified: 'record' } }),
    ),
  )
  const machinery = { kind: 'system', practiceId, reason: `verify, asked by ${actor.displayName}` } as const
  const found = await verifyRecord(house, machinery, { by: actor.displayName, outside: [] })
  return found.ok ? accept(found.value.check) : found
}
