'use client'
import { useLanguage } from './language.tsx'
import { PatientFrame } from './patient-frame.tsx'

/** While something is on its way. */
export function Waiting() {
  const { frame } = useLanguage()
  return (
    <p role="status" className="text-muted">
      {frame.loading}
    </p>
  )
}

/** The frame of a patient page and nothing in it yet. */
export function FrameAlone() {
  return (
    <PatientFrame practiceName={null}>
      <Waiting />
    </PatientFrame>
  )
}
