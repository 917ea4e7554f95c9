import { timeInZone } from '@holdspace/kit/calendar-words'
import type { Instant } from '@holdspace/kit/instant'
import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { type AlertLevel, AlertMark } from './alert-mark.tsx'
import { type Delivery, DeliveryMark } from './offline-bar.tsx'

/** Who changed what was said, when and why; the first words stay readable beneath (HOUSE section 5). */
export interface LaterWord {
  readonly at: Instant
  readonly who: string
  readonly reason: string
}

export interface TimelineEntry {
  readonly id: string
  /** When it happened. */
  readonly at: Instant
  /** When it was recorded; shown beside `at` whenever the entry came late, so both times are kept (M22). */
  readonly recordedAt?: Instant
  /** Whole minutes late by the protocol's or the practice's rule; absent when it was on time. */
  readonly lateByMinutes?: number
  readonly who: string
  readonly words: ReactNode
  readonly level?: AlertLevel
  /** Why `level` stands there: the limit and its source. */
  readonly levelWords?: string
  readonly corrected?: LaterWord & { readonly words: ReactNode }
  readonly withdrawn?: LaterWord
  readonly delivery?: Delivery
}

export interface TimelineProps {
  readonly label: string
  readonly entries: readonly TimelineEntry[]
  /** The practice's time zone, IANA name. */
  readonly zone: string
  readonly onChoose?: (id: string) => void
  /** Buttons for an entry, such as Correct. */
  readonly actions?: (entry: TimelineEntry) => ReactNode
}

/** What happened, newest first as it is handed in; nothing is hidden, what was corrected is struck through. */
export function Timeline({ label, entries, zone, actions }: TimelineProps) {
  return (
    <ol aria-label={label} className="flex flex-col">
      {entries.map((entry) => (
        <li key={entry.id} className="grid grid-cols-[3.25rem_1fr] gap-x-3 border-line border-b py-2.5 last:border-b-0">
          <time dateTime={entry.at} className="font-bold">
            {timeInZone(entry.at, zone)}
          </time>
          <div className="min-w-0">
            <Words entry={entry} zone={zone} />
            <div className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
              <span>{entry.who}</span>
              <Late entry={entry} zone={zone} />
              {entry.delivery === undefined ? null : <DeliveryMark delivery={entry.delivery} />}
              {actions === undefined ? null : <span className="-my-3 ml-auto flex gap-1">{actions(entry)}</span>}
            </div>
          </div>
        </li>
      ))}
    </ol>
  )
}

function Words({ entry, zone }: { readonly entry: TimelineEntry; readonly zone: string }) {
  if (entry.withdrawn !== undefined) {
    return (
      <p className="text-muted">
        <span className="font-strong">Withdrawn</span> – {entry.withdrawn.reason}, {entry.withdrawn.who}{' '}
        <time dateTime={entry.withdrawn.at}>{timeInZone(entry.withdrawn.at, zone)}</time>. The words were removed; that
        an entry stood here was not.
      </p>
    )
  }
  return (
    <div className="[overflow-wrap:anywhere]">
      <p className={clsx(entry.corrected !== undefined && 'text-muted line-through decoration-1')}>
        {entry.corrected === undefined ? null : <span className="sr-only">Corrected, first said: </span>}
        {entry.words}
      </p>
      {entry.corrected === undefined ? null : (
        <p className="mt-1 border-accent border-l-2 pl-2.5">
          {entry.corrected.words}
          <span className="block text-muted">
            Corrected {timeInZone(entry.corrected.at, zone)} by {entry.corrected.who}: {entry.corrected.reason}
          </span>
        </p>
      )}
      {entry.level === undefined ? null : (
        <p className="mt-1">
          <AlertMark level={entry.level}>{entry.levelWords}</AlertMark>
        </p>
      )}
    </div>
  )
}

function Late({ entry, zone }: { readonly entry: TimelineEntry; readonly zone: string }) {
  if (entry.lateByMinutes === undefined) return null
  return (
    <span className="rounded-mark border border-dashed border-control-line px-1.5 text-caption font-strong text-ink">
      late by {entry.lateByMinutes} min
      {entry.recordedAt === undefined ? null : (
        <>
          {' '}
          · recorded <time dateTime={entry.recordedAt}>{timeInZone(entry.recordedAt, zone)}</time>
        </>
      )}
    </span>
  )
}
