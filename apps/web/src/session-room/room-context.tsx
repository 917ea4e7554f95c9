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
import { createContext, type ReactNode, use, useMemo } from 'react'
import type { Answers } from '../outputs.ts'
import type { RoomClock } from './room-clock.ts'
import type { Following, Room } from './use-following.ts'
import type { RoomOutbox } from './use-outbox.ts'

/** Who is at this device. */
export type RoomActor = StaffActor

/** Everything a part of the room needs: what is recorded, what it adds up to now, and how to record more. */
export interface RoomContext {
  readonly room: Room
  readonly actor: RoomActor
  readonly nextDose: Answers['plan']['nextDose']
  readonly protocol: ProtocolVersion
  readonly reading: Reading
  readonly state: SessionState
  readonly monitoring: MonitoringClock
  readonly alerts: ReturnType<typeof alertsOf>
  readonly deviations: ReturnType<typeof deviationsOf>
  readonly clock: RoomClock
  readonly now: Instant
  readonly outbox: RoomOutbox
  readonly following: Following
  readonly chart: (kind: Kind, body: Record<string, unknown>, occurredAt?: string) => Promise<string | null>
}

const Context = createContext<RoomContext | null>(null)

export function useRoom(): RoomContext {
  const room = use(Context)
  if (room === null) throw new Error('This part stands outside a session room.')
  return room
}

export interface RoomProviderProps {
  readonly room: Room
  readonly actor: RoomActor
  readonly nextDose: RoomContext['nextDose']
  readonly clock: RoomClock
  readonly now: Instant
  readonly outbox: RoomOutbox
  readonly following: Following
  readonly children: ReactNode
}

/** Works out the room once for each change of the record and each tick, with the same pure rules the server decides by. */
export function RoomProvider({ children, ...given }: RoomProviderProps) {
  const { following, now, room, outbox } = given
  const reading = useMemo(() => readEntries(following.entries), [following.entries])
  const state = useMemo(() => stateOf(reading), [reading])
  const alerts = useMemo(() => alertsOf(state, room.protocol), [state, room.protocol])
  const deviations = useMemo(() => deviationsOf(state, room.protocol), [state, room.protocol])
  const monitoring = useMemo(() => monitoringOf(state, room.protocol, now), [state, room.protocol, now])
  const worked = { reading, state, alerts, deviations, monitoring, protocol: room.protocol, chart: outbox.chart }
  return <Context value={{ ...given, ...worked }}>{children}</Context>
}
