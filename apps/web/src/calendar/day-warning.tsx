'use client'
import type { CalendarDate } from '@holdspace/kit/calendar-words'
import { useQuery } from '@tanstack/react-query'
import { OutOfRhythm } from '../plan/out-of-rhythm.tsx'
import { useTRPC } from '../trpc.tsx'

interface DayWarningProps {
  readonly patientId: string | null
  readonly date: CalendarDate | null
  /** Visits without medicine have no rhythm. */
  readonly isMedicine: boolean
  /** The visit that is moved. */
  readonly appointmentId?: string
}

/** While a medicine visit is booked or moved: how its day fits the course. The button beside it stays as it is. */
export function DayWarning({ patientId, date, isMedicine, appointmentId }: DayWarningProps) {
  const trpc = useTRPC()
  const isAsked = isMedicine && patientId !== null && date !== null
  const answer = useQuery({
    ...trpc.appointment.warnings.queryOptions({
      patientId: patientId ?? '',
      date: date ?? '',
      ...(appointmentId === undefined ? {} : { appointmentId }),
    }),
    enabled: isAsked,
  })
  const warnings = isAsked ? (answer.data?.warnings ?? []) : []
  return (
    <div aria-live="polite">
      <OutOfRhythm warnings={warnings} />
    </div>
  )
}
