import type { Cents } from '@holdspace/billing/cents'
import {
  decideSheet,
  isSheetOf,
  lineChoice,
  packageUse,
  sheetTotal,
  suggestedCover,
} from '@holdspace/billing/charge-sheet'
import type { EstimateStanding } from '@holdspace/billing/estimate'
import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { addSheet, addUnitEvents, findSheet, sheetsOfSession } from '@holdspace/db/charge-store'
import { inPractice } from '@holdspace/db/database'
import { openTask } from '@holdspace/db/task-store'
import { formatDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { sessionId, taskId } from '@holdspace/kit/ids'
import { plusMinutes } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { House } from '../house.ts'
import { occasionOf } from '../people/acting.ts'
import { sentBeforeAsAnother } from '../sent-before.ts'
import { readEstimateStanding } from './estimate-standing.ts'
import { type AccountTurn, onAccount } from './on-account.ts'
import { noSuchSession, type SuggestedSession, suggestedFor } from './session-facts.ts'

/**
 * What: billing confirms the charges of a signed session, as suggested or changed with a reason. One entry on the
 * account and the units of packages it uses, in one transaction. Sent twice, it is charged once.
 */
export const confirmChargesInput = z.strictObject({
  /** Made once per intention; also the id of the entry on the account. */
  sheetId: z.uuid(),
  sessionId,
  /** Each line with the units of packages the screen showed beside it: a line added by hand shows none. */
  choices: z.array(lineChoice.extend({ shownCover: z.array(packageUse).max(400) })).max(60),
})

export interface ConfirmedCharges {
  readonly sheetId: string
  readonly owedCents: Cents
  readonly coveredCents: Cents
  /** How the estimate stands with these charges; shown when it no longer covers them (M20). */
  readonly estimate: EstimateStanding | null
}

type ChargeHouse = Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl' | 'hashing'>

export async function confirmCharges(
  house: ChargeHouse,
  actor: StaffActor,
  input: z.output<typeof confirmChargesInput>,
): Promise<Decision<ConfirmedCharges>> {
  const { practiceId } = actor
  const { today, refs } = await occasionOf(house, actor)
  const permitted = permit(actor, 'billing.charge', { today })
  if (!permitted.ok) return permitted
  const found = await inPractice(house.db, practiceId, (tx) =>
    suggestedFor(tx, house, { practiceId, zone: refs.zone }, input.sessionId),
  )
  if (!found.ok) return found
  const { patientId, facts } = found.value
  if (!permit(actor, 'billing.charge', { today, patientId }).ok) return refuse(noSuchSession)
  if (facts.signedAt === null) return refuse(notSigned)
  const details = { sessionId: input.sessionId, sheetId: input.sheetId }
  return onAccount(house, actor, { act: 'billing.charge', patientId, details }, (turn) =>
    charge(house, turn, input, found.value),
  )
}

async function charge(
  house: ChargeHouse,
  turn: AccountTurn,
  input: z.output<typeof confirmChargesInput>,
  { facts, version, suggestion, patientId }: SuggestedSession,
): Promise<Decision<ConfirmedCharges>> {
  const { tx, practiceId, sales, now } = turn
  const known = await findSheet(tx, practiceId, input.sheetId)
  if (known !== null) {
    if (known.sessionId !== input.sessionId || !isSheetOf(known.sheet, input.choices))
      return refuse(sentBeforeAsAnother)
    return accept({ sheetId: known.sheetId, ...sheetTotal(known.sheet), estimate: null })
  }
  const sheets = await sheetsOfSession(tx, practiceId, input.sessionId)
  if (sheets.some(({ voided }) => voided === null)) return refuse(chargedAlready)
  if (!isCoverAsShown(suggestion.lines, input.choices, { sales, day: facts.date })) return refuse(coverChanged)
  const decided = decideSheet({
    sheetEntryId: input.sheetId,
    version,
    suggested: suggestion.lines,
    gaps: suggestion.gaps,
    choices: input.choices,
    sales,
    day: facts.date,
  })
  if (!decided.ok) return decided
  const { sheet, postings, used } = decided.value
  const words = `Session of ${formatDate(facts.date)}`
  const hasEntry = postings.length > 0
  if (hasEntry) await turn.add({ id: input.sheetId, kind: 'charge', words, postings })
  const signer =
    facts.signedBy === null ? [] : [{ membershipId: facts.signedBy.membershipId, name: facts.signedBy.name }]
  await addSheet(tx, practiceId, {
    sheetId: input.sheetId,
    patientId,
    sessionId: input.sessionId,
    turn: sheets.length + 1,
    serviceDate: facts.date,
    scheduleVersion: version.version,
    entryId: hasEntry ? input.sheetId : null,
    sheet: { ...sheet, by: [...signer, ...facts.therapists] },
    confirmedAt: now,
    by: turn.by,
  })
  const burnt = used.map(({ saleId, unit }) => ({
    saleId,
    unit,
    what: 'used' as const,
    sheetId: input.sheetId,
    on: facts.date,
    at: now,
    byName: turn.by.name,
    reason: '',
  }))
  await addUnitEvents(tx, practiceId, burnt)
  const estimate = await warnOfEstimate(house, turn)
  return accept({ sheetId: input.sheetId, ...sheetTotal(sheet), estimate })
}

/** Charges $300 and more above the estimate are never silent: the desk is asked for a new one before more care (M20). */
async function warnOfEstimate(house: ChargeHouse, turn: AccountTurn): Promise<EstimateStanding | null> {
  const { tx, practiceId, patient, today, now } = turn
  const standing = await readEstimateStanding(tx, practiceId, patient.patientId, today)
  if (standing.state !== 'lapsed' || standing.evidence === undefined) return null
  await openTask(tx, {
    id: taskId.parse(house.newId()),
    practiceId,
    patientId: patient.patientId,
    kind: 'estimate-due',
    title: 'New estimate before more care: the charges are above the one given',
    dueAt: plusMinutes(now, 24 * 60),
    evidence: { type: 'estimate', id: standing.evidence.id },
    openedAt: now,
    ownerRole: standing.fixer,
  })
  return standing
}

const notSigned = {
  family: 'unprocessable',
  code: 'session-not-signed',
  sentence: 'The session is not signed yet. It is charged once its record is signed and locked.',
} as const

/** A package that was sold, used up or paid back since the screen showed the lines would be spent, or missed, unseen. */
function isCoverAsShown(
  lines: SuggestedSession['suggestion']['lines'],
  choices: z.output<typeof confirmChargesInput>['choices'],
  place: Parameters<typeof suggestedCover>[1],
): boolean {
  const covers = suggestedCover(lines, place)
  return choices.every(({ key, shownCover }) => {
    const cover = covers[lines.findIndex((line) => line.key === key)] ?? []
    return (
      cover.length === shownCover.length &&
      cover.every(({ saleId, unit }) => shownCover.some((shown) => shown.saleId === saleId && shown.unit === unit))
    )
  })
}

const coverChanged = {
  family: 'conflict',
  code: 'package-cover-changed',
  sentence: 'What a package covers of these lines changed since they were shown. Open the charges again and look.',
} as const

const chargedAlready = {
  family: 'conflict',
  code: 'session-charged-already',
  sentence: 'This session was charged before. Take that sheet back first, with a reason.',
} as const
