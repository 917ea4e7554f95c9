import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import type { StoredMoneyEntry } from '@holdspace/db/account-money-store'
import { moneyPapersOf } from '@holdspace/db/money-paper-store'
import { accept, type Decision } from '@holdspace/kit/decision'
import { creditedItem, invoicesOf } from './credit-content.ts'
import type { AccountTurn } from './on-account.ts'
import { type IssuedPaper, issueInTurn, type PaperHouse } from './write-paper.ts'

/**
 * What was just credited stands on an invoice in somebody's hand: a credit note answers it, in the same act. Null where
 * no invoice asks for it; a credit note can be asked for all the same.
 */
export async function answerInvoices(
  house: PaperHouse,
  actor: StaffActor,
  turn: AccountTurn,
  entry: StoredMoneyEntry,
): Promise<Decision<IssuedPaper | null>> {
  const { patientId } = turn.patient
  const item = creditedItem(entry)
  const papers = await moneyPapersOf(turn.tx, turn.practiceId, patientId)
  if (item === null || invoicesOf(papers, item).length === 0) return accept(null)
  const permitted = permit(actor, 'billing.issue-paper', { today: turn.today, patientId })
  if (!permitted.ok) return permitted
  const paper = { kind: 'credit-note', entryId: entry.id } as const
  return issueInTurn(house, { ...turn, entries: [...turn.entries, entry] }, { paperId: house.newId(), paper })
}
