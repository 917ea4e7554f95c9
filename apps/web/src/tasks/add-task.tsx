'use client'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { LinkButton } from '@holdspace/ui/link'
import { Select } from '@holdspace/ui/select'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { ownerChoices, ownerChosen } from './owner-choices.ts'
import { useTasksChanged } from './use-tasks-changed.ts'

export interface AddTaskProps {
  readonly members: Answers['task']['list']['members']
  readonly mayReadRoster: boolean
}

export function AddTask({ members, mayReadRoster }: AddTaskProps) {
  const [id, setId] = useState<string | null>(null)
  return (
    <>
      {mayReadRoster ? <LinkButton href="/tasks/roster">Who answers when</LinkButton> : null}
      <Button variant="primary" onPress={() => setId(crypto.randomUUID())}>
        Add a task
      </Button>
      {id === null ? null : <NewTask id={id} members={members} onClose={() => setId(null)} />}
    </>
  )
}

function NewTask({ id, members, onClose }: Pick<AddTaskProps, 'members'> & { id: string; onClose: () => void }) {
  const trpc = useTRPCClient()
  const changed = useTasksChanged()
  const [chosen, setChosen] = useState<string | null>(null)
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const title = String(data.get('title') ?? '').trim()
    const to = ownerChosen(chosen)
    const missing = [
      ...(title.length < 3 ? [{ field: 'title', sentence: 'Say in a few words what has to be done.' }] : []),
      ...(to === null ? [{ field: 'to', sentence: 'Choose who it is for.' }] : []),
    ]
    setProblems(missing)
    if (missing.length > 0 || to === null) return
    const answer = await attempt(() => trpc.task.add.mutate({ taskId: id, title, to }))
    if (answer.ok) {
      onClose()
      return changed()
    }
    const { field, sentence } = answer.refusal
    setProblems([{ sentence, ...(field === undefined ? {} : { field }) }])
  }
  return (
    <Dialog title="Add a task" isOpen onClose={onClose}>
      <Form onSubmit={send} problems={problems} aria-label="Add a task">
        <TextField name="title" label="What has to be done" maxLength={200} autoComplete="off" />
        <Select name="to" label="For" choices={ownerChoices(members)} value={chosen} onChange={setChosen} />
        <p className="text-muted">It is due within a day, on a day the practice is open.</p>
        <div>
          <SubmitButton sendingWords="Being added …">Add</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}
