import { inPractice } from '@holdspace/db/database'
import { nextPapers, type PapersOfSession } from '@holdspace/db/ledger-check-store'
import type { PracticeId, SessionId } from '@holdspace/kit/ids'
import { hex } from '@holdspace/proof/bytes'
import { isJsonObject, parseLedgerBytes } from '@holdspace/proof/canonical-json'
import type { House } from '../house.ts'
import type { Finding } from './verify-log.ts'

/**
 * Every kept paper is still the file that was drawn, and every signed content still the bytes that were signed: what was
 * signed is said by the signature in the ledger, whose bytes the chain holds, never by the paper's own row.
 */
export async function verifyPapers(
  house: Pick<House, 'db' | 'hashing'>,
  practiceId: PracticeId,
): Promise<{ readonly papers: number; readonly findings: readonly Finding[] }> {
  const { sha256 } = house.hashing
  const findings: Finding[] = []
  let papers = 0
  let last: SessionId | null = null
  for (;;) {
    const next: PapersOfSession | null = await inPractice(house.db, practiceId, (tx) =>
      nextPapers(tx, practiceId, last),
    )
    if (next === null) return { papers, findings }
    last = next.sessionId
    const signed = signedHash(next.signature)
    for (const paper of next.papers) {
      papers += 1
      const name = `The ${paper.edition} paper of session ${next.sessionId}, revision ${paper.revision},`
      if (paper.pdf === null) findings.push({ code: 'paper-missing', sentence: `${name} is gone.` })
      else if (hex(sha256(paper.pdf)) !== paper.pdfHash)
        findings.push({ code: 'paper-altered', sentence: `${name} is not the file that was drawn.` })
      if (paper.contentHash !== signed || hex(sha256(paper.blocks)) !== signed)
        findings.push({
          code: 'signed-content-altered',
          sentence: `${name} does not hold the content that was signed.`,
        })
    }
  }
}

function signedHash(signature: Uint8Array | null): string | undefined {
  const body = signature === null ? undefined : parseLedgerBytes(signature)
  return isJsonObject(body) && typeof body.contentHash === 'string' ? body.contentHash : undefined
}
