import type { StaffActor } from '@holdspace/clinic/access/actor'
import { findMoneyPaper, voidMoneyPaper } from '@holdspace/db/money-paper-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import { onAccount } from './on-account.ts'
import { type IssuedPaper, issueInTurn, noSuchMoneyPaper, type PaperHouse, paperWish } from './write-paper.ts'

/**
 * What: a paper about money is issued: numbered, drawn, kept with its hash. It is never edited; a newer version takes its
 * place, a void says why. Sent twice, it is issued once.
 */
export const issuePaperInput = z.strictObject({ paperId: z.uuid(), patientId, paper: paperWish })

export async function issuePaper(
  house: PaperHouse,
  actor: StaffActor,
  { paperId, patientId: of, paper }: z.output<typeof issuePaperInput>,
): Promise<Decision<IssuedPaper>> {
  const details = { paperId, kind: paper.kind }
  const question = { act: 'billing.issue-paper', patientId: of, details } as const
  return onAccount(house, actor, question, (turn) => issueInTurn(house, turn, { paperId, paper }))
}

export const voidPaperInput = z.strictObject({
  patientId,
  paperId: z.uuid(),
  reason: z.string().trim().min(3, 'Say why, in a few words.').max(500),
})

/** What: an issued paper is declared void, with a reason. It stays readable; its number is not used again. */
export async function voidPaper(
  house: PaperHouse,
  actor: StaffActor,
  { patientId: of, paperId, reason }: z.output<typeof voidPaperInput>,
): Promise<Decision<{ readonly paperId: string }>> {
  const question = { act: 'billing.give-back', patientId: of, details: { paperId, declared: 'void' } } as const
  return onAccount(house, actor, question, async ({ tx, practiceId, now, by }) => {
    const paper = await findMoneyPaper(tx, practiceId, paperId)
    if (paper === null || paper.patientId !== of) return refuse(noSuchMoneyPaper)
    if (paper.isSuperseded) return refuse(supersededAlready)
    if (paper.voided === null) await voidMoneyPaper(tx, practiceId, { paperId, reason, at: now, by })
    return accept({ paperId })
  })
}

const supersededAlready = {
  family: 'conflict',
  code: 'paper-superseded',
  sentence: 'A newer version took this paper’s place. Declare the newest one void instead.',
} as const
