'use client'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'

export interface ShutOutProps {
  readonly partner: Answers['sharing']['partners']['partners'][number] | null
  readonly onClose: () => void
}

export function ShutOut({ partner, onClose }: ShutOutProps) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    if (partner === null) return
    const why = String(data.get('why') ?? '').trim()
    if (why.length < 3) return setProblems([{ field: 'why', sentence: 'Say why, in a few words.' }])
    const answer = await attempt(() => trpc.sharing.revokePartner.mutate({ partnerId: partner.partnerId, why }))
    if (!answer.ok) return setProblems([{ sentence: answer.refusal.sentence }])
    setProblems([])
    onClose()
    sayToast({ level: 'done', title: `${partner.name} is shut out` })
    router.refresh()
  }
  return (
    <Dialog
      title={partner === null ? '' : `Shut ${partner.name} out?`}
      role="alertdialog"
      isOpen={partner !== null}
      onClose={onClose}
    >
      <Form onSubmit={send} problems={problems} aria-label="Shut a partner out">
        <p>
          Its tokens open nothing from its next request on, whatever patients have released. It can be registered anew.
        </p>
        <TextField name="why" label="Why" />
        <div className="flex gap-3">
          <Button onPress={onClose}>Keep it</Button>
          <SubmitButton variant="danger" sendingWords="Shutting out …">
            Shut out
          </SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}
