'use client'
import { coverageGroups } from '@holdspace/clinic/tasks/task-kinds'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { Select } from '@holdspace/ui/select'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { groupWords, hoursWords } from './task-words.ts'

export interface AddCoverageProps {
  readonly id: string
  readonly roster: Answers['task']['coverage']
  readonly onClose: (changed: boolean) => void
}

const hours = ['always', 'opening-hours', 'out-of-hours'] as const

export function AddCoverage({ id, roster, onClose }: AddCoverageProps) {
  const trpc = useTRPCClient()
  const [who, setWho] = useState<string | null>(null)
  const [step, setStep] = useState<string | null>('1')
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const group = coverageGroups.find((one) => one === data.get('group'))
    const when = hours.find((one) => one === data.get('hours'))
    const missing = [
      ...(group === undefined ? [{ field: 'group', sentence: 'Choose which tasks.' }] : []),
      ...(when === undefined ? [{ field: 'hours', sentence: 'Choose the hours.' }] : []),
      ...(who === null ? [{ field: 'membershipId', sentence: 'Choose who answers.' }] : []),
    ]
    setProblems(missing)
    if (group === undefined || when === undefined || who === null) return
    const line = { id, group, hours: when, step: Number(step ?? '1'), membershipId: who }
    const answer = await attempt(() => trpc.task.setCoverage.mutate({ change: 'add', ...line }))
    if (answer.ok) return onClose(true)
    const { field, sentence } = answer.refusal
    setProblems([{ sentence, ...(field === undefined ? {} : { field }) }])
  }
  return (
    <Dialog title="Add somebody to the roster" isOpen onClose={() => onClose(false)}>
      <Form onSubmit={send} problems={problems} aria-label="Add somebody to the roster">
        <RadioGroup
          name="group"
          label="Tasks"
          inline
          choices={coverageGroups.map((one) => ({ value: one, label: groupWords[one] }))}
        />
        <RadioGroup
          name="hours"
          label="Hours"
          inline
          defaultValue="always"
          choices={hours.map((one) => ({ value: one, label: hoursWords[one] }))}
        />
        <Select
          name="membershipId"
          label="Who"
          value={who}
          onChange={setWho}
          choices={roster.members.map((member) => ({ value: member.membershipId, label: member.name }))}
        />
        <Select
          name="step"
          label="Asked"
          value={step}
          onChange={setStep}
          choices={['1', '2', '3', '4', '5'].map((one) => ({
            value: one,
            label: one === '1' ? 'first' : `as number ${one}`,
          }))}
        />
        <div>
          <SubmitButton sendingWords="Being added …">Add</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}
