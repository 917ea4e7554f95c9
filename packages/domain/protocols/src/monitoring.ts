import { minutesBetween, msBetween, plusMinutes } from '@holdspace/kit/elapsed'
import type { Instant } from '@holdspace/kit/instant'
import { limit } from './limit.ts'
import type { Stage, VitalItem, VitalsSchedule } from './monitor-plan.ts'

/** One answer to "what are the vitals?": a set taken, or items not obtained with a reason (which also answers, RULINGS 5). */
export interface VitalAnswer {
  readonly at: Instant
  readonly items: readonly VitalItem[]
  readonly outcome: 'taken' | 'not-obtained'
}

/** One dose: an injection, tablet or spray ends when it is given; an infusion ends at its stop, or is still running. */
export interface DoseSpan {
  readonly startedAt: Instant
  readonly endedAt: Instant | null
}

export interface MonitoringQuestion {
  readonly schedule: VitalsSchedule
  readonly doses: readonly DoseSpan[]
  readonly answers: readonly VitalAnswer[]
  /** The session's end, where it has ended: after it nothing is due. */
  readonly endedAt: Instant | null
  readonly now: Instant
}

export interface ItemClock {
  readonly item: VitalItem
  readonly lastTakenAt: Instant | null
  /** The value is older than may be shown as current (ACCESSIBILITY-UX CH1, CH2). */
  readonly old: boolean
  /** Null before the first dose: a baseline is owed by the dose, not by the clock. */
  readonly nextDueAt: Instant | null
}

/** A stretch in which something was due and nobody answered, or could not: drawn as a gap, never as a line. */
export interface MonitoringGap {
  readonly kind: 'missed' | 'not-obtained'
  readonly item: VitalItem
  readonly from: Instant
  /** Null while it is still open. */
  readonly to: Instant | null
}

export interface MonitoringClock {
  readonly stage: Stage | 'ended'
  /** Baseline items nobody answered yet. */
  readonly baselineOwed: readonly VitalItem[]
  readonly items: readonly ItemClock[]
  /** The earliest due time of any item. Null when nothing is due by the clock. */
  readonly nextDueAt: Instant | null
  /** What is due then. */
  readonly dueItems: readonly VitalItem[]
  /** Since when the earliest of them is overdue, its grace used up; null while in time. */
  readonly overdueSince: Instant | null
  readonly gaps: readonly MonitoringGap[]
}

/**
 * What is due, overdue, missed and old at `now`. Pure: the same question gives the same answer on every device. An item
 * is due one interval after it was last answered (or after the first dose), the interval being that of the stage in
 * which the waiting began; a time fixed by the protocol (esketamine at 40 min) is due as well.
 */
export function dueClock(question: MonitoringQuestion): MonitoringClock {
  const { schedule, now, endedAt } = question
  const spans = spansOf(question)
  const stage = stageAt(spans, endedAt, now)
  const until = endedAt !== null && endedAt < now ? endedAt : now
  const answers = question.answers.filter((one) => one.at <= now).sort((left, right) => compare(left.at, right.at))
  const items = [...new Set([...schedule.baseline, ...schedule.during.items, ...schedule.recovery.items])]
  const clocks = items.map((item) => itemClock(item, { schedule, spans, stage, answers, until }))
  const due = clocks.filter((one) => one.nextDueAt !== null)
  const nextDueAt = due.map((one) => one.nextDueAt).sort()[0] ?? null
  const lateAt = nextDueAt === null ? null : plusMinutes(nextDueAt, limit(schedule.graceMin, 'grace'))
  return {
    stage,
    baselineOwed: schedule.baseline.filter((item) => !answers.some((one) => one.items.includes(item))),
    items: clocks,
    nextDueAt,
    dueItems: due.filter((one) => one.nextDueAt === nextDueAt).map((one) => one.item),
    overdueSince: lateAt !== null && now > lateAt ? nextDueAt : null,
    gaps: items.flatMap((item) => gapsOf(item, { schedule, spans, stage, answers, until })),
  }
}

/** The stage of the session at a moment, for the limits in force then (`crossedLimits`). */
export function stageOf(question: Pick<MonitoringQuestion, 'schedule' | 'doses'>, at: Instant): Stage {
  return stageInSpans(spansOf(question), at)
}

interface Spans {
  readonly firstDoseAt: Instant | null
  /** When the closer watch ends and recovery begins; null while a dose is still running. */
  readonly recoveryFrom: Instant | null
}

function spansOf({ schedule, doses }: Pick<MonitoringQuestion, 'schedule' | 'doses'>): Spans {
  const starts = doses.map((dose) => dose.startedAt).sort(compare)
  const ends = doses.flatMap((dose) => (dose.endedAt === null ? [] : [dose.endedAt])).sort(compare)
  const lastEnd = ends.length === doses.length ? ends.at(-1) : undefined
  const lasts = schedule.duringLastsMin === undefined ? 0 : limit(schedule.duringLastsMin, 'closer watch')
  return {
    firstDoseAt: starts[0] ?? null,
    recoveryFrom: lastEnd === undefined ? null : plusMinutes(lastEnd, lasts),
  }
}

function stageAt(spans: Spans, endedAt: Instant | null, now: Instant): MonitoringClock['stage'] {
  return endedAt !== null && endedAt <= now ? 'ended' : stageInSpans(spans, now)
}

