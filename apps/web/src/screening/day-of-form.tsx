'use client'
import {
  type DayOfAnswer,
  type DayOfAnswers,
  dayOfQuestionIds,
  dayOfQuestions,
} from '@holdspace/clinic/screening/day-of-questions'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { problemsOf } from './problems-of.ts'

/** Eight questions on the day, read out and ticked; nothing is ticked beforehand. */
export function DayOfForm({ patientId }: { readonly patientId: string }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onPress={() => setOpen(true)}>Ask today’s questions …</Button>
      <Dialog title="What has changed?" isOpen={isOpen} onClose={() => setOpen(false)} wide>
        {isOpen ? <Fields patientId={patientId} onDone={() => setOpen(false)} /> : null}
      </Dialog>
    </>
  )
}

function Fields({ patientId, onDone }: { readonly patientId: string; readonly onDone: () => void }) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [formId] = useState(() => crypto.randomUUID())
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const given = dayOfQuestionIds.map((id) => [id, data.get(id)] as const)
    const open = given.filter(([, value]) => value === null)
    if (open.length > 0) {
      return setProblems(open.map(([field]) => ({ field, sentence: 'Ask this question, or choose “not sure”.' })))
    }
    const answers = Object.fromEntries(given.map(([id, value]) => [id, value as DayOfAnswer])) as DayOfAnswers
    const input = { formId, patientId, answers }
    const answer = await attempt(() => trpc.screening.attestDay.mutate(input))
    if (!answer.ok) return setProblems(problemsOf(answer.refusal))
    onDone()
    const { reopens } = answer.value
    sayToast(
      reopens.length === 0
        ? { level: 'done', title: 'Recorded', detail: 'Nothing that sends the decision back.' }
        : {
            level: 'high',
            title: 'The prescriber decides again',
            detail: 'A task is open; the session gate is closed.',
          },
    )
    router.refresh()
  }
  return (
    <Form onSubmit={send} problems={problems} aria-label="Today’s questions">
      {dayOfQuestions.map((question) => (
        <RadioGroup
          key={question.id}
          name={question.id}
          label={question.text.en}
          inline
          choices={[
            { value: 'yes', label: 'Yes' },
            { value: 'no', label: 'No' },
            { value: 'not-sure', label: 'Not sure' },
            ...(question.notApplicable === true ? [{ value: 'not-applicable', label: 'Takes none' }] : []),
          ]}
        />
      ))}
      <div className="flex gap-3">
        <Button onPress={onDone}>Not yet</Button>
        <SubmitButton sendingWords="Recording …">Record the answers</SubmitButton>
      </div>
    </Form>
  )
}
