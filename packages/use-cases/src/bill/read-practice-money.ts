import { dayAfter } from '@holdspace/billing/business-days'
import { sheetTotal } from '@holdspace/billing/charge-sheet'
import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { type OpenBalance, openBalances, type Taking, takingsOf } from '@holdspace/db/account-money-store'
import { recordAccess } from '@holdspace/db/audit-store'
import { sessionsWaitingForCharges, sheetsWithoutSuperbill, type WaitingSession } from '@holdspace/db/charge-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { moneyPapersOf } from '@holdspace/db/money-paper-store'
import { type CalendarDate, calendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision } from '@holdspace/kit/decision'
import type { PatientId, PracticeId } from '@holdspace/kit/ids'
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
  readonly unbilled: readonly UnbilledPerson[]
  readonly mayCharge: boolean
}

/** Visits of one person that are on no superbill yet, with the diagnoses of their last one to go on from. */
export interface UnbilledPerson {
  readonly patientId: PatientId
  readonly family: string
  readonly given: readonly string[]
  readonly mrn: string
  readonly sheetIds: readonly string[]
  readonly dates: readonly CalendarDate[]
  readonly amountCents: number
  readonly diagnoses: readonly { readonly code: string; readonly words: string }[]
}

/** Insurers take a claim for 90 days and mostly longer; what is older is made on the person's own account. */
const unbilledDays = 120

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
    const unbilled = await unbilledPeople(tx, practiceId, dayAfter(today, -unbilledDays))
    const details = { day, waiting: waiting.length, balances: balances.length, takings: takings.length }
    await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'billing.read-practice', at: now, details }))
    const mayCharge = permit(actor, 'billing.charge', { today }).ok
    return accept({ today, zone: refs.zone, day, waiting, balances, takings, unbilled, mayCharge })
  })
}

async function unbilledPeople(tx: Tx, practiceId: PracticeId, from: CalendarDate): Promise<readonly UnbilledPerson[]> {
  const people = new Map<PatientId, UnbilledPerson>()
  for (const row of await sheetsWithoutSuperbill(tx, practiceId, { from, limit: atMost })) {
    const { patientId, family, given, mrn, sheetId, serviceDate, sheet } = row
    if (sheet.lines.length === 0) continue
    const known = people.get(patientId) ?? {
      patientId,
      family,
      given,
      mrn,
      sheetIds: [],
      dates: [],
      amountCents: 0,
      diagnoses: await lastDiagnoses(tx, practiceId, patientId),
    }
    people.set(patientId, {
      ...known,
      sheetIds: [...known.sheetIds, sheetId],
      dates: [...known.dates, serviceDate],
      amountCents: known.amountCents + sheetTotal(sheet).amountCents,
    })
  }
  return [...people.values()]
}

async function lastDiagnoses(
  tx: Tx,
  practiceId: PracticeId,
  patientId: PatientId,
): Promise<UnbilledPerson['diagnoses']> {
  const papers = await moneyPapersOf(tx, practiceId, patientId)
  const last = papers.find(({ kind, voided }) => kind === 'superbill' && voided === null)
  return last === undefined ? [] : diagnosesOnPaper.parse(last.document).diagnoses
}

const diagnosesOnPaper = z.object({ diagnoses: z.array(z.object({ code: z.string(), words: z.string() })) })
