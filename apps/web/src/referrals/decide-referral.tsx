'use client'
import { listName } from '@holdspace/clinic/people/person-names'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { formatBorn } from '@holdspace/kit/calendar-words'
import { idempotencyKey, patientId, type ReferralId } from '@holdspace/kit/ids'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Notice } from '@holdspace/ui/notice'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'

type Review = Answers['referral']['review']

export interface DecideProps {
  readonly referralId: ReferralId
  readonly duplicates: Review['duplicates']
  readonly mayAccept: Review['mayAccept']
  readonly today: CalendarDate
}

/**
 * One decision, one button whose words say what will happen. With somebody probable on file nothing is chosen
 * beforehand: the reviewer must compare first (M17).
 */
export function DecideReferral({ referralId, duplicates, mayAccept, today }: DecideProps) {
  const likely = duplicates.some((one) => one.likelihood !== 'possible')
  const [choice, setChoice] = useState<string | null>(likely ? null : 'new')
  const { problems, forget, submit } = useDecision(referralId, choice)
  if (!mayAccept.allowed) return <Notice level="low" title={mayAccept.why} />
  const needsReason = choice === 'decline' || (choice === 'new' && likely)
  return (
    <Form onSubmit={submit} problems={problems} aria-label="Decide on this referral">
      <RadioGroup
        label="What shall become of it?"
        name="choice"
        value={choice}
        onChange={(value) => {
          setChoice(value)
          forget()
        }}
        choices={[
          ...duplicates.map((one) => ({
            value: one.person.id,
            label: `Add to ${listName(one.person)}`,
            note: `MRN ${one.person.mrn} · ${formatBorn(one.person.birthDate, today)}`,
          })),
          { value: 'new', label: 'Accept: make a new chart', note: 'A new record number is given' },
          { value: 'decline', label: 'Decline', note: 'No chart; the file stays as evidence' },
        ]}
      />
      {needsReason ? (
        <TextField
          key={choice}
          name="reason"
          rows={3}
          label={choice === 'decline' ? 'Why is it declined?' : 'Why is this not the person on file?'}
          hint={choice === 'decline' ? 'The sender and the person may ask.' : 'Kept with the new chart.'}
        />
      ) : null}
      <SubmitButton
        variant={choice === 'decline' ? 'danger' : 'primary'}
        isDisabled={choice === null}
        sendingWords="Being recorded …"
      >
        {choice === null ? 'Choose first' : buttonWords(choice)}
      </SubmitButton>
    </Form>
  )
}

function buttonWords(choice: string): string {
  if (choice === 'decline') return 'Decline the referral'
  return choice === 'new' ? 'Accept and make the chart' : 'Add to this chart'
}

/** The key is made once per choice, so that pressing twice, or again after a lost answer, decides once. */
function useDecision(referralId: ReferralId, choice: string | null) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const [key] = useState(() => idempotencyKey.parse(crypto.randomUUID()))
  const submit = async (data: FormData) => {
    if (choice === null) return
    const reason = String(data.get('reason') ?? '').trim()
    if (choice === 'decline') {
      const declined = await attempt(() => trpc.referral.decline.mutate({ referralId, key, reason }))
      if (!declined.ok) return setProblems([problemOf(declined.refusal)])
      sayToast({ level: 'done', title: 'Declined', detail: 'No chart was made.' })
      return router.push('/referrals')
    }
    const accepting =
      choice === 'new'
        ? { kind: 'new' as const, ...(reason === '' ? {} : { notTheSamePersonBecause: reason }) }
        : { kind: 'attach' as const, patientId: patientId.parse(choice) }
    const accepted = await attempt(() => trpc.referral.accept.mutate({ referralId, key, choice: accepting }))
    if (!accepted.ok) return setProblems([problemOf(accepted.refusal)])
    const { mrn, attached, patientId: id } = accepted.value
    sayToast({ level: 'done', title: attached ? `Added to the chart of MRN ${mrn}` : `Chart made: MRN ${mrn}` })
    router.push(`/people/${id}`)
  }
  return { problems, forget: () => setProblems([]), submit }
}

function problemOf(refusal: { readonly code: string; readonly sentence: string }): FormProblem {
  const aboutReason = refusal.code === 'reason-missing' || refusal.code === 'probable-duplicate'
  return { sentence: refusal.sentence, ...(aboutReason ? { field: 'reason' } : {}) }
}
