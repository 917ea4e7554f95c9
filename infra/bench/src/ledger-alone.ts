import { randomBytes } from 'node:crypto'
import type { Database } from '@holdspace/db/database'
import { recordAct } from '@holdspace/db/record-act'
import { juniperRow, maraQuist } from '@holdspace/fixture-clinic/people'
import { type DeviceId, entryId, patientId, sessionId } from '@holdspace/kit/ids'
import { instantFromMs } from '@holdspace/kit/instant'
import { type ChainHead, type SealedEntry, sealEntry } from '@holdspace/proof/session-chain'
import { nodeHashing } from '@holdspace/server/hashing'
import { newId } from '@holdspace/server/new-id'
import { takeTurns, together } from '@holdspace/use-cases/session/take-turns'

const mostTogether = 50

/**
 * The ledger without the clinic: an entry is sealed onto the head and recorded under its id, which is its key, what has queued
 * shares a commit, and no rule, audit or FHIR projection is asked. Each call appends one entry to the same session, in the
 * other practice: nobody opened this session, and whoever verifies a practice is told so.
 */
export function ledgerAlone(db: Database): () => Promise<boolean> {
  const session = sessionId.parse(newId())
  const device = newId() as DeviceId
  let head: ChainHead | null = null
  let count = 0

  const seal = (id: string): SealedEntry => {
    const at = instantFromMs(Date.now())
    count += 1
    const sealed = sealEntry(
      head ?? undefined,
      {
        ledger: 'bench/ledger',
        sessionId: session,
        idempotencyKey: entryId.parse(id),
        kind: 'observation-noted',
        actor: `${maraQuist.membershipId} nurse Mara Quist RN`,
        deviceId: device,
        deviceSeq: count,
        occurredAt: at,
        recordedAt: at,
        body: { text: 'Resting, breathing slowly.' },
      },
      new Uint8Array(randomBytes(32)),
      nodeHashing.sha256,
    )
    head = sealed
    return sealed
  }

  const append = together<string, boolean>({
    inTurn: takeTurns(mostTogether),
    longest: 512,
    fits: (chosen) => chosen.length < mostTogether,
    run: async (ids) => {
      const before = head
      const entries = ids.map(seal)
      const { outcome } = await recordAct(db, {
        practiceId: juniperRow.practiceId,
        sessionId: session,
        at: instantFromMs(Date.now()),
        head: before,
        entries,
        audit: [],
        ...(before === null ? { opens: openedBy() } : {}),
      })
      if (outcome !== 'recorded') throw new Error(`The ledger answered ${outcome}.`)
      return ids.map(() => true)
    },
  })
  return () => append(session, newId())
}

function openedBy() {
  return {
    patientId: patientId.parse(newId()),
    protocolId: 'bench',
    protocolVersion: '1',
    protocolHash: 'b'.repeat(64),
    createdBy: maraQuist.accountId,
  }
}
