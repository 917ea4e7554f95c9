'use client'
import { useTranslations } from 'use-intl'
import { PatientFrame } from './patient-frame.tsx'

/** While something is on its way. */
export function Waiting() {
  const t = useTranslations('frame')
  return (
    <p role="status" className="text-muted">
      {t('loading')}
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
