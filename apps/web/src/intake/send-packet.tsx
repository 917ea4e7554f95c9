'use client'
import type { Language } from '@holdspace/clinic/intake/questions'
import type { PatientId } from '@holdspace/kit/ids'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import { Skeleton } from '@holdspace/ui/states'
import { lazy, Suspense, useState } from 'react'
import type { LinkToHandOver } from './handed-over.tsx'

/** Brought when somebody sends forms: a chart that is only read loads neither. */
const ComposePacket = lazy(() => import('./compose-packet.tsx').then((part) => ({ default: part.ComposePacket })))
const HandedOver = lazy(() => import('./handed-over.tsx').then((part) => ({ default: part.HandedOver })))

export interface SendPacketProps {
  readonly patientId: PatientId
  /** Whether the clinic has an email address of this person. */
  readonly hasAddress: boolean
  /** The patient's own, as the chart has it. */
  readonly language: Language
  /** The practice's. */
  readonly zone: string
}

/** Chooses forms for one person and sends them: by mail, as a link to hand over, or for a tablet of the clinic. */
export function SendPacket({ patientId, hasAddress, language, zone }: SendPacketProps) {
  const [isOpen, setOpen] = useState(false)
  const [handed, setHanded] = useState<LinkToHandOver | null>(null)
  const close = () => {
    setOpen(false)
    setHanded(null)
  }
  return (
    <>
      <Button onPress={() => setOpen(true)}>Send forms</Button>
      <Dialog title={handed === null ? 'Send forms' : 'Hand the link over'} isOpen={isOpen} onClose={close} wide>
        <Suspense fallback={<Skeleton label="One moment" />}>
          {handed === null ? (
            <ComposePacket
              patientId={patientId}
              hasAddress={hasAddress}
              language={language}
              onSent={(link) => (link === null ? close() : setHanded(link))}
            />
          ) : (
            <HandedOver {...handed} zone={zone} onDone={close} />
          )}
        </Suspense>
      </Dialog>
    </>
  )
}
