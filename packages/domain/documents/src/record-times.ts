import { dateInZone, formatDate, timeInZone, zonedDateTime } from '@holdspace/kit/calendar-date'
import type { Instant } from '@holdspace/kit/instant'
import type { Correction, Standing } from '@holdspace/record/effective'
import { isLate } from '@holdspace/record/entry'
import { timelineText } from '@holdspace/record/timeline'
import { muted, plain, type Rich, type Run, struck } from './block.ts'

/** How times are told on one paper. */
export interface PaperClock {
  readonly zone: string
  /** `14:03`; with the day when it is not the session's, and with the offset in the night the clocks change (CK8). */
  readonly time: (at: Instant) => string
}

/** The clock of a paper about `moments`; the first of them sets the day that goes without saying. */
export function paperClock(zone: string, moments: readonly Instant[]): PaperClock {
  const offset = (at: Instant) => zonedDateTime(at, zone).slice(-6)
  const day = moments[0] === undefined ? undefined : dateInZone(moments[0], zone)
  const offsetTold = new Set(moments.map(offset)).size > 1
  return {
    zone,
    time: (at) => {
      const on = dateInZone(at, zone)
      const date = on === day ? '' : `${formatDate(on)} `
      return `${date}${timeInZone(at, zone)}${offsetTold ? ` ${offset(at)}` : ''}`
    },
  }
}

/** When it happened; a late entry carries the time it was recorded as well (CK9). */
export function timeCell(standing: Standing, clock: PaperClock): Rich {
  const { entry, occurredAt } = standing
  const told = [plain(clock.time(occurredAt))]
  return isLate({ occurredAt, recordedAt: entry.recordedAt })
    ? [...told, muted(`\nlate, recorded ${clock.time(entry.recordedAt)}`)]
    : told
}

/** What an entry said before each correction, struck through and still readable, with who changed it and why. */
export function correctionRuns(standing: Standing, clock: PaperClock): readonly Run[] {
  const corrections: readonly Correction[] = standing.corrections
  return corrections.flatMap((correction, at) => {
    const next = corrections[at + 1]?.previousOccurredAt ?? standing.occurredAt
    const wasAt = correction.previousOccurredAt === next ? '' : `at ${clock.time(correction.previousOccurredAt)} `
    const { by } = correction
    const why = ` corrected ${clock.time(by.recordedAt)} by ${by.actor.name}: ${by.body.reason}`
    return [plain('\n'), struck(`${wasAt}${wordsBefore(standing, correction)}`), muted(why)]
  })
}

/** Of a set of vitals only the measures that were changed; the others were right and stand in the row already. */
function wordsBefore(standing: Standing, correction: Correction): string {
  const next = standing.corrections[standing.corrections.indexOf(correction) + 1]?.previousBody ?? standing.body
  const after: Readonly<Record<string, unknown>> = { ...next }
  const changed = Object.entries(correction.previousBody).filter(([name, value]) => after[name] !== value)
  const pressure = changed.some(([name]) => name === 'systolicMmHg' || name === 'diastolicMmHg')
  const { systolicMmHg, diastolicMmHg } = correction.previousBody
  const shown =
    standing.kind === 'vitals-taken' && changed.length > 0
      ? { ...Object.fromEntries(changed), ...(pressure ? { systolicMmHg, diastolicMmHg } : {}) }
      : correction.previousBody
  // The previous body was parsed by the schema of its own kind when it was read; only its type was widened on the way.
  const { title, detail } = timelineText(standing.kind, shown as never)
  return detail === '' ? title : detail
}
