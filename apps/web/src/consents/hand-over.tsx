'use client'
import type { Signing } from '@holdspace/clinic/consent/signing'
import { Button } from '@holdspace/ui/button'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { AttestPaper } from './attest-paper.tsx'
import { BeforeHandOver, type Checked } from './before-hand-over.tsx'
import type { ReleaseWishOfForm } from './release-wish.ts'
import { SendCopies } from './send-copies.tsx'
import { SignConsent } from './sign-consent.tsx'

export interface HandOverProps {
  readonly patientId: string
  readonly chart: string
  readonly form: Answers['consent']['forSigning']
  readonly release: ReleaseWishOfForm | null
  readonly zone: string
}

type Step =
  | { readonly at: 'checking' }
  | { readonly at: 'signing'; readonly checked: Checked }
  | { readonly at: 'paper'; readonly checked: Checked }
  | { readonly at: 'done' }

/**
 * One form, one tablet, two people: staff check who is in front of them and hand the tablet over; the patient reads and
 * signs; the tablet goes back locked, so that nothing else in it can be reached on the way (CONSENT.md section 3).
 */
export function HandOver({ patientId, chart, form, release, zone }: HandOverProps) {
  const trpc = useTRPCClient()
  const [step, setStep] = useState<Step>({ at: 'checking' })
  const common = { patientId: patientId as Signable['patientId'], release }
  const sign = async (signing: Signing, { identityConfirmedBy }: Checked) => {
    const answer = await attempt(() => trpc.consent.sign.mutate({ ...common, signing, identityConfirmedBy }))
    if (answer.ok) setStep({ at: 'done' })
    return answer
  }
  switch (step.at) {
    case 'checking':
      return (
        <BeforeHandOver
          title={form.text.title}
          patientName={form.patientName}
          locked={form.locked}
          chart={chart}
          onReady={(checked) => setStep({ at: checked.on === 'paper' ? 'paper' : 'signing', checked })}
        />
      )
    case 'signing':
      return (
        <SignConsent
          text={form.text}
          textHash={form.textHash}
          signer={step.checked.signer}
          helpers={step.checked.helpers}
          locked={form.locked}
          onSign={(signing) => sign(signing, step.checked)}
          onNotNow={() => void giveBack(trpc, chart)}
        />
      )
    case 'paper':
      return (
        <AttestPaper
          form={form}
          checked={step.checked}
          zone={zone}
          onAttest={(signing, paper) =>
            attempt(() =>
              trpc.consent.attestPaper.mutate({
                ...common,
                signing,
                identityConfirmedBy: step.checked.identityConfirmedBy,
                paper,
              }),
            )
          }
          onDone={() => window.location.assign(chart)}
        />
      )
    case 'done':
      return (
        <Thanks patientId={patientId} language={form.text.language} onGiveBack={() => void giveBack(trpc, chart)} />
      )
  }
}

type Signable = Parameters<ReturnType<typeof useTRPCClient>['consent']['sign']['mutate']>[0]

/** Locks before it leaves the page: whoever holds the tablet next must be a member of staff. */
async function giveBack(trpc: ReturnType<typeof useTRPCClient>, chart: string): Promise<void> {
  await attempt(() => trpc.signIn.lock.mutate())
  window.location.assign(chart)
}

const thanks = {
  en: {
    title: 'Thank you',
    words: 'It is signed. You can have a copy on paper or as a file: ask at the desk. Please hand the tablet back now.',
    back: 'Hand the tablet back',
    copy: 'Send me a copy',
  },
  es: {
    title: 'Gracias',
    words: 'Está firmado. Puede pedir una copia en papel o como archivo. Por favor, devuelva ahora la tableta.',
    back: 'Devolver la tableta',
    copy: 'Enviarme una copia',
  },
} as const

interface ThanksProps {
  readonly patientId: string
  readonly language: 'en' | 'es'
  readonly onGiveBack: () => void
}

function Thanks({ patientId, language, onGiveBack }: ThanksProps) {
  const words = thanks[language]
  return (
    <section lang={language} className="flex flex-col items-start gap-5 py-10">
      <h1 className="text-display">{words.title}</h1>
      <p className="max-w-prose text-lead leading-relaxed">{words.words}</p>
      <div className="flex flex-wrap gap-3">
        <Button variant="primary" size="room" onPress={onGiveBack}>
          {words.back}
        </Button>
        <SendCopies patientId={patientId} language={language} words={words.copy} />
      </div>
    </section>
  )
}
