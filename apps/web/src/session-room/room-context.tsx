'use client'
import type { StaffActor } from '@holdspace/clinic/access/actor'
import { deviationsOf } from '@holdspace/clinic/session/deviations'
import { alertsOf, monitoringOf } from '@holdspace/clinic/session/monitoring'
import type { Instant } from '@holdspace/kit/instant'
import type { MonitoringClock } from '@holdspace/protocols/monitoring'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import type { Kind } from '@holdspace/record/catalogue'
import { type Reading, readEntries } from '@holdspace/record/effective'
import { stateOf } from '@holdspace/record/evolve'
import type { SessionState } from '@holdspace/record/state'
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react'
import type { Answers } from '../outputs.ts'
import type { RoomClock } from './room-clock.ts'
import type { Following, Room } from './use-following.ts'
import type { RoomOutbox } from './use-outbox.ts'

/** Who is at this device. */
export type RoomActor = StaffActor

/** Everything a part of the room needs: what is recorded, what it adds up to, and how to record more. */
export interface RoomContext {
  readonly room: Room
  readonly actor: RoomActor
  readonly nextDose: Answers['plan']['nextDose']
  readonly protocol: ProtocolVersion
  readonly reading: Reading
  readonly state: SessionState
  readonly alerts: ReturnType<typeof alertsOf>
  readonly deviations: ReturnType<typeof deviationsOf>
  readonly clock: RoomClock
  readonly outbox: RoomOutbox
  readonly following: Following
  readonly chart: (kind: Kind, body: Record<string, unknown>, occurredAt?: string) => Promise<string | null>
}

/** The room's present, and what it is time for. It changes every second, so only what shows or asks for the time reads it. */
export interface RoomTime {
  readonly now: Instant
  readonly monitoring: MonitoringClock
}

const Context = createContext<RoomContext | null>(null)
const Time = createContext<RoomTime | null>(null)

export function useRoom(): RoomContext {
  const room = use(Context)
  if (room === null) throw new Error('This part stands outside a session room.')
  return room
}

export function useRoomTime(): RoomTime {
  const time = use(Time)
  if (time === null) throw new Error('This part stands outside a session room.')
  return time
}

export interface RoomProviderProps {
  readonly room: Room
  readonly actor: RoomActor
  readonly nextDose: RoomContext['nextDose']
  readonly clock: RoomClock
  readonly outbox: RoomOutbox
  readonly following: Following
  readonly children: ReactNode
}

/**
 * Works out the room once for each change of the record, with the same pure rules the server decides by. What is recorded
 * and what time it is are two contexts: a second that passes draws the clocks anew and nothing else, or a slow device
 * would be busy with the chart whenever a key is pressed.
 */
export function RoomProvider({ children, room, actor, nextDose, clock, outbox, following }: RoomProviderProps) {
  const reading = useMemo(() => readEntries(following.entries), [following.entries])
  const state = useMemo(() => stateOf(reading), [reading])
  const alerts = useMemo(() => alertsOf(state, room.protocol), [state, room.protocol])
  const deviations = useMemo(() => deviationsOf(state, room.protocol), [state, room.protocol])
  const value = useMemo(() => {
    const worked = { reading, state, alerts, deviations, protocol: room.protocol, chart: outbox.chart }
    return { room, actor, nextDose, clock, outbox, following, ...worked }
  }, [room, actor, nextDose, clock, outbox, following, reading, state, alerts, deviations])
  return (
    <Context value={value}>
      <RoomTimeProvider room={room} clock={clock} state={state}>
        {children}
      </RoomTimeProvider>
    </Context>
  )
}

/** One tick a second: what is due changes by itself. */
function RoomTimeProvider({
  room,
  clock,
  state,
  children,
}: Pick<RoomContext, 'room' | 'clock' | 'state'> & { readonly children: ReactNode }) {
  const [now, setNow] = useState(room.serverNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(clock.now()), 1000)
    return () => clearInterval(timer)
  }, [clock])
  const value = useMemo(
    () => ({ now, monitoring: monitoringOf(state, room.protocol, now) }),
    [state, room.protocol, now],
  )
  return <Time value={value}>{children}</Time>
}
