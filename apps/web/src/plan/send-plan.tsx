'use client'
import { type PatientId, packetId } from '@holdspace/kit/ids'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import { Notice } from '@holdspace/ui/notice'
import { sayToast } from '@holdspace/ui/toast'
import { useState } from 'react'
import { HandedOver, type LinkToHandOver } from '../intake/handed-over.tsx'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'

export interface SendPlanProps {
  readonly patientId: PatientId
  /** The practice's. */
  readonly zone: string
}

/** The plan to the patient's own phone, in their language: by mail to the address on file, or as a code for its camera. */
export function SendPlan({ patientId, zone }: SendPlanProps) {
  const trpc = useTRPCClient()
  const [isOpen, setOpen] = useState(false)
  const [handed, setHanded] = useState<LinkToHandOver | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const close = () => {
    setOpen(false)
    setHanded(null)
    setProblem(null)
  }
  const send = async (how: 'mail' | 'hand') => {
    const packet = { packetId: packetId.parse(crypto.randomUUID()), patientId, items: [{ kind: 'plan' as const }] }
    const answer = await attempt(() => trpc.intake.send.mutate({ ...packet, language: null, how }))
    if (!answer.ok) return setProblem(answer.refusal.sentence)
    const { link, linkUntil } = answer.value
    if (link !== null && linkUntil !== null) return setHanded({ link, until: linkUntil })
    close()
    sayToast({ level: 'done', title: 'The plan is on its way', detail: 'The message names no treatment.' })
  }
  return (
    <>
      <Button onPress={() => setOpen(true)}>Send to their phone</Button>
      <Dialog title={handed === null ? 'Send the plan' : 'Hand the link over'} isOpen={isOpen} onClose={close}>
        {handed === null ? (
          <div className="flex flex-col gap-4">
            <p>They show who they are, read the newest version word for word, and sign it there.</p>
            {problem === null ? null : <Notice level="medium" title={problem} live />}
            <div className="flex flex-wrap gap-3">
              <Button variant="primary" onPress={() => void send('mail')}>
                By email to the address on file
              </Button>
              <Button onPress={() => void send('hand')}>A code for their camera</Button>
            </div>
          </div>
        ) : (
          <HandedOver {...handed} zone={zone} onDone={close} />
        )}
      </Dialog>
    </>
  )
}
