'use client'
import { type HandoffSide, handoffMoments, handoffTitles } from '@holdspace/clinic/notes/handoff-words'
import { Button } from '@holdspace/ui/button'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useState } from 'react'
import { problemIn } from '../plan/problem-in.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'

export interface WriteHandoffProps {
  readonly patientId: string
  readonly sessionId?: string
  /** The other side of the team. */
  readonly toward: HandoffSide
  readonly onDone: () => void
  readonly onCancel: () => void
}

const questions = ['changed', 'proposal', 'setting', 'redFlags'] as const

/** The same four questions for both sides, so that nothing is forgotten in the telling. */
export function WriteHandoff({ patientId, sessionId, toward, onDone, onCancel }: WriteHandoffProps) {
  const trpc = useTRPCClient()
  const [handoffId] = useState(() => crypto.randomUUID())
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const moment = handoffMoments.find((one) => one === data.get('moment'))
    const said = (name: (typeof questions)[number]) => String(data.get(name) ?? '').trim()
    const words = {
      changed: said('changed'),
      proposal: said('proposal'),
      setting: said('setting'),
      redFlags: said('redFlags'),
    }
    const isEmpty = Object.values(words).every((part) => part === '')
    if (moment === undefined) return setProblems([{ field: 'moment', sentence: 'Choose before or after.' }])
    if (isEmpty) return setProblems([{ field: 'changed', sentence: 'Say at least one thing.' }])
    const handoff = { handoffId, patientId, sessionId: sessionId ?? null, moment, toward, words }
    const answer = await attempt(() => trpc.handoff.write.mutate(handoff))
    if (!answer.ok) return setProblems([problemIn(answer.refusal)])
    sayToast({ level: 'done', title: 'Handed over', detail: `It waits for the ${toward}’s side.` })
    onDone()
  }
  return (
    <Form onSubmit={send} problems={problems} aria-label="Hand over">
      <p className="text-muted">For the {toward}’s side of the care team.</p>
      <RadioGroup
        name="moment"
        label="When"
        inline
        choices={[
          { value: 'before', label: 'Before a session' },
          { value: 'after', label: 'After a session' },
        ]}
      />
      {questions.map((question) => (
        <TextField key={question} name={question} label={handoffTitles[question]} rows={2} optional />
      ))}
      <div className="flex gap-3">
        <Button onPress={onCancel}>Cancel</Button>
        <SubmitButton sendingWords="Handing over …">Hand over</SubmitButton>
      </div>
    </Form>
  )
}
