import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { cutText } from '@holdspace/kit/cut-text'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type Instant, instant } from '@holdspace/kit/instant'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { isHeight } from '@holdspace/protocols/weight'
import { type Bodies, catalogue, type Kind } from '@holdspace/record/catalogue'
import { isStanding, type Reading } from '@holdspace/record/effective'
import { lineOfRule } from '@holdspace/record/past-gate'
import type { EntryDraft } from '@holdspace/record/read-entry'
import type { SessionState } from '@holdspace/record/state'
import type { z } from 'zod'
import type { StaffActor } from '../access/actor.ts'
import { permit } from '../access/permit.ts'
import { rolesPast } from '../gates/gate-lines.ts'
import { actOfKind, writtenByServerOnly } from './acts-of-kinds.ts'
import { mayExplain } from './deviations.ts'
import { decideEnd, mostServerWords } from './end-session.ts'
import { decideInstructions, type InstructionsInForce } from './instructions.ts'
import { notLater } from './not-later.ts'

/** Everything the decision about one entry looks at. */
export interface ChartQuestion {
  readonly actor: StaffActor
  readonly state: SessionState
  readonly reading: Reading
  readonly draft: EntryDraft
  /** The version this session pinned. */
  readonly protocol: ProtocolVersion
  readonly now: Instant
  readonly today: CalendarDate
  /** What the practice published for escorts to sign; read where an answer of one is recorded, empty for everything else. */
  readonly instructionsTexts: readonly InstructionsInForce[]
}

/** An entry that may be recorded: the parsed body and when it happened. */
export type AcceptedEntry = {
  [K in Kind]: { readonly kind: K; readonly body: Bodies[K]; readonly occurredAt: Instant }
}[Kind]

/**
 * May this entry be recorded? What happened is always recorded (RULINGS 1): clinical limits refuse orders and endings,
 * never a vital, a dose that was given or an effect that was seen. What is refused here is what cannot be a fact at all:
 * a body that makes no sense, a role that may not do the act, a correction of nothing. After the signature the same
 * holds: such an entry is then filed as an unconfirmed addendum, and the signed content stays as it is.
 */
export function decideEntry(question: ChartQuestion): Decision<AcceptedEntry> {
  const { actor, state, draft, today } = question
  if (state.opened === null) return refuse(notOpen)
  const permitted = permit(actor, actOfKind[draft.kind], { today, patientId: state.opened.patient.patientId })
  if (!permitted.ok && !isFactByLapsedClinician(draft.kind, permitted.refusal.code)) return permitted
  if (writtenByServerOnly.includes(draft.kind)) return refuse(notAnEntry)
  const read = instant.safeParse(draft.occurredAt)
  if (!read.success) return refuse(badTime)
  const occurredAt = notLater(read.data, question.now)
  if (occurredAt === null) return refuse(inTheFuture('occurredAt'))
  const body = catalogue[draft.kind].safeParse(draft.body)
  if (!body.success) return refuse(badBody(body.error))
  const entry = { kind: draft.kind, body: body.data, occurredAt } as AcceptedEntry
  return checkAgainstRecord(withBreach(entry, permitted.ok ? undefined : permitted.refusal.sentence), question)
}

function checkAgainstRecord(entry: AcceptedEntry, question: ChartQuestion): Decision<AcceptedEntry> {
  if (entry.kind === 'entry-corrected') return checkCorrection(entry, question)
  if (entry.kind === 'entry-withdrawn') return checkWithdrawal(entry, question)
  if (entry.kind === 'session-ended') {
    // Judged when the person left, not when a device that was offline got to say so.
    const isPast = entry.occurredAt < question.now
    const ended = decideEnd(entry.body, isPast ? { ...question, now: entry.occurredAt } : question)
    return ended.ok ? accept({ ...entry, body: ended.value }) : ended
  }
  if (entry.kind === 'discharge-scored') return checkScore(entry)
  if (entry.kind === 'weight-measured') return checkHeight(entry)
  if (entry.kind === 'instructions-answered') {
    const { state, instructionsTexts: texts } = question
    const openedAt = state.opened?.occurredAt ?? entry.occurredAt
    const where = { texts, openedAt, occurredAt: entry.occurredAt }
    const answered = decideInstructions(entry.body, where)
    return answered.ok ? accept(entry) : answered
  }
  if (entry.kind === 'dose-given') return checkGiven(entry, question.state)
  if (entry.kind === 'hold-ended') return checkHold(entry, question.state)
  if (entry.kind === 'decision-recorded') return checkDecision(entry, question)
  if (entry.kind === 'help-answered') {
    const call = question.state.helpCalls.find((one) => one.entryId === entry.body.callEntryId)
    return call === undefined ? refuse(noSuchEntry('callEntryId')) : accept(entry)
  }
  return accept(entry)
}