function stageInSpans({ firstDoseAt, recoveryFrom }: Spans, at: Instant): Stage {
  if (firstDoseAt === null || at < firstDoseAt) return 'pre'
  return recoveryFrom === null || at < recoveryFrom ? 'during' : 'recovery'
}

interface Reckoning {
  readonly schedule: VitalsSchedule
  readonly spans: Spans
  readonly stage: MonitoringClock['stage']
  readonly answers: readonly VitalAnswer[]
  /** Now, or the end of the session. */
  readonly until: Instant
}

function itemClock(item: VitalItem, reckoning: Reckoning): ItemClock {
  const { answers, until, stage } = reckoning
  const lastTakenAt = answers.findLast((one) => one.outcome === 'taken' && one.items.includes(item))?.at ?? null
  return {
    item,
    lastTakenAt,
    old: lastTakenAt !== null && msBetween(lastTakenAt, until) > currentMinutes(item, reckoning) * 60_000,
    nextDueAt: stage === 'pre' || stage === 'ended' ? null : openDue(item, reckoning),
  }
}

/** A cuff value is current for five minutes whatever the interval; any other for as long as its interval. */
function currentMinutes(item: VitalItem, { schedule, spans, until }: Reckoning): number {
  if (item === 'bp') return limit(schedule.bpCurrentForMin, 'age of a cuff value')
  return intervalFor(item, schedule, stageInSpans(spans, until)) ?? limit(schedule.recovery.everyMin, 'interval')
}

function intervalFor(item: VitalItem, schedule: VitalsSchedule, stage: Stage): number | null {
  const phase = stage === 'recovery' ? schedule.recovery : schedule.during
  return phase.items.includes(item) ? limit(phase.everyMin, 'interval') : null
}

/** The moment an item is next due after `anchor`: its interval there, or a minute the protocol fixes, whichever is sooner. */
function dueAfter(item: VitalItem, anchor: Instant, { schedule, spans }: Reckoning): Instant | null {
  const { firstDoseAt, recoveryFrom } = spans
  if (firstDoseAt === null) return null
  const stage = stageInSpans(spans, anchor)
  const interval = intervalFor(item, schedule, stage)
  const byInterval = interval === null ? joinsAt(item, schedule, stage, recoveryFrom) : plusMinutes(anchor, interval)
  const grace = limit(schedule.graceMin, 'grace')
  const fixed = fixedMinutes(item, schedule)
    .map((minute) => plusMinutes(firstDoseAt, minute))
    .filter((moment) => plusMinutes(anchor, grace) < moment)
  return [...fixed, ...(byInterval === null ? [] : [byInterval])].sort(compare)[0] ?? null
}

/** An item watched only in recovery is first due when recovery begins. */
function joinsAt(
  item: VitalItem,
  schedule: VitalsSchedule,
  stage: Stage,
  recoveryFrom: Instant | null,
): Instant | null {
  return stage === 'during' && schedule.recovery.items.includes(item) ? recoveryFrom : null
}

function fixedMinutes(item: VitalItem, schedule: VitalsSchedule): readonly number[] {
  if (schedule.fixedAtMin === undefined || !schedule.during.items.includes(item)) return []
  return limit(schedule.fixedAtMin, 'fixed readings')
}

/** Times at which the wait for an item began anew: the first dose, and every answer after it. */
function anchorsOf(
  item: VitalItem,
  { answers, spans, until }: Reckoning,
): readonly { at: Instant; outcome: VitalAnswer['outcome'] | 'dose' }[] {
  const { firstDoseAt } = spans
  if (firstDoseAt === null || firstDoseAt > until) return []
  const after = answers
    .filter((one) => one.items.includes(item) && one.at > firstDoseAt && one.at <= until)
    .map(({ at, outcome }) => ({ at, outcome }))
  return [{ at: firstDoseAt, outcome: 'dose' as const }, ...after]
}

function openDue(item: VitalItem, reckoning: Reckoning): Instant | null {
  const anchor = anchorsOf(item, reckoning).at(-1)
  return anchor === undefined ? null : dueAfter(item, anchor.at, reckoning)
}

/** Each wait that lasted longer than interval and grace leaves a gap, from when it was due to when it was answered. */
function gapsOf(item: VitalItem, reckoning: Reckoning): readonly MonitoringGap[] {
  const grace = limit(reckoning.schedule.graceMin, 'grace')
  const anchors = anchorsOf(item, reckoning)
  return anchors.flatMap((anchor, at): MonitoringGap[] => {
    const next = anchors[at + 1]
    const due = dueAfter(item, anchor.at, reckoning)
    const end = next?.at ?? reckoning.until
    const missed = due !== null && end > plusMinutes(due, grace)
    const gaps: MonitoringGap[] = []
    if (anchor.outcome === 'not-obtained') {
      gaps.push({ kind: 'not-obtained', item, from: anchor.at, to: next?.at ?? null })
    } else if (missed) {
      const open = next === undefined && reckoning.stage !== 'ended'
      gaps.push({ kind: 'missed', item, from: due, to: open ? null : end })
    }
    return gaps
  })
}

/** Minutes since a moment, whole and rounded down, for "taken 6 min ago". */
export function wholeMinutesSince(moment: Instant, now: Instant): number {
  return Math.floor(minutesBetween(moment, now))
}

function compare(left: Instant, right: Instant): number {
  return left < right ? -1 : left > right ? 1 : 0
}
