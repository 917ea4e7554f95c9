'use client'
import type { Answers as GivenAnswers } from '@holdspace/instruments/answers'
import { askedOfForm } from '@holdspace/instruments/asked-form'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Notice } from '@holdspace/ui/notice'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { Select } from '@holdspace/ui/select'
import { Skeleton } from '@holdspace/ui/states'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { attempt, refusalOf } from '../refusal-of.ts'
import { problemsOf } from '../screening/problems-of.ts'
import { useTRPC, useTRPCClient } from '../trpc.tsx'

export type CatalogueLine = Answers['instrument']['catalogue']['lines'][number]

interface EnterInstrumentProps {
  readonly patientId: string
  readonly today: CalendarDate
  readonly catalogue: readonly CatalogueLine[]
}

/** Staff enter a questionnaire from paper or in conversation; where no wording may be kept, its total alone. */
export function EnterInstrument({ patientId, today, catalogue }: EnterInstrumentProps) {
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState<CatalogueLine['id'] | null>(null)
  const line = catalogue.find((one) => one.id === chosen) ?? null
  const close = () => {
    setOpen(false)
    setChosen(null)
  }
  return (
    <>
      <Button onPress={() => setOpen(true)}>Enter a questionnaire …</Button>
      <Dialog title="Enter a questionnaire" isOpen={isOpen} onClose={close} wide>
        <div className="flex flex-col gap-5">
          <Select
            name="instrument"
            label="Which"
            value={chosen}
            onChange={(id) => setChosen(catalogue.find((one) => one.id === id)?.id ?? null)}
            choices={catalogue.map((one) => ({
              value: one.id,
              label: one.title,
              note: one.delivery === 'score-entry' ? `${one.about}. Total only.` : one.about,
              ...(one.delivery === 'content-pack' && !one.isOn
                ? { unavailable: 'Its wording is not switched on.' }
                : {}),
            }))}
          />
          {line === null ? null : line.delivery === 'score-entry' ? (
            <TotalForm key={line.id} patientId={patientId} line={line} today={today} onDone={close} />
          ) : (
            <AnswerForm key={line.id} patientId={patientId} line={line} onDone={close} />
          )}
        </div>
      </Dialog>
    </>
  )
}

interface EntryProps {
  readonly patientId: string
  readonly line: CatalogueLine
  readonly onDone: () => void
}

function AnswerForm({ patientId, line, onDone }: EntryProps) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const router = useRouter()
  const [responseId] = useState(() => crypto.randomUUID())
  const [answers, setAnswers] = useState<GivenAnswers>({})
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const asked = useQuery(trpc.instrument.form.queryOptions({ instrumentId: line.id, language: 'en' }))
  if (asked.isPending) return <Skeleton label="Fetching the questions" rows={6} />
  if (asked.isError) return <Notice level="medium" title={refusalOf(asked.error).sentence} />
  const form = asked.data
  const send = async (data: FormData) => {
    const mode = data.get('mode') === 'interview' ? ('interview' as const) : ('paper' as const)
    const answer = await attempt(() =>
      client.instrument.enter.mutate({
        responseId,
        patientId,
        instrumentId: line.id,
        language: 'en',
        mode,
        answeredBy: mode === 'interview' ? 'clinician' : 'patient',
        answers,
      }),
    )
    if (!answer.ok) return setProblems(problemsOf(answer.refusal))
    onDone()
    sayScore(line.title, answer.value)
    router.refresh()
  }
  return (
    <Form onSubmit={send} problems={problems} aria-label={`Enter ${line.title}`}>
      <RadioGroup
        name="mode"
        label="Taken"
        inline
        defaultValue="paper"
        choices={[
          { value: 'paper', label: 'From paper' },
          { value: 'interview', label: 'In conversation' },
        ]}
      />
      {form.stem === '' ? null : <p className="text-muted">{form.stem}</p>}
      {askedOfForm(form, answers).map((item) => (
        <RadioGroup
          key={item.id}
          name={`item-${item.id}`}
          label={item.text}
          {...(item.ends === null
            ? {}
            : { hint: `0 = ${item.ends.low}. ${item.choices.length - 1} = ${item.ends.high}.` })}
          inline
          choices={item.choices.map((choice) => ({ value: String(choice.value), label: choice.label }))}
          value={answers[item.id] === undefined ? null : String(answers[item.id])}
          onChange={(value) => setAnswers((before) => ({ ...before, [item.id]: Number(value) }))}
        />
      ))}
      {form.notice === null ? null : <p className="text-caption text-muted">{form.notice}</p>}
      <SubmitButton sendingWords="Recording …">Record the answers</SubmitButton>
    </Form>
  )
}

function TotalForm({ patientId, line, today, onDone }: EntryProps & { readonly today: CalendarDate }) {
  const client = useTRPCClient()
  const router = useRouter()
  const [responseId] = useState(() => crypto.randomUUID())
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const total = Number(String(data.get('total') ?? '').trim() || Number.NaN)
    if (Number.isNaN(total)) return setProblems([{ field: 'total', sentence: 'Enter the total as a number.' }])
    const answer = await attempt(() =>
      client.instrument.enterTotal.mutate({
        responseId,
        patientId,
        instrumentId: line.id,
        total,
        ratedBy: String(data.get('ratedBy') ?? ''),
      }),
    )
    if (!answer.ok) return setProblems(problemsOf(answer.refusal))
    onDone()
    sayScore(line.title, answer.value)
    router.refresh()
  }
  const range = line.range === null ? '' : `${line.range.min} to ${line.range.max}`
  return (
    <Form onSubmit={send} problems={problems} aria-label={`Enter ${line.title}`}>
      <p className="text-muted">
        {line.licence.says} The total, its rater and the day ({today}) are kept; no question is.
      </p>
      <TextField name="total" label="Total" hint={range} inputMode="decimal" className="max-w-40" />
      <TextField name="ratedBy" label="Rated by" className="max-w-80" />
      <SubmitButton sendingWords="Recording …">Record the total</SubmitButton>
    </Form>
  )
}

function sayScore(title: string, { score, raised }: Answers['instrument']['enter']) {
  const total =
    score.status === 'incomplete' ? 'Incomplete: no total.' : `${score.total ?? 'No total'} ${score.band?.label ?? ''}`
  const detail = raised === 0 ? total : `${total} — ${raised} task${raised === 1 ? '' : 's'} opened.`
  sayToast({ level: raised === 0 ? 'done' : 'high', title: `${title} recorded`, detail })
}