/**
 * Going past a line of the gate is an intention: whoever may not, or a line nobody may go past, is refused here, so that the
 * record never says that somebody went past where the gate stayed closed (RULINGS 1, 2).
 */
function checkDecision(
  entry: Extract<AcceptedEntry, { kind: 'decision-recorded' }>,
  { actor, protocol }: ChartQuestion,
): Decision<AcceptedEntry> {
  if (!mayExplain(entry.body.about.ruleId, actor.role)) return refuse(countersignIsPrescribers)
  const line = lineOfRule(entry.body.about.ruleId)
  if (line === null || rolesPast(line, protocol).includes(actor.role)) return accept(entry)
  return refuse(mayNotGoPast)
}

/** A height no adult has is a slip of the unit; a weight held against it would be judged by nonsense (M02). */
function checkHeight(entry: Extract<AcceptedEntry, { kind: 'weight-measured' }>): Decision<AcceptedEntry> {
  const { heightMm } = entry.body
  if (heightMm === undefined || isHeight(heightMm)) return accept(entry)
  return refuse(heightNotUnderstood)
}

/** A total that is not the sum of its items was typed or computed wrongly; neither may stand as a score. */
function checkScore(entry: Extract<AcceptedEntry, { kind: 'discharge-scored' }>): Decision<AcceptedEntry> {
  const sum = Object.values(entry.body.items).reduce((total: number, item) => total + item, 0)
  return sum === entry.body.total ? accept(entry) : refuse(scoreDoesNotAddUp)
}

/**
 * A dose is a fact, also where it was not the ordered one. Refused is only what contradicts itself: said to be given by
 * an order that names another medicine or another route, or counted otherwise than it adds up. Given another way, it is
 * recorded without the order, and shows as the deviation it was (RULINGS 1).
 */
function checkGiven(
  entry: Extract<AcceptedEntry, { kind: 'dose-given' }>,
  state: SessionState,
): Decision<AcceptedEntry> {
  const { orderEntryId, route, drug, givenMcg, unit, units, leftover } = entry.body
  const order = state.orders.find((one) => one.entryId === orderEntryId)
  if (order !== undefined && (order.route !== route || order.drug !== drug)) {
    return refuse(notThisOrder(`${order.drug} ${order.route}`))
  }
  if ((unit === undefined) !== (units === undefined)) return refuse(unitsDoNotAddUp)
  const counted = units?.reduce((sum, one) => sum + one.strengthMcg * one.count, 0)
  if (counted !== undefined && counted !== givenMcg) return refuse(unitsDoNotAddUp)
  if (order !== undefined && leftover !== undefined && givenMcg + leftover.mcg > order.drawnMcg) {
    return refuse(moreLeftThanTaken)
  }
  return accept(entry)
}

function checkHold(
  entry: Extract<AcceptedEntry, { kind: 'hold-ended' }>,
  state: SessionState,
): Decision<AcceptedEntry> {
  const dose = state.doses.find((one) => one.entryId === entry.body.doseEntryId)
  if (dose === undefined || dose.route !== 'SL') return refuse(noSuchEntry('doseEntryId'))
  return entry.occurredAt < dose.occurredAt ? refuse(holdBeforeDose) : accept(entry)
}

/** Server-written kinds and corrections are not themselves corrected; a wrong correction is corrected at its source. */
const notCorrectable: readonly Kind[] = [
  ...writtenByServerOnly,
  'entry-corrected',
  'entry-withdrawn',
  'participant-joined',
  'participant-left',
  // What somebody put their name to is not changed by another: they sign again, and the newest answer counts.
  'instructions-answered',
]

