'use client'
import { cutOffInstruments, outsideSources } from '@holdspace/instruments/cut-offs'
import { dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import { AlertMark } from '@holdspace/ui/alert-mark'
import { Button } from '@holdspace/ui/button'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { NumberField } from '@holdspace/ui/number-field'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { AskAgain } from '../account/ask-again.tsx'
import { attempt } from '../refusal-of.ts'
import { problemsOf } from '../screening/problems-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import type { CatalogueLine } from './enter-instrument.tsx'

interface CutOffOfProps {
  readonly line: CatalogueLine
  readonly cutOff: NonNullable<CatalogueLine['cutOff']>
  readonly mayChoose: boolean
  readonly zone: string
}

/** The cut-off of a questionnaire that leaves it to the practice: what counts, who chose it, and every choice before. */
export function CutOffOf({ line, cutOff, mayChoose, zone }: CutOffOfProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <section aria-label={`Cut-off of ${line.title}`} className="mt-3 flex flex-col gap-2 border-line border-t pt-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <p>
          Positive at <strong className="text-lead tabular-nums">{cutOff.value}</strong> or more.{' '}
          <span className="text-muted">{cutOff.source}</span>
        </p>
        {mayChoose && !isOpen ? (
          <Button size="compact" onPress={() => setOpen(true)}>
            Choose the cut-off …
          </Button>
        ) : null}
      </div>
      <p className="text-caption text-muted">{cutOff.named}</p>
      {cutOff.chosen.length === 0 ? null : (
        <ol className="flex flex-col text-caption text-muted">
          {cutOff.chosen.toReversed().map((one) => (
            <li key={one.version}>
              Version {one.version}: {one.value}, {formatDate(dateInZone(one.at, zone))}, {one.approvedBy}: {one.policy}
            </li>
          ))}
        </ol>
      )}
      {isOpen ? <ChooseCutOff line={line} onDone={() => setOpen(false)} /> : null}
    </section>
  )
}

function ChooseCutOff({ line, onDone }: { readonly line: CatalogueLine; readonly onDone: () => void }) {
  const { typed, setTyped, problems, isAsking, setAsking, submit, choose } = useChoosing(line, onDone)
  const instrumentId = cutOffInstruments.find((one) => one === line.id)
  const caution = instrumentId === undefined || typed === null ? null : outsideSources(instrumentId, typed)
  return (
    <>
      <Form onSubmit={submit} problems={problems} aria-label={`Cut-off of ${line.title}`}>
        <NumberField
          name="value"
          label="Positive at or above"
          unit="points"
          decimals={0}
          minValue={1}
          onChange={(value) => setTyped(Number.isNaN(value) ? null : value)}
        />
        {caution === null ? null : (
          <AlertMark level="medium" look="plain">
            {caution}
          </AlertMark>
        )}
        <TextField name="policy" label="Source" hint="The clinic’s own policy, with its date or number, or why." />
        <div className="flex flex-wrap gap-2">
          <SubmitButton>Approve the cut-off</SubmitButton>
          <Button onPress={onDone}>Cancel</Button>
        </div>
        <p className="text-muted">Totals from now on are read by it. What was read before keeps its rule.</p>
      </Form>
      <AskAgain
        title="Approve the cut-off"
        action="Approve"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onSteppedUp={() => void choose()}
      >
        <p className="mb-4 border-accent border-l-3 bg-soft px-3 py-2">
          {line.title} positive at {typed} or more, for this practice.
        </p>
      </AskAgain>
    </>
  )
}

function useChoosing(line: CatalogueLine, onDone: () => void) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [typed, setTyped] = useState<number | null>(null)
  const [policy, setPolicy] = useState('')
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const [isAsking, setAsking] = useState(false)
  const submit = (data: FormData) => {
    const said = String(data.get('policy') ?? '').trim()
    const missing = [
      ...(typed === null ? [{ field: 'value', sentence: 'Enter the cut-off.' }] : []),
      ...(said.length < 3 ? [{ field: 'policy', sentence: 'Name the policy it stands in.' }] : []),
    ]
    setProblems(missing)
    setPolicy(said)
    if (missing.length === 0) setAsking(true)
  }
  const choose = async () => {
    setAsking(false)
    const instrumentId = cutOffInstruments.find((one) => one === line.id)
    if (instrumentId === undefined || typed === null) return
    const input = { id: crypto.randomUUID(), instrumentId, value: typed, policy }
    const answer = await attempt(() => trpc.instrument.chooseCutOff.mutate(input))
    if (!answer.ok) return setProblems(problemsOf(answer.refusal))
    sayToast({ level: 'done', title: 'Cut-off approved', detail: `${line.title}: ${typed} or more` })
    onDone()
    router.refresh()
  }
  return { typed, setTyped, problems, isAsking, setAsking, submit, choose }
}
