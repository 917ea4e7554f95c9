'use client'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import { problemIn } from '../plan/problem-in.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'

/** "I have read this", by name, with an answer where there is one. */
export function AcknowledgeHandoff({ handoffId, onDone }: { readonly handoffId: string; readonly onDone: () => void }) {
  const trpc = useTRPCClient()
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const answer = String(data.get('answer') ?? '').trim()
    const done = await attempt(() => trpc.handoff.acknowledge.mutate({ handoffId, answer }))
    if (!done.ok) return setProblems([problemIn(done.refusal)])
    setProblems([])
    onDone()
  }
  return (
    <Form onSubmit={send} problems={problems} aria-label="Acknowledge this handoff" className="mt-2">
      <TextField name="answer" label="Answer" optional />
      <div>
        <SubmitButton sendingWords="Acknowledging …">Acknowledge</SubmitButton>
      </div>
    </Form>
  )
}