/**
 * Kinds that count by who said them: a decision past a limit, a score by which a prescriber lets somebody go. Corrected by
 * somebody else they would still count as theirs, so only their author says them otherwise (RULINGS 2, 3).
 */
const spokenFor: readonly Kind[] = ['decision-recorded', 'discharge-scored']

/** A correction passes the checks its entry passed: it may not say what could not have been recorded (M08). */
function checkCorrection(
  entry: Extract<AcceptedEntry, { kind: 'entry-corrected' }>,
  question: ChartQuestion,
): Decision<AcceptedEntry> {
  const { actor, state, reading, today } = question
  const target = reading.standing.find((one) => one.entry.id === entry.body.correctsEntryId)
  if (target === undefined || target.kind !== entry.body.correctsKind) return refuse(noSuchEntry('correctsEntryId'))
  if (notCorrectable.includes(target.kind)) return refuse(notCorrectableRefusal(target.kind))
  if (spokenFor.includes(target.kind) && target.entry.actor.membershipId !== actor.membershipId) {
    return refuse(notYourWord(target.entry.actor.name))
  }
  const mayWriteKind = permit(actor, actOfKind[target.kind], { today })
  if (!mayWriteKind.ok && !isFactByLapsedClinician(target.kind, mayWriteKind.refusal.code)) return mayWriteKind
  const replacement = catalogue[target.kind].safeParse(entry.body.replacement)
  if (!replacement.success) return refuse(badBody(replacement.error, 'replacement.'))
  const occurredAt = notLater(entry.body.occurredAt ?? target.occurredAt, question.now)
  if (occurredAt === null) return refuse(inTheFuture('occurredAt'))
  const corrected = { kind: target.kind, body: replacement.data, occurredAt } as AcceptedEntry
  const decided = checkAgainstRecord(withBreach(corrected, breachOf(target)), {
    ...question,
    state: { ...state, ended: null },
  })
  if (!decided.ok) return decided
  return accept({ ...entry, body: { ...entry.body, replacement: decided.value.body as Record<string, unknown> } })
}

/** What the session itself stands on: an ending that was wrong is corrected, so that the session never has two states. */
const notWithdrawable: readonly Kind[] = ['session-opened', 'session-ended', 'session-signed', 'entry-withdrawn']

/** Only its author takes an entry back; somebody else corrects it, so that both names stay (RULINGS 10). */
function checkWithdrawal(
  entry: Extract<AcceptedEntry, { kind: 'entry-withdrawn' }>,
  { actor, reading }: ChartQuestion,
): Decision<AcceptedEntry> {
  const target = reading.standing.find((one) => one.entry.id === entry.body.withdrawsEntryId)
  if (target === undefined || target.entry.seq !== entry.body.withdrawsSeq) {
    return refuse(noSuchEntry('withdrawsEntryId'))
  }
  if (notWithdrawable.includes(target.kind)) return refuse(notCorrectableRefusal(target.kind))
  if (target.entry.actor.membershipId !== actor.membershipId) {
    return refuse({
      family: 'not-permitted',
      code: 'not-your-entry',
      sentence: `Only ${target.entry.actor.name}, who wrote this entry, can withdraw it. You can correct it instead.`,
    })
  }
  // The correction repeats the entry's words: it has to go first, or they would stay in the record behind it.
  if (target.corrections.some(({ by }) => reading.standing.some((one) => one.entry.id === by.id))) {
    return refuse({
      family: 'unprocessable',
      code: 'corrected-entry',
      sentence: 'This entry was corrected. Withdraw the correction first, so that its words go as well.',
    })
  }
  return accept(entry)
}

/** A breach is the server's finding: whatever a device says of it is left out, and what is so is put in. */
function withBreach(entry: AcceptedEntry, breach: string | undefined): AcceptedEntry {
  if (entry.kind !== 'dose-given' && entry.kind !== 'infusion-started') return entry
  const { breach: _said, ...body } = entry.body
  return {
    ...entry,
    body: { ...body, ...(breach === undefined ? {} : { breach: cutText(breach, mostServerWords) }) },
  } as AcceptedEntry
}

/** A correction of the amount does not renew a licence: the breach stays with what was given. */
function breachOf(target: Reading['standing'][number]): string | undefined {
  return isStanding(target, 'dose-given') || isStanding(target, 'infusion-started') ? target.body.breach : undefined
}

