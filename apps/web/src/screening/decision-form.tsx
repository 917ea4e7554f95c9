'use client'
import { Button } from '@holdspace/ui/button'
import { Checkbox } from '@holdspace/ui/checkbox'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Notice } from '@holdspace/ui/notice'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { problemsOf } from './problems-of.ts'
import { type Finding, outcomeWords, trackWords, truthWords } from './words.ts'

const known = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
  { value: 'unknown', label: 'Not known' },
]

interface DecisionFormProps {
  readonly patientId: string
  readonly findings: readonly Finding[]
  readonly reasons: readonly Reason[]
}

interface Reason {
  readonly track: 'infusion' | 'kap'
  readonly direction: 'for' | 'against'
  readonly says: string
  readonly because: string
  readonly source: string
}

/** The prescriber's decision: one track, an outcome, a reason, and every caution read by name. */
export function DecisionForm({ patientId, findings, reasons }: DecisionFormProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant="primary" onPress={() => setOpen(true)}>
        Decide eligibility …
      </Button>
      <Dialog title="Decide eligibility" isOpen={isOpen} onClose={() => setOpen(false)} wide>
        {isOpen ? (
          <Fields patientId={patientId} findings={findings} reasons={reasons} onDone={() => setOpen(false)} />
        ) : null}
      </Dialog>
    </>
  )
}

function Fields({ patientId, findings, reasons, onDone }: DecisionFormProps & { readonly onDone: () => void }) {
  const [track, setTrack] = useState<'kap' | 'infusion'>('kap')
  const { problems, send } = useDeciding(patientId, track, onDone)
  const cautions = findings.filter((one) => one.weight === 'caution' && one.truth !== 'no')
  const stops = findings.filter((one) => one.weight === 'absolute' && one.truth !== 'no')
  return (
    <Form onSubmit={send} problems={problems} aria-label="Decide eligibility">
      <RadioGroup
        name="track"
        label="For"
        inline
        value={track}
        onChange={(value) => setTrack(value === 'infusion' ? 'infusion' : 'kap')}
        choices={(['kap', 'infusion'] as const).map((value) => ({ value, label: trackWords[value] }))}
      />
      <Reasons reasons={reasons.filter((one) => one.track === track)} />
      {stops.length === 0 ? null : (
        <Notice level="high" title={`${stops.length} hard stop${stops.length === 1 ? '' : 's'} not cleared`}>
          {stops.map((one) => `${one.title} (${truthWords[one.truth].toLowerCase()})`).join('; ')}. What is unknown is
          settled first; what stands takes a second signature.
        </Notice>
      )}
      <RadioGroup name="capacity" label="The person can understand and decide for themselves" inline choices={known} />
      <RadioGroup name="willing" label="Willing to do therapy" inline choices={known} />
      <RadioGroup name="supported" label="Supported by friends or family" inline choices={known} />
      {cautions.length === 0 ? null : (
        <fieldset className="flex flex-col">
          <legend className="font-strong">I have read each caution</legend>
          <div className="mt-1 grid gap-x-6 sm:grid-cols-2">
            {cautions.map((one) => (
              <Checkbox key={one.rule} name="acknowledged" value={one.rule} note={truthWords[one.truth]}>
                {one.title}
              </Checkbox>
            ))}
          </div>
        </fieldset>
      )}
      <RadioGroup
        name="outcome"
        label="Decision"
        choices={(['eligible', 'more-information', 'not-eligible'] as const).map((value) => ({
          value,
          label: outcomeWords[value],
        }))}
      />
      <TextField name="reason" label="Reason" hint="What speaks for it, what against, and why so." rows={4} />
      <div className="flex gap-3">
        <Button onPress={onDone}>Not yet</Button>
        <SubmitButton sendingWords="Recording …">Record my decision</SubmitButton>
      </div>
    </Form>
  )
}

function Reasons({ reasons }: { readonly reasons: readonly Reason[] }) {
  if (reasons.length === 0) {
    return <p className="text-muted">Nothing recorded speaks for or against this treatment in particular.</p>
  }
  return (
    <div className="grid gap-4 rounded-card bg-sunken p-4 sm:grid-cols-2">
      {(['for', 'against'] as const).map((direction) => (
        <div key={direction}>
          <p className="font-strong">{direction === 'for' ? 'Reasons for' : 'Reasons against'}</p>
          <ul className="mt-1 flex flex-col gap-1.5">
            {reasons
              .filter((one) => one.direction === direction)
              .map((one) => (
                <li key={one.says}>
                  {one.says}. <span className="text-muted">{one.because}</span>
                  <span className="block text-caption text-muted">{one.source}</span>
                </li>
              ))}
            {reasons.some((one) => one.direction === direction) ? null : <li className="text-muted">None recorded.</li>}
          </ul>
        </div>
      ))}
    </div>
  )
}

function useDeciding(patientId: string, track: 'kap' | 'infusion', onDone: () => void) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [decisionId] = useState(() => crypto.randomUUID())
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const truth = (name: string): 'yes' | 'no' | 'unknown' => {
      const given = data.get(name)
      return given === 'yes' ? 'yes' : given === 'no' ? 'no' : 'unknown'
    }
    const outcome = (['eligible', 'not-eligible', 'more-information'] as const).find(
      (one) => one === data.get('outcome'),
    )
    if (outcome === undefined) return setProblems([{ field: 'outcome', sentence: 'Choose a decision.' }])
    const input = {
      decisionId,
      patientId,
      track,
      outcome,
      reason: String(data.get('reason') ?? ''),
      capacity: truth('capacity'),
      willing: truth('willing'),
      supported: truth('supported'),
      acknowledged: data.getAll('acknowledged').map(String),
    }
    const answer = await attempt(() => trpc.screening.decide.mutate(input))
    if (!answer.ok) return setProblems(problemsOf(answer.refusal))
    onDone()
    const owed = answer.value.awaits.length
    const detail = owed === 0 ? outcomeWords[outcome] : 'A second signature is owed before it counts.'
    sayToast({ level: owed === 0 ? 'done' : 'medium', title: 'Decision recorded', detail })
    router.refresh()
  }
  return { problems, send }
}
