import { inPractice, type Tx } from '@holdspace/db/database'
import { writeResources } from '@holdspace/db/fhir-store'
import { addPaper, newestPaper } from '@holdspace/db/paper-store'
import { appendRecordLeaf, lockLog, recordLeaf, recordsToLog } from '@holdspace/db/practice-log-store'
import type { LoggedPaper } from '@holdspace/documents/session-closing'
import { projectSession } from '@holdspace/fhir/project-session'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { SessionId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { base64 } from '@holdspace/proof/base64'
import { paperClaimBytes, recordLeafHash } from '@holdspace/proof/record-leaf'
import { inclusionAtSize } from '@holdspace/proof/tiled-log'
import { utf8Text } from '@holdspace/proof/utf8'
import type { House } from '../house.ts'
import { drawEditions } from '../session/draw-editions.ts'
import { readLedgerIn, type SessionLedger } from '../session/ledger.ts'
import { sessionRefs } from '../session/session-fhir.ts'
import { ledgerOrigin } from '../session/session-names.ts'
import type { PaperPlace } from '../session/session-paper.ts'
import { sessionNotFound } from '../session/session-refusals.ts'
import { checkpointNow, keepTiles, logKey, readTiledLog, takeLeaves } from '../verify/practice-log.ts'

export type SealHouse = Pick<House, 'db' | 'clock' | 'hashing' | 'secretKey' | 'publicUrl' | 'drawPdf'>

/**
 * What: once a record is signed, or was added to, it gets its place in the practice's log, the log is signed at that
 * size, and the papers are drawn with the proof on their last page (SC2). After the commit of the signature and apart
 * from it: should it not come to an end, Holdspace finishes it a little later.
 */
export async function sealInLog(
  house: SealHouse,
  place: PaperPlace,
  sessionId: SessionId,
): Promise<Decision<{ readonly size: number }>> {
  const now = house.clock()
  const { practiceId } = place
  const logged = await inPractice(house.db, practiceId, async (tx) => logRecord(tx, house, place, sessionId, now))
  if (!logged.ok) return logged
  const { ledger, paper, before } = logged.value
  const drawn = await drawEditions(house, place, ledger, [], before.blocks, now, paper)
  return inPractice(house.db, practiceId, async (tx) => {
    await lockLog(tx, practiceId)
    const newest = await newestPaper(tx, practiceId, sessionId, 'care-team')
    // Somebody added to the record, or drew the same, while this was drawn: theirs is newer.
    if (newest?.revision !== before.revision) return accept({ size: paper.size })
    for (const one of drawn.papers) {
      await addPaper(tx, { practiceId, sessionId }, { ...one.paper, revision: before.revision + 1 }, one.pdf)
    }
    const refs = { ...sessionRefs(house, place, null), paper: drawn.forPartners }
    await writeResources(tx, practiceId, projectSession(ledger.entries, refs))
    return accept({ size: paper.size })
  })
}

/**
 * Right after a signature, so that the paper in hand has its proof. The signature stands whatever happens here: what fails
 * is finished by `sealWaiting`, and never told to the signer as a failed signature.
 */
export async function sealSoon(house: SealHouse, place: PaperPlace, sessionId: SessionId): Promise<void> {
  await sealInLog(house, place, sessionId).catch(() => null)
}

/** Finishes what was signed or added to and has no place in the log yet. Answers how many records got theirs. */
export async function sealWaiting(house: SealHouse, place: PaperPlace): Promise<number> {
  const { practiceId } = place
  const waiting = await inPractice(house.db, practiceId, (tx) => recordsToLog(tx, practiceId, atOnce))
  let sealed = 0
  for (const sessionId of waiting) if ((await sealInLog(house, place, sessionId)).ok) sealed += 1
  return sealed
}

const atOnce = 20

interface Logged {
  readonly ledger: SessionLedger
  readonly paper: LoggedPaper
  readonly before: NonNullable<Awaited<ReturnType<typeof newestPaper>>>
}

async function logRecord(
  tx: Tx,
  house: SealHouse,
  place: PaperPlace,
  sessionId: SessionId,
  now: Instant,
): Promise<Decision<Logged>> {
  const { practiceId } = place
  const { sha256 } = house.hashing
  await lockLog(tx, practiceId)
  const ledger = await readLedgerIn(tx, house, practiceId, sessionId)
  const before = await newestPaper(tx, practiceId, sessionId, 'care-team')
  if (ledger === null || before === null) return refuse(sessionNotFound)
  const size = await takeLeaves(tx, house, practiceId, now)
  const entries = ledger.entries.length
  const claim = paperClaimBytes({
    ledger: ledgerOrigin(practiceId),
    sessionId,
    entries,
    head: ledger.entries.at(-1)?.leafHash ?? '',
    contentHash: before.contentHash,
  })
  const known = await recordLeaf(tx, practiceId, sessionId, entries)
  const leaf = known ?? {
    index: size,
    kind: 'record' as const,
    sessionId,
    seq: entries,
    leafHash: recordLeafHash(claim, sha256),
    claim,
  }
  if (known === null) {
    await appendRecordLeaf(tx, practiceId, leaf, now)
    await keepTiles(tx, house, practiceId, size + 1)
  }
  const signed = await checkpointNow(tx, house, practiceId, { why: 'seal', now })
  if (!signed.ok) return signed
  const log = await readTiledLog(tx, practiceId, signed.value.size, leaf.index)
  const path = inclusionAtSize(log, leaf.index, signed.value.size, sha256)
  const paper = {
    index: leaf.index,
    size: signed.value.size,
    path: path.map(base64),
    checkpoint: utf8Text(signed.value.note) ?? '',
    verifierKey: logKey(house, practiceId).text,
  }
  return accept({ ledger, paper, before })
}
