'use client'
import { timeInZone } from '@holdspace/kit/calendar-words'
import { Button } from '@holdspace/ui/button'
import { NumberField } from '@holdspace/ui/number-field'
import { useState } from 'react'
import { useRoom } from '../room-context.tsx'
import { numberIn } from './use-chart-form.ts'

/**
 * When it happened: now, unless somebody says how many minutes ago. Typing a clock time is slow with gloves on, and
 * minutes ago is how it is remembered.
 */
export function WhenField() {
  const { now, room } = useRoom()
  const [earlier, setEarlier] = useState(false)
  if (!earlier) {
    return (
      <p className="flex flex-wrap items-center gap-2">
        <span className="text-muted">
          Now, <strong className="font-strong text-ink tabular-nums">{timeInZone(now, room.zone)}</strong>
        </span>
        <Button size="compact" variant="quiet" onPress={() => setEarlier(true)}>
          It was earlier
        </Button>
      </p>
    )
  }
  return (
    <NumberField name="minutesAgo" label="How long ago" unit="min ago" minValue={0} maxValue={720} defaultValue={5} />
  )
}

/** The moment a form speaks of, by the room's clock. */
export function useWhen() {
  const { clock } = useRoom()
  return (data: FormData): string => {
    const ago = numberIn(data, 'minutesAgo') ?? 0
    return new Date(Date.parse(clock.now()) - ago * 60_000).toISOString()
  }
}
