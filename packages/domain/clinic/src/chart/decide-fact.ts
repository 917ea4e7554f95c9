import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { PatientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { permit } from '../access/permit.ts'
import type { AllergyStatus } from '../people/allergy-status.ts'
import { foldName } from '../people/fold-name.ts'
import { conceptKey } from '../referral/read-concept.ts'
import type { Concept } from '../referral/referral-content.ts'
import {
  criticalities,
  type FactKind,
  type FactStatus,
  factKindWords,
  factStatuses,
  type StatusOnChart,
} from './fact-kinds.ts'
import { picked } from './pick-lists.ts'

/** `1999`, `1999-06` or `1999-06-21`: as exactly as it is known, and no more. */
export const partialDate = z.string().regex(/^(19|20)\d{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/)

/** What it is: a row of the house's pick list, or the words it was told in, which stay uncoded. */
export const named = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('picked'), pick: z.string().max(60) }),
  z.strictObject({ how: z.literal('words'), text: z.string().trim().min(2).max(200) }),
])
export type Named = z.output<typeof named>

const words = (most: number) => z.string().trim().max(most)

/** A fact as staff enter it. `from` says how it is known: the person's word, a letter, a pharmacy list. */
export const newFact = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('allergy'),
    named,
    reactions: z.array(words(200).min(2)).max(10),
    criticality: z.enum(criticalities).optional(),
    onset: partialDate.optional(),
  }),
  z.strictObject({ kind: z.literal('problem'), named, onset: partialDate.optional() }),
  z.strictObject({ kind: z.literal('medicine'), named, instructions: words(300) }),
])
export type NewFact = z.output<typeof newFact>

export interface FactOnChart {
  readonly concept: Concept
  readonly status: StatusOnChart
}

interface Asking {
  readonly actor: Actor
  readonly today: CalendarDate
  readonly patientId: PatientId
}

export interface NewFactQuestion extends Asking {
  readonly fact: NewFact
  /** The list it joins, without what was entered in error. */
  readonly onChart: readonly FactOnChart[]
}

/**
 * May this stand on the chart, and under what words and code? A second line for what is on the list and holds is refused:
 * two lines for one medicine are two doses of it (M10). What was resolved or stopped and comes back is said of the line
 * that is there.
 */
export function decideNewFact({ actor, today, patientId, fact, onChart }: NewFactQuestion): Decision<Concept> {
  const permitted = permit(actor, 'chart.change-facts', { today, patientId })
  if (!permitted.ok) return permitted
  const concept = conceptOf(fact)
  if (concept === null) return refuse(noSuchPick)
  const since = fact.kind === 'medicine' ? undefined : fact.onset
  if (since !== undefined && since > today.slice(0, since.length)) return refuse(inTheFuture)
  const twin = onChart.find((one) => isSame(one.concept, concept))
  if (twin !== undefined) return refuse(alreadyThere(fact.kind, twin))
  return accept(concept)
}

function conceptOf({ kind, named: how }: NewFact): Concept | null {
  return how.how === 'picked' ? picked(kind, how.pick) : { text: how.text, codings: [] }
}

function isSame(one: Concept, other: Concept): boolean {
  return conceptKey(one) === conceptKey(other) || foldName(one.text) === foldName(other.text)
}

export interface FactStatusQuestion extends Asking {
  readonly kind: FactKind
  readonly current: StatusOnChart
  readonly next: FactStatus
  readonly reason: string
}

/**
 * May this be said of a fact that is on the chart? Nothing is deleted: a line ends, comes back, or is marked as entered in
 * error, each time with the reason and a name. What was entered in error is not revived; it is entered again.
 */
export function decideFactStatus(question: FactStatusQuestion): Decision<true> {
  const { actor, today, patientId, kind, current, next } = question
  const permitted = permit(actor, 'chart.change-facts', { today, patientId })
  if (!permitted.ok) return permitted
  const allowed: readonly FactStatus[] = factStatuses[kind]
  if (!allowed.includes(next)) return refuse(notForThis(kind))
  if (current === 'entered-in-error') return refuse(alreadyInError)
  if (current === next) return refuse(alreadySo)
  return question.reason.trim().length < 3 ? refuse(reasonMissing) : accept(true)
}

