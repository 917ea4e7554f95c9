import { z } from 'zod'
import { careRole } from './roles.ts'
import { sourced } from './sourced.ts'

const words = z.string().trim().min(1)
export const isoDuration = z.string().regex(/^P(?:\d+D|\d+M|\d+W|T\d+H)$/)

export const waitUnits = ['hours', 'days', 'months'] as const
export type WaitUnit = (typeof waitUnits)[number]

/** How long after the end of a session: hours by the clock, days and months by the calendar. The count has its source. */
const wait = z.strictObject({ unit: z.enum(waitUnits), count: sourced(z.int().min(1).max(10_000)) })

/**
 * What is asked for after a session (PROTOCOLS section 8, `followUp`). A bare ISO 8601 period is how versions approved
 * before this said it; they name no questionnaire and no closing either, and are read by `followUpSteps` like the others.
 */
export const followUp = z.strictObject({
  /** Stays for ever within a protocol: what was planned is kept under it. */
  id: words.exactOptional(),
  label: words.exactOptional(),
  after: z.union([isoDuration, wait]),
  channel: z.enum(['call', 'link', 'visit']),
  ownerRole: careRole,
  ifMissed: z.enum(['task', 'escalate']),
  /** Questionnaires of the catalogue by their ids; the house's own short check-in where none is named. */
  asks: z.array(words).exactOptional(),
  /** Hours in which it can be answered before it counts as missed. */
  openHours: sourced(z.int().min(1).max(10_000)).exactOptional(),
})
export type FollowUp = z.output<typeof followUp>

/** One thing asked for after a session, whichever way the version says it. */
export interface FollowUpStep extends Pick<FollowUp, 'channel' | 'ownerRole' | 'ifMissed'> {
  readonly id: string
  readonly label: string
  readonly wait: { readonly unit: WaitUnit; readonly count: number }
  readonly asks: readonly string[]
  readonly openHours: number
}

/** What a protocol asks for after each session, what comes first at the top. A step without a clock is not approved, and not asked for. */
export function followUpSteps(content: { readonly followUp: readonly FollowUp[] }): readonly FollowUpStep[] {
  return content.followUp.flatMap(stepOf).toSorted((one, other) => roughHours(one.wait) - roughHours(other.wait))
}

function stepOf(one: FollowUp): readonly FollowUpStep[] {
  const { unit, count } = typeof one.after === 'string' ? readPeriod(one.after) : waitOf(one.after)
  if (count === null) return []
  const waits = { unit, count }
  const id = one.id ?? (typeof one.after === 'string' ? one.after : `${count}-${unit}`)
  const { channel, ownerRole, ifMissed } = one
  return [
    {
      id,
      label: one.label ?? `Follow-up, ${waitInWords(waits)}`,
      wait: waits,
      channel,
      ownerRole,
      ifMissed,
      asks: one.asks ?? [],
      // A version that says no closing leaves it open for as long again as it waited.
      openHours: one.openHours?.value ?? roughHours(waits),
    },
  ]
}

type Waiting = Exclude<FollowUp['after'], string>

function waitOf({ unit, count }: Waiting) {
  return { unit, count: count.value }
}

const unitOfLetter = { D: 'days', W: 'days', M: 'months', H: 'hours' } as const

function readPeriod(period: string): { readonly unit: WaitUnit; readonly count: number } {
  const letter = period.at(-1)
  const count = Number(period.replace(/\D/g, ''))
  if (letter === 'W') return { unit: 'days', count: count * 7 }
  return { unit: letter === 'D' || letter === 'M' || letter === 'H' ? unitOfLetter[letter] : 'hours', count }
}

/** `24 hours`, `1 month`. */
export function waitInWords({ unit, count }: FollowUpStep['wait']): string {
  return `${count}\u00a0${count === 1 ? unit.slice(0, -1) : unit}`
}

const hoursIn: { readonly [Unit in WaitUnit]: number } = { hours: 1, days: 24, months: 730 }

function roughHours({ unit, count }: FollowUpStep['wait']): number {
  return count * hoursIn[unit]
}
