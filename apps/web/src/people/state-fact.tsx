'use client'
import type { FactKind, FactStatus, StatusOnChart } from '@holdspace/clinic/chart/fact-kinds'
import type { PatientId } from '@holdspace/kit/ids'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { TextField } from '@holdspace/ui/text-field'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { newEntryId } from '../session-room/new-entry-id.ts'
import { useTRPCClient } from '../trpc.tsx'
import { sayWords } from './health-words.ts'
import { problemsOf } from './problems-of-refusal.ts'

export interface StateFactProps {
  readonly patientId: PatientId
  readonly kind: FactKind
  readonly factId: string
  /** As the list calls it. */
  readonly name: string
  readonly status: StatusOnChart
}

/** How a line of the chart stands from now on, and why; nothing of it is deleted. */
export function StateFact({ patientId, kind, factId, name, status }: StateFactProps) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [id, setId] = useState(() => newEntryId(Date.now()))
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const choices = Object.entries(sayWords[kind]).filter(([says]) => says !== status)
  const send = async (data: FormData) => {
    const says = choices.find(([one]) => one === data.get('says'))?.[0] as FactStatus | undefined
    const reason = String(data.get('reason') ?? '').trim()
    const missing = [
      ...(says === undefined ? [{ field: 'says', sentence: 'Choose how it stands.' }] : []),
      ...(reason.length >= 3 ? [] : [{ field: 'reason', sentence: 'Say why in a few words.' }]),
    ]
    setProblems(missing)
    if (missing.length > 0 || says === undefined) return
    const stated = { id, patientId, kind, factId, says, seen: status, reason }
    const answer = await attempt(() => trpc.people.stateFact.mutate(stated))
    if (!answer.ok) return setProblems(problemsOf(answer.refusal, ['says', 'reason']))
    setId(newEntryId(Date.now()))
    setOpen(false)
    router.refresh()
  }
  return (
    <>
      <Button
        size="compact"
        variant="quiet"
        className="max-sm:-ml-3"
        onPress={() => setOpen(true)}
        aria-label={`Change ${name}`}
      >
        Change …
      </Button>
      <Dialog title={`Change: ${name}`} isOpen={isOpen} onClose={() => setOpen(false)}>
        <Form onSubmit={send} problems={problems} aria-label={`Change ${name}`}>
          <RadioGroup
            name="says"
            label="From now on"
            choices={choices.map(([value, label]) => ({ value, label: label ?? value }))}
          />
          <TextField name="reason" label="Why" hint="Stays with the line, under your name." rows={2} />
          <SubmitButton sendingWords="Being kept …">Record it</SubmitButton>
        </Form>
      </Dialog>
    </>
  )
}
