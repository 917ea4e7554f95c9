'use client'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { problemsOf } from './problems-of.ts'
import type { Finding } from './words.ts'

interface SettleRuleProps {
  readonly patientId: string
  readonly finding: Finding | null
  readonly onClose: () => void
}

/** A prescriber found out what no answer and no import says; a yes stays a yes, whoever said it. */
export function SettleRule({ patientId, finding, onClose }: SettleRuleProps) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    if (finding === null) return
    const truth = (['yes', 'no'] as const).find((one) => one === data.get('truth')) ?? null
    if (truth === null) return setProblems([{ field: 'truth', sentence: 'Choose what you found.' }])
    const how = String(data.get('how') ?? '')
    const id = crypto.randomUUID()
    const input = { id, patientId, rule: finding.rule, truth, how }
    const answer = await attempt(() => trpc.screening.settle.mutate(input))
    if (!answer.ok) return setProblems(problemsOf(answer.refusal))
    setProblems([])
    onClose()
    sayToast({ level: 'done', title: 'Settled', detail: finding.title })
    router.refresh()
  }
  return (
    <Dialog title={finding === null ? '' : `Settle: ${finding.title}`} isOpen={finding !== null} onClose={onClose}>
      <Form onSubmit={send} problems={problems} aria-label="Settle what is unknown">
        <p>{finding?.ask}</p>
        <RadioGroup
          name="truth"
          label="What you found"
          choices={[
            { value: 'no', label: 'It is not so' },
            { value: 'yes', label: 'It stands', note: 'A hard stop then takes a second signature.' },
          ]}
        />
        <TextField name="how" label="How you found out" hint="So that another clinician can check it." rows={3} />
        <div className="flex gap-3">
          <Button onPress={onClose}>Leave it open</Button>
          <SubmitButton sendingWords="Recording …">Record what I found</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}
