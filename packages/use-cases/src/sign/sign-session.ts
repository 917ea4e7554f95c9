import type { StaffActor } from '@holdspace/clinic/access/actor'
import { unansweredOf } from '@holdspace/clinic/session/deviations'
import { decideSign } from '@holdspace/clinic/session/sign-session'
import { addPaper, addSignedRecord } from '@holdspace/db/paper-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { entryId, sessionId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { hex } from '@holdspace/proof/bytes'
import { sessionSigned } from '@holdspace/record/bodies'
import { z } from 'zod'
import type { House } from '../house.ts'
import { appendEntries, sealAll, storedAll } from '../session/append-entries.ts'
import type { Appending } from '../session/appending.ts'
import { drawEditions } from '../session/draw-editions.ts'
import { readLedger, type SessionLedger } from '../session/ledger.ts'
import { nextRecordDeviceSeq } from '../session/order-dose.ts'
import { recordDevice } from '../session/session-names.ts'
import { letterheadOf, paperOf } from '../session/session-paper.ts'
import { sessionNotFound } from '../session/session-refusals.ts'
import { inSessionTurn, turnOf } from '../session/session-turns.ts'
import { reportedDevices } from './read-for-signing.ts'
import { sealSoon } from './seal-in-log.ts'

/**
 * What: the signed-in prescriber signs and locks the record, after giving the password again. From then on the signed
 * content never changes; the papers are drawn once, kept, and shown to partners with a release.
 */
export const signSessionInput = z.strictObject({
  id: entryId,
  sessionId,
  meaning: sessionSigned.shape.meaning,
  shownHash: sessionSigned.shape.contentHash,
  signWithout: z.array(z.uuid()).max(50),
})

export type SignHouse = Pick<
  House,
  'db' | 'clock' | 'newId' | 'hashing' | 'randomBytes' | 'announce' | 'publicUrl' | 'drawPdf' | 'secretKey'
>

export async function signSession(
  house: SignHouse,
  actor: StaffActor,
  input: z.output<typeof signSessionInput>,
): Promise<Decision<{ readonly contentHash: string; readonly signedAt: Instant }>> {
  return inSessionTurn(turnOf(actor.practiceId, input.sessionId), () => signInTurn(house, actor, input))
}

async function signInTurn(
  house: SignHouse,
  actor: StaffActor,
  input: z.output<typeof signSessionInput>,
): Promise<Decision<{ readonly contentHash: string; readonly signedAt: Instant }>> {
  for (;;) {
    const now = house.clock()
    const ledger = await readLedger(house, actor.practiceId, input.sessionId)
    if (ledger === null) return refuse(sessionNotFound)
    const { signature } = ledger.state
    if (signature !== null && signature.entryId === input.id) {
      return accept({ contentHash: signature.contentHash, signedAt: signature.recordedAt })
    }
    const signed = await decide(house, actor, input, ledger, now)
    if (!signed.ok) return signed
    const { entry, canonical } = signed.value
    const sealed = sealAll(house, actor, ledger, [entry], now)
    const drawn = await drawEditions(house, actor, ledger, storedAll(sealed), canonical, now)
    const appended = await appendEntries(house, actor, ledger, [entry], {
      now,
      sealed,
      change: { status: 'sealed', sealedAt: now },
      paper: drawn.forPartners,
      alongside: async (tx) => {
        const place = { practiceId: actor.practiceId, sessionId: ledger.sessionId }
        for (const { paper, pdf } of drawn.papers) await addPaper(tx, place, { ...paper, revision: 1 }, pdf)
        await addSignedRecord(tx, actor.practiceId, {
          contentHash: entry.body.contentHash,
          signedAt: now,
          // As the paper names them: the signature is the newest entry of its own record.
          headLeaf: hex(sealed.at(-1)?.leafHash ?? new Uint8Array()),
          entries: ledger.entries.length + sealed.length,
        })
      },
    })
    if (appended.outcome === 'head-moved') continue
    if (appended.outcome === 'refused') return refuse(appended.refusal)
    await sealSoon(house, actor, input.sessionId)
    return accept({ contentHash: entry.body.contentHash, signedAt: now })
  }
}

type SignatureEntry = Appending & { kind: 'session-signed' }

async function decide(
  house: SignHouse,
  actor: StaffActor,
  input: z.output<typeof signSessionInput>,
  ledger: SessionLedger,
  now: Instant,
): Promise<Decision<{ readonly entry: SignatureEntry; readonly canonical: Uint8Array }>> {
  const { devices } = await reportedDevices(house.db, actor.practiceId, input.sessionId)
  const practice = await letterheadOf(house.db, actor)
  const { canonical, contentHash } = paperOf(ledger, practice, actor, 'care-team', house.hashing.sha256)
  const decided = decideSign({
    actor,
    state: ledger.state,
    meaning: input.meaning,
    shownHash: input.shownHash,
    contentHash,
    unanswered: unansweredOf(ledger.state, ledger.protocol),
    devices,
    signWithout: input.signWithout,
    now,
    today: dateInZone(now, actor.practiceZone),
  })
  if (!decided.ok) return decided
  const place = { id: input.id, occurredAt: now, deviceId: recordDevice, deviceSeq: nextRecordDeviceSeq(ledger) }
  return accept({ entry: { kind: 'session-signed', body: decided.value, ...place }, canonical })
}
