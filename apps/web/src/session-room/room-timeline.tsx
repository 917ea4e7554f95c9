'use client'
import type { Standing } from '@holdspace/record/effective'
import { isLate, type StoredEntry } from '@holdspace/record/entry'
import { type TimelineText, timelineText } from '@holdspace/record/timeline'
import { Button } from '@holdspace/ui/button'
import { Timeline, type TimelineEntry } from '@holdspace/ui/timeline'
import type { OpenForm } from './open-form.ts'
import { type RoomContext, useRoom } from './room-context.tsx'

const hidden = new Set(['entry-corrected', 'entry-withdrawn'])
/** What somebody put their name to is taken back or said anew, never changed. */
const notCorrected = new Set(['instructions-answered'])
const fixed = new Set([
  'session-opened',
  'session-signed',
  'addendum-filed',
  'dose-ordered',
  'order-countersigned',
  'participant-joined',
  'participant-left',
])

/** The record, newest first: corrections struck through, withdrawals named, late entries with both times, waiting ones marked. */
export function RoomTimeline({ onForm }: { readonly onForm: (form: OpenForm) => void }) {
  const room = useRoom()
  const entries = timelineEntries(room)
  const own = new Map(room.reading.standing.map((one) => [one.entry.id as string, one]))
  return (
    <Timeline
      label="What happened, newest first"
      entries={entries}
      zone={room.room.zone}
      actions={(shown) => {
        const standing = own.get(shown.id)
        if (standing === undefined || fixed.has(standing.kind) || room.following.status === 'sealed') return null
        const isMine = standing.entry.actor.membershipId === room.actor.membershipId
        return (
          <span className="flex gap-1">
            {notCorrected.has(standing.kind) ? null : (
              <Button size="compact" variant="quiet" onPress={() => onForm({ key: 'correction', about: shown.id })}>
                Correct
              </Button>
            )}
            {isMine ? (
              <Button size="compact" variant="quiet" onPress={() => onForm({ key: 'withdrawal', about: shown.id })}>
                Withdraw
              </Button>
            ) : null}
          </span>
        )
      }}
    />
  )
}

function timelineEntries({ reading, outbox, actor, following }: RoomContext): TimelineEntry[] {
  const waiting = outbox.waiting
    .filter(({ draft }) => !following.entries.some((entry) => entry.id === draft.id))
    .map(({ draft }): TimelineEntry => {
      const at = draft.occurredAt as TimelineEntry['at']
      return {
        id: draft.id,
        at,
        who: actor.displayName,
        words: <Words text={waitingText(draft)} />,
        delivery: 'on-this-device',
      }
    })
  const standing = reading.standing.filter((one) => !hidden.has(one.kind)).map(standingEntry)
  const withdrawn = reading.withdrawn.map(({ entry, by }) => withdrawnEntry(entry, by))
  return [...standing, ...withdrawn, ...waiting].sort((left, right) => (left.at < right.at ? 1 : -1))
}

function waitingText(draft: { readonly kind: string; readonly body: Record<string, unknown> }): TimelineText {
  return timelineText(draft.kind as Standing['kind'], draft.body as never)
}

function Words({ text }: { readonly text: TimelineText }) {
  return (
    <>
      <strong className="font-strong">{text.title}</strong>
      {text.detail === '' ? null : <> {text.detail}</>}
    </>
  )
}

function standingEntry(one: Standing): TimelineEntry {
  const newest = one.corrections.at(-1)
  const { entry, occurredAt } = one
  const late = isLate({ occurredAt, recordedAt: entry.recordedAt })
  return {
    id: entry.id,
    at: occurredAt,
    who: entry.actor.name,
    words: <Words text={timelineText(one.kind, (one.corrections[0]?.previousBody ?? one.body) as never)} />,
    ...(late
      ? {
          recordedAt: entry.recordedAt,
          lateByMinutes: Math.round((Date.parse(entry.recordedAt) - Date.parse(occurredAt)) / 60_000),
        }
      : {}),
    ...(newest === undefined
      ? {}
      : {
          corrected: {
            at: newest.by.recordedAt,
            who: newest.by.actor.name,
            reason: newest.by.body.reason,
            words: <Words text={timelineText(one.kind, one.body as never)} />,
          },
        }),
  }
}

function withdrawnEntry(
  entry: StoredEntry,
  by: {
    readonly recordedAt: StoredEntry['recordedAt']
    readonly actor: StoredEntry['actor']
    readonly body: { readonly reason: string }
  } | null,
): TimelineEntry {
  const words = entry.body === null ? 'Withdrawn entry' : <Words text={timelineText(entry.kind, entry.body as never)} />
  return {
    id: entry.id,
    at: entry.occurredAt,
    who: entry.actor.name,
    words,
    ...(by === null ? {} : { withdrawn: { at: by.recordedAt, who: by.actor.name, reason: by.body.reason } }),
  }
}
