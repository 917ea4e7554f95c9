import { dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { ask, whoIsHere } from '../../../src/ask.ts'
import { mayGo } from '../../../src/places.ts'
import { RefusedPage } from '../../../src/refused-page.tsx'
import { TodayBoard } from '../../../src/today/today-board.tsx'

export const metadata: Metadata = { title: 'Today' }

/** The board: which rooms are in use and what is due in them, who comes today and what is missing, what waits for a signature. */
export default async function TodayPage() {
  const here = await whoIsHere()
  if (here.standing !== 'active') return null
  const [found, day] = await Promise.all([ask((api) => api.session.board()), ask((api) => api.appointment.day())])
  if (!found.ok) return <RefusedPage title="Today" refusal={found.refusal} />
  if (!day.ok) return <RefusedPage title="Today" refusal={day.refusal} />
  const { zone, serverNow } = found.value
  return (
    <Page title="Today" lede={formatDate(dateInZone(serverNow, zone))}>
      <TodayBoard
        first={found.value}
        day={day.value}
        mayEnter={mayGo('session.read', here.who.role, here.who.duties)}
      />
    </Page>
  )
}
