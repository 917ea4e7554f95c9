import type { SystemActor } from '@holdspace/clinic/access/actor'
import { inPractice } from '@holdspace/db/database'
import { addLedgerCheck, type LedgerCheck } from '@holdspace/db/ledger-check-store'
import { accept, type Decision } from '@holdspace/kit/decision'
import type { House } from '../house.ts'
import { verifyColumns } from './verify-columns.ts'
import { type VerifiedLedger, verifyLedger } from './verify-ledger.ts'
import { type Finding, type OutsideCheckpoint, verifyLog } from './verify-log.ts'
import { verifyPapers } from './verify-papers.ts'

export interface VerifiedRecord {
  readonly check: LedgerCheck
  readonly findings: readonly Finding[]
  readonly signedHeads: number
}

/**
 * What: the whole record of a practice is verified: the chain of every session and the columns it is found by, the practice's
 * log, every checkpoint and every signed paper. What was looked at and found is kept, so that an auditor sees when that last was, and by whom.
 */
export async function verifyRecord(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'hashing' | 'secretKey' | 'checkChains'>,
  actor: SystemActor,
  { by, outside }: { readonly by: string; readonly outside: readonly OutsideCheckpoint[] },
): Promise<Decision<VerifiedRecord>> {
  const { practiceId } = actor
  const chains = await verifyLedger(house, actor)
  if (!chains.ok) return chains
  const columns = await verifyColumns(house, practiceId)
  const log = await verifyLog(house, practiceId, outside)
  const papers = await verifyPapers(house, practiceId)
  const findings = [...brokenChains(chains.value), ...columns, ...log.findings, ...papers.findings]
  const check: LedgerCheck = {
    id: house.newId(),
    checkedAt: house.clock(),
    checkedBy: by,
    sessions: chains.value.sessions,
    entries: chains.value.entries,
    papers: papers.papers,
    checkpoints: log.checkpoints,
    size: log.size,
    blind: log.blind,
    findings: findings.map(({ sentence }) => sentence),
  }
  await inPractice(house.db, practiceId, (tx) => addLedgerCheck(tx, practiceId, check))
  return accept({ check, findings, signedHeads: chains.value.signedHeads })
}

function brokenChains({ broken }: VerifiedLedger): Finding[] {
  return broken.map(({ sessionId, error }) => ({
    code: error.code,
    sentence: `Session ${sessionId} does not hold at entry ${error.sequence} (${error.code}).`,
  }))
}
