import { type CalendarDate, dateInZone, timeInZone } from '@holdspace/kit/calendar-words'
import type { Answers } from '../outputs.ts'

type Line = Answers['appointment']['ofPatient']['lines'][number]

/** Where this person's session of today was booked, and the words that say so; null where nothing was. */
export interface VisitRoom {
  readonly room: string
  readonly words: string
}

/** The room of today's visit for medicine: asked of nobody who can read it in the calendar, and still theirs to change. */
export function roomOfToday(
  lines: readonly Pick<Line, 'startsAt' | 'status' | 'type' | 'room'>[],
  today: CalendarDate,
  zone: string,
): VisitRoom | null {
  const visit = lines.find(
    ({ startsAt, status, type, room }) =>
      room !== null &&
      type.stage === 'medicine' &&
      (status === 'booked' || status === 'arrived') &&
      dateInZone(startsAt, zone) === today,
  )
  if (visit?.room == null) return null
  return { room: visit.room.name, words: `Booked in ${visit.room.name} for ${timeInZone(visit.startsAt, zone)} today.` }
}
