'use client'
import { clockOffWords, isClockOff } from '@holdspace/record/device-clock'
import { Notice } from '@holdspace/ui/notice'
import { OfflineBar } from '@holdspace/ui/offline-bar'
import dynamic from 'next/dynamic'
import { useEffect, useMemo, useRef, useState } from 'react'
import { AskForPin } from '../lock/ask-for-pin.tsx'
import { ClinicianRoom } from './clinician-room.tsx'
import { RoomClock } from './room-clock.ts'
import { type RoomActor, type RoomContext, RoomProvider } from './room-context.tsx'
import { type Room, useFollowing, usePresence } from './use-following.ts'
import { useOutbox } from './use-outbox.ts'

/** Drawn by the server with the page like the other room; the clinicians' browsers do not fetch what draws it. */
const TherapistRoom = dynamic(() => import('./therapist-room.tsx').then((file) => file.TherapistRoom))

export interface SessionRoomProps {
  readonly room: Room
  readonly view: 'clinician' | 'therapist'
  /** Whether this login has a session PIN already. */
  readonly hasPin: boolean
  /** What stands beside an order, known when the room opens: nothing may come later and move what is about to be pressed. */
  readonly nextDose: RoomContext['nextDose']
}

/** The room: one record, followed live, charted from this device, online or not. */
export function SessionRoom({ room, view, hasPin, nextDose }: SessionRoomProps) {
  const { actor } = room
  const clock = useMemo(() => new RoomClock(room.serverNow), [room.serverNow])
  const following = useFollowing(room)
  const outbox = useOutbox(room.sessionId, room.lastDeviceSeq, clock)
  const deviceLabel = useDeviceLabel()
  const secondsOff = usePresence(room, clock, deviceLabel, outbox.waiting.length)
  useJoin({ room, actor, following, outbox, deviceLabel, clock })
  const connection = outbox.unreachable && following.connection === 'online' ? 'reconnecting' : following.connection
  return (
    <RoomProvider {...{ room, actor, nextDose, clock, outbox, following }}>
      <h1 className="sr-only">Session room</h1>
      <OfflineBar connection={connection} waiting={outbox.waiting.length} />
      {following.status === 'open' ? <AskForPin hasPin={hasPin} /> : null}
      {outbox.othersWaiting > 0 ? (
        <Notice level="medium" title={`${outbox.othersWaiting} entries of another person wait on this device.`}>
          They are sent when that person signs in here again.
        </Notice>
      ) : null}
      {isClockOff(secondsOff) ? (
        <Notice level="low" title={`This device’s clock is ${clockOffWords(secondsOff)}.`}>
          The room goes by the server’s time, and the record says by how much this device differed. Set its clock when
          you can.
        </Notice>
      ) : null}
      {view === 'therapist' ? <TherapistRoom /> : <ClinicianRoom />}
    </RoomProvider>
  )
}

function useDeviceLabel(): string {
  const [label, setLabel] = useState('A browser')
  useEffect(() => {
    const isTouch = window.matchMedia('(pointer: coarse)').matches
    setLabel(isTouch ? (window.innerWidth < 700 ? 'Phone' : 'Tablet') : 'Computer')
  }, [])
  return label
}

interface Joining {
  readonly room: Room
  readonly actor: RoomActor
  readonly following: ReturnType<typeof useFollowing>
  readonly outbox: ReturnType<typeof useOutbox>
  readonly deviceLabel: string
  readonly clock: RoomClock
}

/** Being in the room is a fact of the record: the first visit of a device joins it, once (RULINGS 2, 11). */
function useJoin({ room, actor, following, outbox, deviceLabel, clock }: Joining) {
  const joined = useRef(false)
  const { ready, chart } = outbox
  useEffect(() => {
    if (!ready || joined.current || following.status !== 'open') return
    joined.current = true
    const already = following.entries.some(
      (one) =>
        one.kind === 'participant-joined' &&
        one.deviceId === room.actor.deviceId &&
        one.actor.membershipId === actor.membershipId,
    )
    const clockOffSeconds = clock.wallClockOffSeconds()
    const measured = isClockOff(clockOffSeconds) ? { clockOffSeconds } : {}
    if (!already) void chart('participant-joined', { deviceLabel, ...measured })
  }, [ready, chart, following, room.actor.deviceId, actor.membershipId, deviceLabel, clock])
}
