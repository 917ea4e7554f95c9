'use client'
import { type PlanSigner, signerWords, signingMeanings } from '@holdspace/clinic/plan/signers'
import { dateInZone, formatDate, timeInZone } from '@holdspace/kit/calendar-words'
import { Badge } from '@holdspace/ui/badge'
import { Button } from '@holdspace/ui/button'
import { Notice } from '@holdspace/ui/notice'
import { Panel } from '@holdspace/ui/panel'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { AskAgain } from '../account/ask-again.tsx'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { PatientSigns } from './patient-signs.tsx'

type View = Answers['plan']['read']
type Shown = NonNullable<View['plan']>

/** Who has signed exactly this version, who still has to, and the signature of whoever is here. */
export function PlanSignatures({ view, plan }: { readonly view: View; readonly plan: Shown }) {
  const newest = plan.versions[0]
  return (
    <Panel title={`Signatures on version ${newest.version}`} flush>
      <ul className="divide-y divide-line">
        {newest.signers.map((signer) => (
          <li key={signer} className="flex flex-col gap-2 px-4 py-3">
            <SignerLine view={view} plan={plan} signer={signer} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

interface SignerLineProps {
  readonly view: View
  readonly plan: Shown
  readonly signer: PlanSigner
}

function SignerLine({ view, plan, signer }: SignerLineProps) {
  const newest = plan.versions[0]
  const signature = newest.signatures.find((one) => one.signer === signer)
  if (signature === undefined) {
    return (
      <>
        <p className="flex flex-wrap items-baseline justify-between gap-2">
          <span className="font-strong">{signerWords[signer]}</span>
          <Badge look="draft">Not signed yet</Badge>
        </p>
        {plan.ended !== null ? null : signer === 'patient' ? (
          <PatientSigns view={view} plan={plan} />
        ) : (
          <StaffSigns view={view} plan={plan} signer={signer} />
        )}
      </>
    )
  }
  const { signedAt, method, mark } = signature
  return (
    <>
      <p className="flex flex-wrap items-baseline justify-between gap-2">
        <span className="font-strong">{signature.signerName}</span>
        <Badge look="accent">Signed</Badge>
      </p>
      <p className="text-muted">
        {signerWords[signer]}
        {signature.credential === '' ? '' : `, ${signature.credential}`}. {formatDate(dateInZone(signedAt, view.zone))}{' '}
        {timeInZone(signedAt, view.zone)}
        {signer === 'patient' ? `, with ${signature.recordedByName}` : ''}
      </p>
      {method === 'drawn' ? (
        <svg
          role="img"
          aria-label="Signature as drawn"
          viewBox="0 0 600 200"
          className="h-14 w-44 fill-none stroke-3 stroke-ink"
        >
          <path d={mark} />
        </svg>
      ) : null}
      {method === 'paper' ? <p className="text-muted">On paper: {mark}</p> : null}
      {method === 'typed' ? <p className="italic">{mark}</p> : null}
      <p className="text-muted">“{signature.meaning}”</p>
    </>
  )
}

/** The hash of what is on the screen travels with the signature, so that what was read is what is signed. */
function StaffSigns({
  view,
  plan,
  signer,
}: Omit<SignerLineProps, 'signer'> & { readonly signer: Exclude<PlanSigner, 'patient'> }) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [id] = useState(() => crypto.randomUUID())
  const [isAsking, setAsking] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const may = view.may.sign[signer]
  const sign = async () => {
    setAsking(false)
    const shownHash = plan.versions[0].contentHash
    const answer = await attempt(() => trpc.plan.sign.mutate({ id, planId: plan.planId, signer, shownHash }))
    setRefused(answer.ok ? null : answer.refusal.sentence)
    if (!answer.ok) return
    sayToast({ level: 'done', title: 'Plan signed' })
    router.refresh()
  }
  if (!may.allowed) return <p className="text-muted">{may.why}</p>
  return (
    <>
      {refused === null ? null : <Notice level="medium" title={refused} live />}
      <div>
        <Button variant="primary" onPress={() => setAsking(true)}>
          Sign as {signerWords[signer].toLowerCase()}
        </Button>
      </div>
      <AskAgain
        title="Sign the plan"
        action="Sign the plan"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onSteppedUp={() => void sign()}
      >
        <p className="mb-4 border-accent border-l-3 bg-soft px-3 py-2">“{signingMeanings[signer]}”</p>
      </AskAgain>
    </>
  )
}
