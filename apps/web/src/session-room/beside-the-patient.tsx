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

/** Intention and permissions from the signed plan, and the consents that can be taken back, beside the patient. */
export function PermissionsBeside() {
  const { state, following } = useRoom()
  if (state.opened === null) return null
  const { patientId } = state.opened.patient
  return (
    <>
      <PlanInRoom patientId={patientId} />
      {following.status === 'open' ? <ConsentsInRoom patientId={patientId} /> : null}
    </>
  )
}

/** What the other side of the care team handed over, and a way to hand over from here. */
export function HandoffsBeside() {
  const { state, room } = useRoom()
  if (state.opened === null) return null
  return <HandoffsInRoom patientId={state.opened.patient.patientId} sessionId={room.sessionId} />
}
