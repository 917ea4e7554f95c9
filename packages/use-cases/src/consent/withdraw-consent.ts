import type { PatientActor, StaffActor } from '@holdspace/clinic/access/actor'
import { decideConsentWithdrawal } from '@holdspace/clinic/consent/decide-withdrawal'
import { isTreatment } from '@holdspace/clinic/consent/kinds'
import { recordAccess } from '@holdspace/db/audit-store'
import { findSignature, type SignatureRow } from '@holdspace/db/consent-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { listPatientSessions } from '@holdspace/db/session-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { entryId, type SessionId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { appendEntries } from '../session/append-entries.ts'
import { readLedger } from '../session/ledger.ts'
import { nextRecordDeviceSeq } from '../session/order-dose.ts'
import { recordDevice } from '../session/session-names.ts'
import { inSessionTurn, turnOf } from '../session/session-turns.ts'
import { takeBack } from './take-back.ts'

export const withdrawConsentInput = z.strictObject({
  consentId: z.uuid(),
  saidBy: z.enum(['patient', 'representative']),
  /** By word of mouth counts at once; the writing is obtained afterwards (CONSENT.md section 6). */
  how: z.string().trim().min(3).max(300),
})
type Input = z.output<typeof withdrawConsentInput>

export type WithdrawHouse = Pick<House, 'db' | 'clock' | 'newId' | 'hashing' | 'randomBytes' | 'announce' | 'publicUrl'>

export interface Withdrawn {
  readonly title: string
  /** The running session in whose record it stands, if there is one. */
  readonly sessionId: SessionId | null
}

/**
 * What: a patient takes back one consent, also under the medicine (RULINGS 8). From this transaction on it counts no
 * more: the dose gate is closed and the partner's next request finds nothing. In a running session the same transaction
 * writes it into the record, so that every device in the room shows it at once; charting goes on.
 */
export async function withdrawConsent(
  house: WithdrawHouse,
  actor: StaffActor | PatientActor,
  input: Input,
): Promise<Decision<Withdrawn>> {
  const asked = await inPractice(house.db, actor.practiceId, (tx) => ask(tx, house, actor, input))
  if (!asked.ok) return asked
  const { signature, sessionId } = asked.value
  if (sessionId !== null) {
    const inRoom = await inSessionTurn(turnOf(actor.practiceId, sessionId), () =>
      withdrawInRoom(house, actor, { input, signature, sessionId }),
    )
    if (inRoom) return accept({ title: signature.title, sessionId })
  }
  const { now, refs } = await occasionOf(house, actor)
  await inPractice(house.db, actor.practiceId, (tx) =>
    takeBack(tx, house, actor, { ...input, signature, now, sessionId, refs }),
  )
  return accept({ title: signature.title, sessionId })
}

interface Asked {
  readonly signature: SignatureRow
  readonly sessionId: SessionId | null
}

async function ask(
  tx: Tx,
  house: WithdrawHouse,
  actor: StaffActor | PatientActor,
  input: Input,
): Promise<Decision<Asked>> {
  const { now, today } = await occasionOf(house, actor)
  const signature = await findSignature(tx, actor.practiceId, input.consentId)
  if (signature === null) return refuse(noSuchConsent)
  const { patientId, kind } = signature
  const open = (await listPatientSessions(tx, actor.practiceId, patientId)).find(({ status }) => status === 'open')
  const isWithdrawn = signature.withdrawnAt !== null
  const question = { actor, today, patientId, kind, isWithdrawn, inSession: open !== undefined }
  const decided = decideConsentWithdrawal(question)
  if (!decided.ok) return decided
  const details = { consentId: input.consentId, kind }
  await recordAccess(
    tx,
    actor.practiceId,
    accessBy(house, actor, { act: 'consent.withdraw', at: now, patientId, details }),
  )
  return accept({ signature, sessionId: open?.id ?? null })
}

/** False when the session cannot take an entry any more; the withdrawal is then recorded without it. */
async function withdrawInRoom(
  house: WithdrawHouse,
  actor: StaffActor | PatientActor,
  {
    input,
    signature,
    sessionId,
  }: { readonly input: Input; readonly signature: SignatureRow; readonly sessionId: SessionId },
): Promise<boolean> {
  const id = entryId.parse(house.newId())
  for (;;) {
    const { now, refs } = await occasionOf(house, actor)
    const ledger = await readLedger(house, actor.practiceId, sessionId)
    if (ledger === null || ledger.status !== 'open') return false
    const { consentId, title, kind } = signature
    const entry = {
      kind: 'consent-withdrawn' as const,
      body: { consentId, title, treatment: isTreatment(kind), saidBy: input.saidBy },
      occurredAt: now,
      id,
      deviceId: recordDevice,
      deviceSeq: nextRecordDeviceSeq(ledger),
    }
    const appended = await appendEntries(house, actor, ledger, [entry], {
      now,
      alongside: (tx) => takeBack(tx, house, actor, { ...input, signature, now, sessionId, refs }),
    })
    if (appended.outcome !== 'head-moved') return appended.outcome === 'recorded'
  }
}

const noSuchConsent = {
  family: 'not-found',
  code: 'consent-not-found',
  sentence: 'There is no such consent in this practice.',
} as const
