import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { findMoneyPaper } from '@holdspace/db/money-paper-store'
import { readPdf } from '@holdspace/db/paper-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { z } from 'zod'
import { accessBy, occasionOf } from '../people/acting.ts'
import type { MoneyHouse } from './on-account.ts'
import { noSuchMoneyPaper } from './write-paper.ts'

/** What: somebody opens an issued paper about money as a PDF: the very bytes that were kept when it was issued. */
export const readMoneyPaperInput = z.strictObject({ paperId: z.uuid() })

export async function readMoneyPaper(
  house: MoneyHouse,
  actor: StaffActor,
  { paperId }: z.output<typeof readMoneyPaperInput>,
): Promise<Decision<{ readonly fileName: string; readonly pdf: Uint8Array }>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId } = actor
  return inPractice(house.db, practiceId, async (tx) => {
    const paper = await findMoneyPaper(tx, practiceId, paperId)
    const permitted = permit(actor, 'billing.read', {
      today,
      ...(paper === null ? {} : { patientId: paper.patientId }),
    })
    if (!permitted.ok) return permitted
    const pdf = paper === null ? null : await readPdf(tx, practiceId, paper.pdfHash)
    if (paper === null || pdf === null) return refuse(noSuchMoneyPaper)
    const { patientId, number, version, kind } = paper
    const details = { paperId, kind, part: 'paper' }
    await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'billing.read', at: now, patientId, details }))
    return accept({ fileName: `${kind}-${number}${version === 1 ? '' : `-v${version}`}.pdf`, pdf })
  })
}
