import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { type OpenBalance, openBalances, type Taking, takingsOf } from '@holdspace/db/account-money-store'
import { recordAccess } from '@holdspace/db/audit-store'
import { sessionsWaitingForCharges, type WaitingSession } from '@holdspace/db/charge-store'
import { inPractice } from '@holdspace/db/database'
import { type CalendarDate, calendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision } from '@holdspace/kit/decision'
import { z } from 'zod'
import { accessBy, occasionOf } from '../people/acting.ts'
import type { MoneyHouse } from './on-account.ts'

/** What: the practice’s money at a glance: sessions waiting for charges, what is owed, and one day’s takings. */
export const readPracticeMoneyInput = z.strictObject({ day: calendarDate.nullable() })

export interface PracticeMoney {
  readonly today: CalendarDate
  readonly zone: string
  readonly day: CalendarDate
  readonly waiting: readonly WaitingSession[]
  readonly balances: readonly OpenBalance[]
  readonly takings: readonly Taking[]
  readonly mayCharge: boolean
}

/** Rows of each list at most: more than a practice has open, and a limit nonetheless. */
const atMost = 500

export async function readPracticeMoney(
  house: MoneyHouse,
  actor: StaffActor,
  input: z.output<typeof readPracticeMoneyInput>,
): Promise<Decision<PracticeMoney>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const permitted = permit(actor, 'billing.read-practice', { today })
  if (!permitted.ok) return permitted
  const { practiceId } = actor
  const day = input.day ?? today
  return inPractice(house.db, practiceId, async (tx) => {
    const waiting = await sessionsWaitingForCharges(tx, practiceId, { limit: atMost })
    const balances = await openBalances(tx, practiceId, atMost)
    const takings = await takingsOf(tx, practiceId, day)
    const details = { day, waiting: waiting.length, balances: balances.length, takings: takings.length }
    await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'billing.read-practice', at: now, details }))
    const mayCharge = permit(actor, 'billing.charge', { today }).ok
    return accept({ today, zone: refs.zone, day, waiting, balances, takings, mayCharge })
  })
}
