'use client'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Select } from '@holdspace/ui/select'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { ownerChoices, ownerChosen } from './owner-choices.ts'
import type { TaskLine } from './task-words.ts'

export interface HandOnProps {
  readonly task: TaskLine
  readonly members: Answers['task']['list']['members']
  readonly onClose: (changed: boolean) => Promise<void>
}

/** To somebody else, with why; until they say they have it, it escalates as before. */
export function HandOn({ task, members, onClose }: HandOnProps) {
  const trpc = useTRPCClient()
  const [chosen, setChosen] = useState<string | null>(null)
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const why = String(data.get('why') ?? '').trim()
    const to = ownerChosen(chosen)
    const missing = [
      ...(to === null ? [{ field: 'to', sentence: 'Choose who it goes to.' }] : []),
      ...(why.length < 3 ? [{ field: 'why', sentence: 'Say in a few words why.' }] : []),
    ]
    setProblems(missing)
    if (missing.length > 0 || to === null) return
    const answer = await attempt(() => trpc.task.handOn.mutate({ taskId: task.taskId, to, why }))
    if (answer.ok) {
      sayToast({ level: 'done', title: 'Handed on', detail: task.title })
      return onClose(true)
    }
    const { field, sentence } = answer.refusal
    setProblems([{ sentence, ...(field === undefined ? {} : { field }) }])
  }
  return (
    <Dialog title={`Hand on: ${task.title}`} isOpen onClose={() => void onClose(false)}>
      <Form onSubmit={send} problems={problems} aria-label="Hand the task on">
        <Select name="to" label="To" choices={ownerChoices(members)} value={chosen} onChange={setChosen} />
        <TextField name="why" label="Why" rows={2} maxLength={500} />
        <div>
          <SubmitButton sendingWords="Being handed on …">Hand it on</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}
