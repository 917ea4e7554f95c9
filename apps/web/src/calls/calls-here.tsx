'use client'
import { timeInZone } from '@holdspace/kit/calendar-words'
import { minutesBetween } from '@holdspace/kit/elapsed'
import { Notice } from '@holdspace/ui/notice'
import { useRoom, useRoomTime } from '../session-room/room-context.tsx'

const shownMinutes = 5

/**
 * What became of a call, for those in the room: that nobody has been told yet, or who comes. A call that waits for an answer
 * stands in the banner of every screen, this one too.
 */
export function CallsHere() {
  const { state, room, outbox, following } = useRoom()
  const { now } = useRoomTime()
  const isCut = outbox.unreachable || following.connection !== 'online'
  const isUnheard = isCut && outbox.waiting.some(({ draft }) => draft.kind === 'help-called')
  const coming = state.helpCalls.findLast((call) => call.answeredBy !== null)
  const at = coming?.answeredAt
  return (
    <>
      {isUnheard ? (
        <Notice level="high" live title="Nobody has been told yet">
          There is no connection: your call waits on this device. Call out, or send somebody.
        </Notice>
      ) : null}
      {coming?.answeredBy != null && at !== undefined && !coming.calledOff && minutesBetween(at, now) < shownMinutes ? (
        <Notice level="done" live title={`${coming.answeredBy.name} is coming`}>
          Answered at {timeInZone(at, room.zone)}.
        </Notice>
      ) : null}
    </>
  )
}
