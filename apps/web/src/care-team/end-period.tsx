'use client'
import { endingReasons } from '@holdspace/clinic/care-team/parts'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { endingWords } from './words.ts'

export interface EndPeriodProps {
  readonly period: Answers['team']['read']['periods'][number] | null
  readonly onClose: () => void
}

/** Somebody's time on the team ends now; an outside therapist then finds nothing of this person any more. */
export function EndPeriod({ period, onClose }: EndPeriodProps) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const isGuest = period?.part === 'outside-therapist'
  const reasons = endingReasons.filter((reason) => isGuest || reason !== 'release-withdrawn')
  const send = async (data: FormData) => {
    const reason = reasons.find((one) => one === data.get('reason'))
    if (period === null) return
    if (reason === undefined) return setProblems([{ field: 'reason', sentence: 'Choose why it ends.' }])
    const words = String(data.get('words') ?? '').trim()
    const answer = await attempt(() => trpc.team.end.mutate({ periodId: period.periodId, reason, words }))
    if (!answer.ok) return setProblems([{ sentence: answer.refusal.sentence }])
    setProblems([])
    onClose()
    sayToast({ level: 'done', title: 'Ended', detail: `${period.memberName} is no longer on the team.` })
    router.refresh()
  }
  return (
    <Dialog
      title={period === null ? '' : `End ${period.memberName}’s time on the team?`}
      isOpen={period !== null}
      onClose={onClose}
    >
      <Form onSubmit={send} problems={problems} aria-label="End their time on the team">
        {isGuest ? <p>From their next request on they find nothing of this person.</p> : null}
        <RadioGroup
          name="reason"
          label="Why"
          choices={reasons.map((reason) => ({ value: reason, label: endingWords[reason] }))}
        />
        <TextField name="words" label="In words" optional />
        <div className="flex gap-3">
          <Button onPress={onClose}>Keep them</Button>
          <SubmitButton variant="danger" sendingWords="Ending …">
            End it now
          </SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}
