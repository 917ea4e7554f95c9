'use client'
import dynamic from 'next/dynamic'
import { useRoom } from './room-context.tsx'

/** Brought after the room itself stands; the chart comes first. */
const PlanInRoom = dynamic(() => import('../plan/plan-in-room.tsx').then((found) => found.PlanInRoom), { ssr: false })
const ConsentsInRoom = dynamic(() => import('../consents/consents-in-room.tsx').then((found) => found.ConsentsInRoom), {
  ssr: false,
})
const HandoffsInRoom = dynamic(() => import('../notes/handoffs-in-room.tsx').then((found) => found.HandoffsInRoom), {
  ssr: false,
})

/** Intention and permissions from the signed plan, for whoever sits beside the patient. */
export function PermissionsBeside() {
  const { state } = useRoom()
  return state.opened === null ? null : <PlanInRoom patientId={state.opened.patient.patientId} />
}

/** What the patient can take back while the session runs. */
export function ConsentsBeside() {
  const { state, following } = useRoom()
  if (state.opened === null || following.status !== 'open') return null
  return <ConsentsInRoom patientId={state.opened.patient.patientId} />
}

/** What the other side of the care team handed over, and a way to hand over from here. */
export function HandoffsBeside() {
  const { state, room } = useRoom()
  if (state.opened === null) return null
  return <HandoffsInRoom patientId={state.opened.patient.patientId} sessionId={room.sessionId} />
}
