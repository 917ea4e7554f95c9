'use client'
import { type PatientId, packetId } from '@holdspace/kit/ids'
import { Button } from '@holdspace/ui/button'
import { sayToast } from '@holdspace/ui/toast'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'

export interface SendCopiesProps {
  readonly patientId: string
  readonly language?: 'en' | 'es'
  readonly words?: string
}

/** A link to everything they signed, to the address on file. The message says that a copy is ready, and no more. */
export function SendCopies({ patientId, language = 'en', words = 'Mail copies to the patient' }: SendCopiesProps) {
  const trpc = useTRPCClient()
  const [isSending, setSending] = useState(false)
  const send = async () => {
    setSending(true)
    const id = packetId.parse(crypto.randomUUID())
    const input = { packetId: id, patientId: patientId as PatientId, language, how: 'mail' as const }
    const answer = await attempt(() => trpc.consent.sendCopies.mutate(input))
    setSending(false)
    if (answer.ok) sayToast({ level: 'done', title: 'The link is on its way' })
    else sayToast({ level: 'medium', title: answer.refusal.sentence })
  }
  return (
    <Button isDisabled={isSending} onPress={() => void send()}>
      {words}
    </Button>
  )
}
