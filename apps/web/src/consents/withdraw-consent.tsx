'use client'
import { isTreatment } from '@holdspace/clinic/consent/kinds'
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
import type { ConsentNow } from './consent-now.ts'

export interface WithdrawConsentProps {
  readonly consent: Pick<ConsentNow, 'consentId' | 'title' | 'kind' | 'recipientName'> | null
  readonly onClose: () => void
  readonly onDone?: () => void
}

/** Writing down that somebody takes a consent back. It asks for no reason and no signature: saying so is enough. */
export function WithdrawConsent({ consent, onClose, onDone }: WithdrawConsentProps) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    if (consent?.consentId === null || consent === null) return
    const how = String(data.get('how') ?? '').trim()
    if (how.length < 3) return setProblems([{ field: 'how', sentence: 'Say how they told you, in a few words.' }])
    const saidBy = data.get('saidBy') === 'representative' ? 'representative' : 'patient'
    const answer = await attempt(() =>
      trpc.consent.withdraw.mutate({ consentId: consent.consentId ?? '', saidBy, how }),
    )
    if (!answer.ok) return setProblems([{ sentence: answer.refusal.sentence }])
    setProblems([])
    onClose()
    sayToast({ level: 'done', title: 'Withdrawn', detail: 'Prescriber and therapist are told.' })
    onDone?.()
    router.refresh()
  }
  return (
    <Dialog
      title={consent === null ? '' : `Withdraw: ${consent.title}?`}
      role="alertdialog"
      isOpen={consent !== null}
      onClose={onClose}
    >
      <Form onSubmit={send} problems={problems} aria-label="Withdraw the consent">
        <p>{consent === null ? '' : consequence(consent)}</p>
        <RadioGroup
          name="saidBy"
          label="Who takes it back"
          inline
          defaultValue="patient"
          choices={[
            { value: 'patient', label: 'The patient' },
            { value: 'representative', label: 'Their representative' },
          ]}
        />
        <TextField
          name="how"
          label="How they said it"
          hint="By word of mouth counts at once; the writing can follow."
        />
        <div className="flex gap-3">
          <Button onPress={onClose}>Keep it</Button>
          <SubmitButton variant="danger" sendingWords="Withdrawing …">
            Withdraw
          </SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}

function consequence({ kind, recipientName }: Pick<ConsentNow, 'kind' | 'recipientName'>): string {
  if (isTreatment(kind)) {
    return 'From now on no dose is given under it. If a session is running, the room is told at once; monitoring and charting go on.'
  }
  if (recipientName !== null)
    return `From now on ${recipientName} sees nothing new of this person. What was read before stays read.`
  if (kind === 'ride-and-no-driving') return 'Without it no session is opened: they could be hurt on the way home.'
  return 'From now on nothing is done under it.'
}
