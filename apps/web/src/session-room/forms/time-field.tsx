'use client'
import { timeInZone } from '@holdspace/kit/calendar-words'
import { msBetween, plusMinutes } from '@holdspace/kit/elapsed'
import type { Instant } from '@holdspace/kit/instant'
import { lateAfterMs } from '@holdspace/record/entry'
import { Button } from '@holdspace/ui/button'
import { NumberField } from '@holdspace/ui/number-field'
import { useState } from 'react'
import { useRoom, useRoomTime } from '../room-context.tsx'
import { numberIn } from './use-chart-form.ts'

export interface WhenFieldProps {
  /** What stands as long as nobody says otherwise: now, or the time an entry already has. */
  readonly known?: Instant
}

/**
 * When it happened: now, unless somebody says how many minutes ago. Typing a clock time is slow with gloves on, and
 * minutes ago is how it is remembered; the clock time it makes stands beside it. Never a time to come.
 */
export function WhenField({ known }: WhenFieldProps) {
  const { room } = useRoom()
  const { now } = useRoomTime()
  const [earlier, setEarlier] = useState<number | null>(null)
  if (earlier === null) {
    const said = known === undefined ? 'Now' : 'It happened at'
    return (
      <p className="flex flex-wrap items-center gap-2">
        <span className="text-muted">
          {said}, <strong className="font-strong text-ink tabular-nums">{timeInZone(known ?? now, room.zone)}</strong>
        </span>
        <Button size="compact" variant="quiet" onPress={() => setEarlier(5)}>
          {known === undefined ? 'It was earlier' : 'It was at another time'}
        </Button>
      </p>
    )
  }
  const at = plusMinutes(now, -(Number.isFinite(earlier) ? earlier : 0))
  return (
    <div className="flex flex-col gap-1">
      <NumberField
        name="minutesAgo"
        label="How long ago"
        unit="min ago"
        minValue={0}
        maxValue={720}
        value={earlier}
        onChange={setEarlier}
        autoFocus
      />
      <p className="text-caption text-muted">
        At <strong className="font-strong text-ink tabular-nums">{timeInZone(at, room.zone)}</strong>
        {msBetween(at, now) > lateAfterMs ? ', shown as a late entry with both times' : ''}
      </p>
    </div>
  )
}

/** The moment a form speaks of, by the room's clock; undefined where nobody said another one than the known. */
export function useWhen() {
  const { clock } = useRoom()
  return (data: FormData): Instant => plusMinutes(clock.now(), -(numberIn(data, 'minutesAgo') ?? 0))
}
