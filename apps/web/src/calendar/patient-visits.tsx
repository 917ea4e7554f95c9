'use client'
import { dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import { Button } from '@holdspace/ui/button'
import { Panel } from '@holdspace/ui/panel'
import { Skeleton } from '@holdspace/ui/states'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '../trpc.tsx'
import { AppointmentDialog } from './appointment-dialog.tsx'
import { BookDialog } from './book-dialog.tsx'
import { isStanding, type Line, spanWords, statusWords } from './calendar-words.ts'
import { Reminders } from './reminders.tsx'

export interface PatientVisitsProps {
  readonly patientId: string
  /** As the dialog's heading names the person. */
  readonly name: string
}

/** When this person comes next and was here before, and booking the next visit from their chart. */
export function PatientVisits({ patientId, name }: PatientVisitsProps) {
  const trpc = useTRPC()
  const own = useQuery(trpc.appointment.ofPatient.queryOptions({ patientId }))
  const calendar = useQuery(trpc.appointment.calendar.queryOptions({ days: 1 }))
  const [booking, setBooking] = useState<string | null>(null)
  const [open, setOpen] = useState<Line | null>(null)
  if (own.data === undefined || calendar.data === undefined) {
    return own.isError ? null : (
      <Panel title="Visits">
        <Skeleton label="Visits are being fetched" rows={2} />
      </Panel>
    )
  }
  const { lines, zone, mayBook } = own.data
  const { today } = calendar.data
  const coming = lines.filter((line) => isStanding(line) && dateInZone(line.startsAt, zone) >= today)
  const before = lines.filter((line) => !coming.includes(line)).toReversed()
  const changed = async () => {
    setBooking(null)
    setOpen(null)
    await own.refetch()
  }
  return (
    <Panel
      title="Visits"
      actions={
        mayBook ? (
          <Button size="compact" onPress={() => setBooking(crypto.randomUUID())}>
            Book …
          </Button>
        ) : null
      }
    >
      {coming.length === 0 ? (
        <p className="text-muted">No visit is booked.</p>
      ) : (
        <Visits lines={coming} zone={zone} onOpen={setOpen} />
      )}
      {before.length === 0 ? null : (
        <details className="mt-3">
          <summary className="min-h-8 cursor-pointer rounded-control text-muted">Of the last three months</summary>
          <Visits lines={before} zone={zone} onOpen={setOpen} />
        </details>
      )}
      {mayBook ? (
        <Reminders patientId={patientId} {...own.data.reminders} onChanged={() => void own.refetch()} />
      ) : null}
      {booking === null ? null : (
        <BookDialog
          id={booking}
          calendar={calendar.data}
          day={today}
          person={{ patientId, words: name }}
          onClose={() => setBooking(null)}
          onBooked={() => void changed()}
        />
      )}
      {open === null ? null : (
        <AppointmentDialog
          line={open}
          calendar={calendar.data}
          onClose={() => setOpen(null)}
          onChanged={() => void changed()}
        />
      )}
    </Panel>
  )
}

interface VisitsProps {
  readonly lines: readonly Line[]
  readonly zone: string
  readonly onOpen: (line: Line) => void
}

function Visits({ lines, zone, onOpen }: VisitsProps) {
  return (
    <ul className="flex flex-col">
      {lines.map((line) => (
        <li key={line.appointmentId}>
          <button
            type="button"
            onClick={() => onOpen(line)}
            className="flex min-h-11 w-full flex-wrap items-baseline gap-x-4 rounded-control px-2 py-2 text-left eased hover:bg-sunken"
          >
            <span className="font-strong">
              {formatDate(dateInZone(line.startsAt, zone))}, {spanWords(line, zone)}
            </span>
            <span>{line.type.label}</span>
            <span className="text-muted">
              {[line.room?.name, ...line.people.map((person) => person.name)].filter(Boolean).join(' · ')}
            </span>
            {line.status === 'booked' ? null : <span className="text-muted">{statusWords[line.status]}</span>}
          </button>
        </li>
      ))}
    </ul>
  )
}
