import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { newestPaper, readPdf } from '@holdspace/db/paper-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { sessionId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { readLedger } from '../session/ledger.ts'
import { letterheadOf, paperOf } from '../session/session-paper.ts'
import { sessionNotFound } from '../session/session-refusals.ts'

/** What: the session record as a PDF: the kept one once it is signed, until then a draft drawn now and marked as one. */
export const readPaperInput = z.strictObject({ sessionId, paper: z.enum(['letter', 'a4']) })

export async function readPaper(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'hashing' | 'drawPdf'>,
  actor: StaffActor,
  input: z.output<typeof readPaperInput>,
): Promise<Decision<{ readonly fileName: string; readonly pdf: Uint8Array }>> {
  const now = house.clock()
  const ledger = await readLedger(house, actor.practiceId, input.sessionId)
  if (ledger === null) return refuse(sessionNotFound)
  const { patientId, sessionId: id, state } = ledger
  const permitted = permit(actor, 'record.print', { today: dateInZone(now, actor.practiceZone), patientId })
  if (!permitted.ok) return permitted
  const kept = await inPractice(house.db, actor.practiceId, async (tx) => {
    await recordAccess(tx, actor.practiceId, {
      id: house.newId(),
      at: now,
      actor: { kind: 'staff', id: actor.accountId, name: actor.displayName, role: actor.role },
      act: 'record.print',
      outcome: 'done',
      patientId,
      subject: { type: 'session-record', id },
      purpose: 'TREAT',
      deviceId: actor.deviceId,
    })
    const paper = await newestPaper(tx, actor.practiceId, id, 'care-team')
    return paper === null ? null : readPdf(tx, actor.practiceId, paper.pdfHash)
  })
  const fileName = `session-record-${state.opened?.patient.mrn ?? ''}-${dateInZone(state.opened?.occurredAt ?? now, actor.practiceZone)}.pdf`
  if (kept !== null) return accept({ fileName, pdf: kept })
  const record = paperOf(ledger, await letterheadOf(house.db, actor), actor, 'care-team', house.hashing.sha256)
  const pdf = await house.drawPdf({ blocks: record.blocks, frame: record.frame, paper: input.paper })
  return accept({ fileName: `draft-${fileName}`, pdf })
}