export interface ReviewQuestion extends Asking {
  readonly kind: FactKind
  /** `none-known` may be said of allergies alone: it is the one list whose emptiness means something (BN6). */
  readonly says: 'as-listed' | 'none-known'
  readonly allergyStatus: AllergyStatus
  readonly activeAllergies: number
}

/**
 * May somebody put their name to a list? "As listed" needs a list that says something: an allergy list nobody asked about
 * is not reviewed by looking at it. "No known allergies" needs that none stands there.
 */
export function decideReview(question: ReviewQuestion): Decision<true> {
  const { actor, today, patientId, kind, says, allergyStatus, activeAllergies } = question
  const permitted = permit(actor, 'chart.change-facts', { today, patientId })
  if (!permitted.ok) return permitted
  if (kind !== 'allergy') return says === 'as-listed' ? accept(true) : refuse(noneOfAllergiesOnly)
  if (says === 'none-known') return activeAllergies === 0 ? accept(true) : refuse(allergiesStand)
  return activeAllergies > 0 || allergyStatus === 'none-known' ? accept(true) : refuse(nothingToReview)
}

/**
 * What the banner says after the list changed. An active allergy is known. When the last one goes, nobody has yet said
 * that there are none: the banner asks again instead of reading like "none" (BN6).
 */
export function allergyStatusAfter(now: AllergyStatus, activeAllergies: number): AllergyStatus {
  if (activeAllergies > 0) return 'known'
  return now === 'known' ? 'not-recorded' : now
}

const noSuchPick = {
  family: 'invalid',
  code: 'no-such-pick',
  sentence: 'That is not in the list. Choose again, or enter it in words.',
  field: 'pick',
} as const

const inTheFuture = {
  family: 'invalid',
  code: 'since-in-the-future',
  sentence: 'It cannot have begun in the future. Check the date.',
  field: 'since',
} as const

function alreadyThere(kind: FactKind, { concept, status }: FactOnChart) {
  const what = `“${concept.text}”`
  return {
    family: 'conflict',
    code: 'fact-on-chart',
    sentence:
      status === 'active' || status === 'not-stated' || status === 'on-hold'
        ? `${what} is on the list already. Change that line instead of adding a second one.`
        : `${what} stood on the list before and ended. Say on that line that the ${factKindWords[kind]} is there again.`,
    field: 'text',
  } as const
}

function notForThis(kind: FactKind) {
  const article = kind === 'allergy' ? 'An' : 'A'
  return {
    family: 'invalid',
    code: 'status-not-for-this',
    sentence: `${article} ${factKindWords[kind]} is not marked like that. Choose one of the others.`,
    field: 'status',
  } as const
}

const alreadyInError = {
  family: 'conflict',
  code: 'entered-in-error-is-final',
  sentence: 'This line was marked as entered in error. Enter it again if it is true after all.',
} as const

const alreadySo = {
  family: 'conflict',
  code: 'status-already-so',
  sentence: 'The line says so already, perhaps since a moment ago. Load the page again.',
} as const

const reasonMissing = {
  family: 'invalid',
  code: 'reason-missing',
  sentence: 'Say why in a few words: whoever reads the chart after you will ask.',
  field: 'reason',
} as const

const noneOfAllergiesOnly = {
  family: 'invalid',
  code: 'none-known-of-allergies-only',
  sentence: 'Only of allergies is it recorded that there are none. Review the list as it stands.',
} as const

const allergiesStand = {
  family: 'unprocessable',
  code: 'allergies-on-chart',
  sentence: 'The chart holds allergies. Ask about each, and end or correct it, before anybody says there are none.',
} as const

const nothingToReview = {
  family: 'unprocessable',
  code: 'allergies-not-asked',
  sentence: 'Nobody has said whether there are allergies. Add them, or record that none are known.',
} as const
