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
import { safetyWords } from './words.ts'

const yesNo = [
  { value: 'no', label: 'No' },
  { value: 'yes', label: 'Yes' },
  { value: 'not-asked', label: 'Not asked' },
]

/** Own words, each asked in conversation: it stands in where the C-SSRS is not on (RULINGS 7). */
export function SafetyForm({ patientId, isUrgent }: { readonly patientId: string; readonly isUrgent: boolean }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant={isUrgent ? 'danger' : 'secondary'} onPress={() => setOpen(true)}>
        Decide mood and safety …
      </Button>
      <Dialog title="Mood and safety" isOpen={isOpen} onClose={() => setOpen(false)} wide>
        {isOpen ? <Fields patientId={patientId} onDone={() => setOpen(false)} /> : null}
      </Dialog>
    </>
  )
}

function Fields({ patientId, onDone }: { readonly patientId: string; readonly onDone: () => void }) {
  const { problems, send } = useSafety(patientId, onDone)
  return (
    <Form onSubmit={send} problems={problems} aria-label="Mood and safety">
      <p className="text-muted">Ask in conversation. What was not asked stays “not asked”, and then nobody goes on.</p>
      <RadioGroup
        name="thoughts"
        label="Thoughts of suicide"
        choices={[
          { value: 'none', label: 'None' },
          { value: 'wish-to-be-dead', label: 'A wish to be dead, without thoughts of suicide' },
          { value: 'thoughts-of-suicide', label: 'Thoughts of suicide' },
          { value: 'not-asked', label: 'Not asked' },
        ]}
      />
      <div className="grid gap-5 sm:grid-cols-3">
        <RadioGroup name="intent" label="Intent to act" choices={yesNo} />
        <RadioGroup name="plan" label="A plan" choices={yesNo} />
        <RadioGroup name="means" label="Means at hand" choices={yesNo} />
      </div>
      <RadioGroup
        name="attempt"
        label="A suicide attempt"
        choices={[
          { value: 'never', label: 'Never' },
          { value: 'over-three-months-ago', label: 'More than three months ago' },
          { value: 'within-three-months', label: 'Within three months' },
          { value: 'not-asked', label: 'Not asked' },
        ]}
      />
      <TextField name="protects" label="What protects the person" optional rows={2} />
      <RadioGroup
        name="safetyPlan"
        label="Safety plan"
        choices={[
          { value: 'not-needed', label: 'Not needed' },
          { value: 'made', label: 'Made today' },
          { value: 'reviewed', label: 'Reviewed today' },
          { value: 'declined', label: 'Declined' },
          { value: 'not-made', label: 'Not made yet' },
        ]}
      />
      <RadioGroup
        name="outcome"
        label="Decision"
        choices={(['proceed', 'proceed-with-precautions', 'hold', 'higher-care'] as const).map((value) => ({
          value,
          label: safetyWords[value],
        }))}
      />
      <TextField name="reason" label="Reason, and what was agreed" rows={3} />
      <div className="flex gap-3">
        <Button onPress={onDone}>Not yet</Button>
        <SubmitButton sendingWords="Recording …">Record my decision</SubmitButton>
      </div>
    </Form>
  )
}

const oneOf = <const T extends string>(given: unknown, allowed: readonly T[], otherwise: T): T =>
  allowed.find((one) => one === given) ?? otherwise
const asked = ['no', 'yes', 'not-asked'] as const

function useSafety(patientId: string, onDone: () => void) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [decisionId] = useState(() => crypto.randomUUID())
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const outcome = (['proceed', 'proceed-with-precautions', 'hold', 'higher-care'] as const).find(
      (one) => one === data.get('outcome'),
    )
    if (outcome === undefined) return setProblems([{ field: 'outcome', sentence: 'Choose a decision.' }])
    const thoughts = ['none', 'wish-to-be-dead', 'thoughts-of-suicide', 'not-asked'] as const
    const attempts = ['never', 'over-three-months-ago', 'within-three-months', 'not-asked'] as const
    const plans = ['not-needed', 'made', 'reviewed', 'declined', 'not-made'] as const
    const assessment = {
      thoughts: oneOf(data.get('thoughts'), thoughts, 'not-asked'),
      intent: oneOf(data.get('intent'), asked, 'not-asked'),
      plan: oneOf(data.get('plan'), asked, 'not-asked'),
      means: oneOf(data.get('means'), asked, 'not-asked'),
      attempt: oneOf(data.get('attempt'), attempts, 'not-asked'),
      protects: String(data.get('protects') ?? ''),
      safetyPlan: oneOf(data.get('safetyPlan'), plans, 'not-made'),
    }
    const reason = String(data.get('reason') ?? '')
    const input = { decisionId, patientId, assessment, outcome, reason }
    const answer = await attempt(() => trpc.screening.decideSafety.mutate(input))
    if (!answer.ok) return setProblems(problemsOf(answer.refusal))
    onDone()
    sayToast({ level: 'done', title: 'Decision recorded', detail: safetyWords[outcome] })
    router.refresh()
  }
  return { problems, send }
}
