import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { ask, whoIsHere } from '../../../src/ask.ts'
import { KindsPanel } from '../../../src/calendar/kinds-panel.tsx'
import { ReminderRules } from '../../../src/calendar/reminder-rules.tsx'
import { RoomsPanel } from '../../../src/calendar/rooms-panel.tsx'
import { RefusedPage } from '../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Rooms and visits' }

/** What the calendar is made of: rooms, kinds of visit, and when people are reminded. */
export default async function Schedule() {
  if ((await whoIsHere()).standing !== 'active') return null
  const found = await ask((api) => api.appointment.schedule())
  if (!found.ok) return <RefusedPage title="Rooms and visits" refusal={found.refusal} />
  const { rooms, types, reminders } = found.value
  return (
    <Page
      title="Rooms and visits"
      lede="Changes hold for what is booked from now on; visits booked before stay as they are."
    >
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <RoomsPanel rooms={rooms} />
        <ReminderRules rule={reminders} />
      </div>
      <KindsPanel types={types} />
    </Page>
  )
}
