import type { StaffActor } from '@holdspace/clinic/access/actor'
import { inPractice } from '@holdspace/db/database'
import { newestPaper, readPdf } from '@holdspace/db/paper-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision } from '@holdspace/kit/decision'
import { sessionId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { openLedger } from '../session/open-ledger.ts'
import { letterheadOf, paperOf } from '../session/session-paper.ts'

/** What: the session record as a PDF: the kept one once it is signed, until then a draft drawn now and marked as one. */
export const readPaperInput = z.strictObject({ sessionId, paper: z.enum(['letter', 'a4']) })

export async function readPaper(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'hashing' | 'drawPdf'>,
  actor: StaffActor,
  input: z.output<typeof readPaperInput>,
): Promise<Decision<{ readonly fileName: string; readonly pdf: Uint8Array }>> {
  const now = house.clock()
  const read = await inPractice(house.db, actor.practiceId, async (tx) => {
    const opening = { sessionId: input.sessionId, act: 'record.print', subject: 'session-record' } as const
    const opened = await openLedger(tx, house, actor, opening)
    if (!opened.ok) return opened
    const paper = await newestPaper(tx, actor.practiceId, input.sessionId, 'care-team')
    const kept = paper === null ? null : await readPdf(tx, actor.practiceId, paper.pdfHash)
    return accept({ ledger: opened.value, kept })
  })
  if (!read.ok) return read
  const { ledger, kept } = read.value
  const { state } = ledger
  const fileName = `session-record-${state.opened?.patient.mrn ?? ''}-${dateInZone(state.opened?.occurredAt ?? now, actor.practiceZone)}.pdf`
  if (kept !== null) return accept({ fileName, pdf: kept })
  const record = paperOf(ledger, await letterheadOf(house.db, actor), actor, 'care-team', house.hashing.sha256)
  const pdf = await house.drawPdf({ blocks: record.blocks, frame: record.frame, paper: input.paper })
  return accept({ fileName: `draft-${fileName}`, pdf })
}
