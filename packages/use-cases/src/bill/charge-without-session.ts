import type { BillingProfile } from '@holdspace/billing/billing-profile'
import type { Cents } from '@holdspace/billing/cents'
import { decideSheet, isSheetOf, lineChoice, type SheetQuestion, sheetTotal } from '@holdspace/billing/charge-sheet'
import { type ScheduleVersion, scheduleOn, serviceOf } from '@holdspace/billing/fee-schedule'
import { npi } from '@holdspace/billing/identifiers'
import type { StaffActor } from '@holdspace/clinic/access/actor'
import { addSheet, addUnitEvents, findSheet } from '@holdspace/db/charge-store'
import { feeSchedules, newestProfile } from '@holdspace/db/fee-schedule-store'
import { calendarDate, formatDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import { sentBeforeAsAnother } from '../sent-before.ts'
import { type MoneyHouse, onAccount } from './on-account.ts'
import { noSchedule } from './session-facts.ts'

export const chargeWithoutSessionInput = z.strictObject({
  /** Made once per intention; also the id of the entry on the account. */
  sheetId: z.uuid(),
  patientId,
  /** The day it was for: the fee schedule of that day holds. */
  serviceDate: calendarDate,
  lines: z
    .array(
      lineChoice.omit({ key: true }).extend({
        /** NPI of the provider who did it, of those in the billing details; null: nobody is named, and the superbill says so. */
        renderedBy: npi.nullable(),
      }),
    )
    .min(1)
    .max(20),
})

/**
 * What: billing charges what no medicine session gives rise to: a consultation, a talk, a visit cancelled too late. Each
 * line is a service of the schedule of that day and says in words what it was for. Sent twice, it is charged once.
 */
export async function chargeWithoutSession(
  house: MoneyHouse,
  actor: StaffActor,
  input: z.output<typeof chargeWithoutSessionInput>,
): Promise<Decision<{ readonly sheetId: string; readonly owedCents: Cents; readonly coveredCents: Cents }>> {
  const { sheetId, serviceDate, lines } = input
  const question = { act: 'billing.charge', patientId: input.patientId, details: { sheetId, serviceDate } } as const
  return onAccount(house, actor, question, async (turn) => {
    const { tx, practiceId, sales, now, today } = turn
    const known = await findSheet(tx, practiceId, sheetId)
    if (known !== null) {
      const isHere = known.patientId === input.patientId && known.sessionId === null
      const isThis = isHere && known.serviceDate === serviceDate && isSheetOf(known.sheet, lines)
      return isThis ? accept({ sheetId, ...sheetTotal(known.sheet) }) : refuse(sentBeforeAsAnother)
    }
    if (serviceDate > today) return refuse(notYet)
    const version = scheduleOn(await feeSchedules(tx, practiceId), serviceDate)
    if (version === null) return refuse(noSchedule)
    const choices = named(version, (await newestProfile(tx, practiceId))?.profile ?? null, lines)
    if (!choices.ok) return choices
    const asked = { version, suggested: [], gaps: [], choices: choices.value, sales, day: serviceDate }
    const decided = decideSheet({ sheetEntryId: sheetId, ...asked })
    if (!decided.ok) return decided
    const { sheet, postings, used } = decided.value
    if (sheet.lines.length === 0) return refuse(nothingCharged)
    const words = `${sheet.lines.map((line) => line.words).join(', ')}, ${formatDate(serviceDate)}`
    const hasEntry = postings.length > 0
    if (hasEntry) await turn.add({ id: sheetId, kind: 'charge', words, postings })
    await addSheet(tx, practiceId, {
      ...{ sheetId, patientId: input.patientId, sessionId: null, turn: 1, serviceDate },
      scheduleVersion: version.version,
      entryId: hasEntry ? sheetId : null,
      sheet: { ...sheet, by: [] },
      confirmedAt: now,
      by: turn.by,
    })
    const burnt = used.map(({ saleId, unit }) => ({
      ...{ saleId, unit, sheetId, on: serviceDate, at: now, byName: turn.by.name, reason: '' },
      what: 'used' as const,
    }))
    await addUnitEvents(tx, practiceId, burnt)
    return accept({ sheetId, ...sheetTotal(sheet) })
  })
}

type AskedLine = z.output<typeof chargeWithoutSessionInput>['lines'][number]

/** Each line with the provider it names: somebody the billing details know for that kind of service. */
function named(
  { schedule }: ScheduleVersion,
  profile: BillingProfile | null,
  lines: readonly AskedLine[],
): Decision<SheetQuestion['choices']> {
  const choices: SheetQuestion['choices'][number][] = []
  for (const { renderedBy, ...line } of lines) {
    const performedBy = serviceOf(schedule, line.code)?.performedBy
    const provider = profile?.providers.find((one) => one.npi === renderedBy && one.performs === performedBy)
    if (renderedBy !== null && provider === undefined) return refuse(providerNotKnown)
    choices.push({ ...line, ...(provider === undefined ? {} : { renderedBy: provider }) })
  }
  return accept(choices)
}

const providerNotKnown = {
  family: 'unprocessable',
  code: 'provider-not-known',
  field: 'renderedBy',
  sentence:
    'The billing details name nobody with this NPI for this kind of service. Choose somebody who is named there.',
} as const

const notYet = {
  family: 'invalid',
  code: 'service-in-the-future',
  field: 'serviceDate',
  sentence: 'Only what took place, or was cancelled too late, is charged. Choose today or an earlier day.',
} as const

const nothingCharged = {
  family: 'invalid',
  code: 'nothing-charged',
  field: 'lines',
  sentence: 'Charge at least one unit.',
} as const
