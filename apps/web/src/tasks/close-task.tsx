'use client'
import type { Role } from '@holdspace/clinic/access/actor'
import { safetyDecisions } from '@holdspace/clinic/tasks/task'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Notice } from '@holdspace/ui/notice'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { decidesOnSafety, decisionWords, type TaskLine } from './task-words.ts'

export interface CloseTaskProps {
  readonly task: TaskLine
  readonly role: Role
  readonly onClose: (changed: boolean) => Promise<void>
}

/** What was done. About somebody's safety also what was decided; without it the server keeps the task open (M11, M12). */
export function CloseTask({ task, role, onClose }: CloseTaskProps) {
  const trpc = useTRPCClient()
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const mayDecide = decidesOnSafety(role)
  const send = async (data: FormData) => {
    const done = String(data.get('done') ?? '').trim()
    const decision = safetyDecisions.find((one) => one === data.get('decision'))
    const missing = [
      ...(task.guardsSafety && decision === undefined
        ? [{ field: 'decision', sentence: 'Choose what was decided.' }]
        : []),
      ...(done.length < 3 ? [{ field: 'done', sentence: 'Say in a few words what was done.' }] : []),
    ]
    setProblems(missing)
    if (missing.length > 0) return
    const answer = await attempt(() =>
      trpc.task.close.mutate({ taskId: task.taskId, done, ...(decision === undefined ? {} : { decision }) }),
    )
    if (answer.ok) {
      sayToast({ level: 'done', title: 'Done', detail: task.title })
      return onClose(true)
    }
    const { field, sentence } = answer.refusal
    setProblems([{ sentence, ...(field === undefined ? {} : { field }) }])
  }
  return (
    <Dialog title={task.title} isOpen onClose={() => void onClose(false)}>
      {task.guardsSafety && !mayDecide ? (
        <Notice level="medium" title="Not yours to decide">
          This is about somebody’s safety. A prescriber, a nurse or a therapist closes it; hand it on to one.
        </Notice>
      ) : (
        <Form onSubmit={send} problems={problems} aria-label="Say what was done">
          {task.guardsSafety ? (
            <RadioGroup
              name="decision"
              label="What was decided"
              choices={safetyDecisions.map((one) => ({ value: one, label: decisionWords[one] }))}
            />
          ) : null}
          <TextField
            name="done"
            label="What was done"
            hint={task.guardsSafety ? 'Whom you spoke to, what they said, what comes next.' : 'A few words are enough.'}
            rows={4}
            maxLength={2000}
          />
          <div>
            <SubmitButton sendingWords="Being closed …">Close the task</SubmitButton>
          </div>
        </Form>
      )}
    </Dialog>
  )
}
