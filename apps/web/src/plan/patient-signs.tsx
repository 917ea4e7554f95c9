'use client'
import { signingMeanings } from '@holdspace/clinic/plan/signers'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { SignaturePad, type Strokes } from '../consents/signature-pad.tsx'
import { strokePath } from '../consents/stroke-path.ts'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { PlanArticle } from './plan-article.tsx'
import { problemIn } from './problem-in.ts'
import { SendPlan } from './send-plan.tsx'

type View = Answers['plan']['read']
const methods = ['drawn', 'typed', 'paper'] as const
type Method = (typeof methods)[number]
const methodWords: { readonly [M in Method]: string } = {
  drawn: 'Signs here with finger or pen',
  typed: 'Types the name',
  paper: 'Signed on paper',
}
const padWords = {
  boxEmpty: 'Field for the signature, empty',
  boxDrawn: 'Field for the signature, signed',
  undo: 'Take back the last line',
  clear: 'Begin again',
}

/** The patient reads the plan on this device and signs it; where they signed on paper, staff say so by name. */
export function PatientSigns({ view, plan }: { readonly view: View; readonly plan: NonNullable<View['plan']> }) {
  const [isOpen, setOpen] = useState(false)
  const may = view.may.takePatientSignature
  if (!may.allowed) return <p className="text-muted">{may.why}</p>
  return (
    <>
      <div className="flex flex-wrap gap-3">
        <Button onPress={() => setOpen(true)}>Let {view.patientName} sign</Button>
        <SendPlan patientId={plan.patientId} zone={view.zone} />
      </div>
      <Dialog
        title={`${view.patientName} reads and signs the plan`}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        wide
      >
        <SigningForm view={view} plan={plan} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

interface SigningProps {
  readonly view: View
  readonly plan: NonNullable<View['plan']>
  readonly onDone: () => void
}

function SigningForm({ view, plan, onDone }: SigningProps) {
  const { method, setMethod, setStrokes, problems, send } = useSigning({ view, plan, onDone })
  const [newest] = view.versions
  return (
    <div className="flex flex-col gap-4">
      <section aria-label="The plan" className="rounded-card border border-line">
        <PlanArticle lines={newest?.lines ?? []} />
      </section>
      <p className="border-accent border-l-3 bg-soft px-3 py-2">“{signingMeanings.patient}”</p>
      <Form onSubmit={send} problems={problems} aria-label="Signature of the patient">
        <RadioGroup
          name="method"
          label="How"
          choices={methods.map((one) => ({ value: one, label: methodWords[one] }))}
          value={method}
          onChange={(chosen) => setMethod(methods.find((one) => one === chosen) ?? 'drawn')}
        />
        {method === 'drawn' ? <SignaturePad words={padWords} onChange={setStrokes} /> : null}
        {method === 'typed' ? (
          <TextField
            name="typedName"
            label="Full name"
            hint={`As on the chart: ${view.patientName}`}
            autoComplete="off"
          />
        ) : null}
        {method === 'paper' ? (
          <TextField
            name="attestation"
            label="Where the paper is"
            hint="For example: signed in my presence, in the folder."
          />
        ) : null}
        <SubmitButton sendingWords="Being signed …">Sign the plan</SubmitButton>
      </Form>
    </div>
  )
}

function useSigning({ view, plan, onDone }: SigningProps) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [id] = useState(() => crypto.randomUUID())
  const [method, setMethod] = useState<Method>('drawn')
  const [strokes, setStrokes] = useState<Strokes>([])
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const signing = signingOf(method, strokes, data)
    if ('problem' in signing) return setProblems([signing.problem])
    const shownHash = plan.versions[0].contentHash
    const answer = await attempt(() =>
      trpc.plan.takePatientSignature.mutate({ id, planId: plan.planId, shownHash, signing }),
    )
    if (!answer.ok) return setProblems([problemIn(answer.refusal)])
    onDone()
    sayToast({ level: 'done', title: `Signed by ${view.patientName}` })
    router.refresh()
  }
  return { method, setMethod, setStrokes, problems, send }
}

type Signing =
  | { readonly problem: FormProblem }
  | { readonly method: 'drawn'; readonly strokes: string }
  | { readonly method: 'typed'; readonly typedName: string }
  | { readonly method: 'paper'; readonly attestation: string }

function signingOf(method: Method, strokes: Strokes, data: FormData): Signing {
  const words = (name: string) => String(data.get(name) ?? '').trim()
  switch (method) {
    case 'drawn': {
      const path = strokes.map(strokePath).join(' ')
      return path.length < 10 ? { problem: { sentence: 'Sign in the field first.' } } : { method, strokes: path }
    }
    case 'typed':
      return words('typedName').length < 2
        ? { problem: { field: 'typedName', sentence: 'Type the full name.' } }
        : { method, typedName: words('typedName') }
    case 'paper':
      return words('attestation').length < 3
        ? { problem: { field: 'attestation', sentence: 'Say where the signed paper is.' } }
        : { method, attestation: words('attestation') }
  }
}