/**
 * A nurse or prescriber whose licence ended yesterday must not give medicine, but if it was given, hiding that would
 * be worse: the fact is recorded and `deviations` shows the breach (RULINGS 1, M13).
 */
function isFactByLapsedClinician(kind: Kind, refusalCode: string): boolean {
  return actOfKind[kind] === 'session.administer' && refusalCode.endsWith('-not-in-force')
}

const mayNotGoPast = {
  family: 'not-permitted',
  code: 'may-not-go-past-gate',
  sentence:
    'You cannot go past this line of the gate. The protocol says who may; past consent, capacity and weight nobody does.',
} as const

const countersignIsPrescribers = {
  family: 'not-permitted',
  code: 'countersign-is-prescribers',
  sentence: 'Why an order is not countersigned is a prescriber’s to say. Ask the prescriber who gave it.',
} as const

const notThisOrder = (ordered: string) =>
  ({
    family: 'unprocessable',
    code: 'not-this-order',
    field: 'orderEntryId',
    sentence: `The order says ${ordered}. What was given another way is recorded without this order; it then shows as a deviation.`,
  }) as const

const unitsDoNotAddUp = {
  family: 'invalid',
  code: 'units-do-not-add-up',
  field: 'units',
  sentence: 'The tablets or devices do not add up to the amount given.',
} as const

const moreLeftThanTaken = {
  family: 'invalid',
  code: 'more-left-than-taken',
  field: 'leftover',
  sentence: 'What was given and what is left are more than what the order had taken out.',
} as const

const holdBeforeDose = {
  family: 'invalid',
  code: 'hold-before-dose',
  field: 'occurredAt',
  sentence: 'The hold cannot have ended before the tablets were given.',
} as const

const notYourWord = (name: string) =>
  ({
    family: 'not-permitted',
    code: 'not-your-entry',
    sentence: `Only ${name}, who said this, can say it otherwise. Write an entry of your own; the newest counts.`,
  }) as const

const heightNotUnderstood = {
  family: 'invalid',
  code: 'height-not-understood',
  field: 'heightMm',
  sentence: 'That is no height of a person. Check the number and its unit.',
} as const

const inTheFuture = (field: string) =>
  ({
    family: 'invalid',
    code: 'time-in-the-future',
    field,
    sentence: 'What is charted has happened: the time cannot lie ahead.',
  }) as const

const notOpen = {
  family: 'not-found',
  code: 'session-not-found',
  sentence: 'There is no such session in this practice.',
} as const

const notAnEntry = {
  family: 'invalid',
  code: 'not-an-entry',
  sentence: 'Opening, ordering, signing and addenda have their own acts; they cannot be sent as entries.',
} as const

const badTime = {
  family: 'invalid',
  code: 'time-not-understood',
  field: 'occurredAt',
  sentence: 'The time is not one Holdspace understands. Send it in UTC with milliseconds.',
} as const

const scoreDoesNotAddUp = {
  family: 'invalid',
  code: 'score-does-not-add-up',
  field: 'total',
  sentence: 'The total is not the sum of the five items.',
} as const

const noSuchEntry = (field: string) =>
  ({
    family: 'not-found',
    code: 'entry-not-found',
    field,
    sentence: 'That entry is not in this session, or it was withdrawn.',
  }) as const

const notCorrectableRefusal = (kind: Kind) =>
  ({
    family: 'unprocessable',
    code: 'not-correctable',
    sentence:
      kind === 'dose-ordered'
        ? 'An order is not corrected: write a new order; the old one stays in the record.'
        : 'This kind of entry cannot be corrected or withdrawn. Write a new entry that says what is right.',
  }) as const

function badBody(error: z.ZodError, prefix = '') {
  const details = error.issues.map((issue) => `${prefix}${issue.path.join('.') || 'entry'}: ${issue.message}`)
  const first = error.issues[0]
  return {
    family: 'invalid',
    code: 'entry-not-understood',
    field: prefix + (first?.path.join('.') ?? ''),
    sentence: first === undefined ? 'This entry could not be read.' : `${first.message}`,
    details,
  } as const
}
