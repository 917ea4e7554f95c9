import { type Instant, instantFromMs, msOf } from '@holdspace/kit/instant'
import { type PacketAsSent, type PacketEvent, packetState } from '../intake/packet.ts'
import type { AppointmentStatus } from './appointment.ts'

/** When a practice reminds, as it set it. */
export interface ReminderRule {
  /** Days after forms were sent and are not finished: one message to the patient, where they want any. */
  readonly formsMailDays: number
  /** Days after which the desk is asked to telephone. */
  readonly formsTaskDays: number
  /** Hours before a visit. */
  readonly visitHours: number
}

/** What holds until a practice says otherwise. */
export const usualReminders: ReminderRule = { formsMailDays: 3, formsTaskDays: 7, visitHours: 48 }

const hourMs = 3_600_000
const dayMs = 24 * hourMs

export interface SentForms extends PacketAsSent {
  readonly createdAt: Instant
  readonly events: readonly PacketEvent[]
}

/** What forms that were sent call for now. Nothing once they are finished, stopped, taken back or past their last day. */
export function formsReminder(
  sent: SentForms,
  rule: ReminderRule,
  now: Instant,
): { readonly message: boolean; readonly task: boolean } {
  const happened = (kind: PacketEvent['kind']) => sent.events.some((event) => event.kind === kind)
  const reachedThem = happened('sent') || happened('handed-over')
  const { standing } = packetState(sent, sent.events, now)
  // A link to copies asks for nothing but who it is, and a packet for a tablet was never on its way to anybody.
  const asksForNothing = sent.items.every(({ kind }) => kind === 'identity')
  if (standing !== 'open' || !reachedThem || asksForNothing) return { message: false, task: false }
  const age = msOf(now) - msOf(sent.createdAt)
  return {
    message: age >= rule.formsMailDays * dayMs && !happened('reminded'),
    task: age >= rule.formsTaskDays * dayMs,
  }
}

export interface VisitToRemind {
  readonly status: AppointmentStatus
  readonly startsAt: Instant
  readonly bookedAt: Instant
  /** The beginnings this visit was reminded of before. */
  readonly remindedOf: readonly Instant[]
}

/**
 * Whether a visit is reminded of now: once for each time it is to begin, and not where it was booked so late that the
 * message of the booking was the reminder.
 */
export function visitReminderDue(visit: VisitToRemind, rule: ReminderRule, now: Instant): boolean {
  if (visit.status !== 'booked' || visit.startsAt <= now) return false
  const from = remindFrom(visit.startsAt, rule)
  return now >= from && visit.bookedAt < from && !visit.remindedOf.includes(visit.startsAt)
}

/** The first moment at which a visit that begins then is reminded of. */
export function remindFrom(startsAt: Instant, rule: ReminderRule): Instant {
  return instantFromMs(msOf(startsAt) - rule.visitHours * hourMs)
}
