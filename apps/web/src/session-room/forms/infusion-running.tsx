'use client'
import { mcg, microlitres } from '@holdspace/kit/amounts'
import { formatMg } from '@holdspace/kit/format-amount'
import { givenFromVolume } from '@holdspace/protocols/given'
import type { Infusion } from '@holdspace/record/state'
import { Button } from '@holdspace/ui/button'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { NumberField } from '@holdspace/ui/number-field'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import { useWhen, WhenField } from './time-field.tsx'
import { type FormDone, given, numberIn, textIn, useChartForm } from './use-chart-form.ts'

type Act = 'stop' | 'rate' | 'pause' | 'resume'

/** What can happen to a running infusion. How much was given comes from the pump's reading, not from the clock (RULINGS 6). */
export function InfusionRunning({ run, onDone }: FormDone & { readonly run: Infusion }) {
  const paused = run.segments.at(-1)?.pumpMicrolitresPerHour === 0
  const [act, setAct] = useState<Act | null>(null)
  if (act === 'stop') return <StopInfusion run={run} onDone={onDone} />
  if (act !== null) return <ChangeInfusion act={act} run={run} onDone={onDone} />
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted">
        An infusion of {formatMg(mcg.parse(run.start.totalMcg))} is {paused ? 'paused' : 'running'}.
      </p>
      <Button size="room" variant="primary" onPress={() => setAct('stop')}>
        It stopped
      </Button>
      <Button size="room" onPress={() => setAct(paused ? 'resume' : 'pause')}>
        {paused ? 'It runs again' : 'It is paused'}
      </Button>
      <Button size="room" onPress={() => setAct('rate')}>
        The rate was changed
      </Button>
    </div>
  )
}

const words: { readonly [A in Exclude<Act, 'stop'>]: string } = {
  rate: 'Record the new rate',
  pause: 'Record the pause',
  resume: 'Record that it runs',
}

function ChangeInfusion({
  act,
  run,
  onDone,
}: FormDone & { readonly act: Exclude<Act, 'stop'>; readonly run: Infusion }) {
  const { problems, record } = useChartForm(onDone)
  const when = useWhen()
  const submit = async (data: FormData) => {
    const pumpMicrolitresPerHour = Math.round((numberIn(data, 'pumpMlPerHour') ?? 0) * 1000)
    const reason = textIn(data, 'reason')
    if (act === 'pause') await record('infusion-paused', { reason }, when(data))
    if (act === 'resume') await record('infusion-resumed', { pumpMicrolitresPerHour }, when(data))
    if (act === 'rate') await record('infusion-rate-changed', { pumpMicrolitresPerHour, reason }, when(data))
  }
  return (
    <Form onSubmit={submit} problems={problems} aria-label={words[act]}>
      {act === 'pause' ? null : (
        <NumberField
          size="room"
          name="pumpMlPerHour"
          label="The pump is set to"
          unit="mL/h"
          decimals={2}
          defaultValue={run.start.pumpMicrolitresPerHour / 1000}
        />
      )}
      {act === 'resume' ? null : <TextField name="reason" label="Why" rows={2} />}
      <WhenField />
      <SubmitButton size="room">{words[act]}</SubmitButton>
    </Form>
  )
}

const whys = [
  { value: 'complete', label: 'complete' },
  { value: 'held', label: 'held' },
  { value: 'adverse-effect', label: 'adverse effect' },
  { value: 'patient-asked', label: 'patient asked' },
  { value: 'equipment', label: 'equipment' },
  { value: 'other', label: 'other' },
]

function StopInfusion({ run, onDone }: FormDone & { readonly run: Infusion }) {
  const { problems, setProblems, record } = useChartForm(onDone)
  const [readMl, setReadMl] = useState(Number.NaN)
  const when = useWhen()
  const volume = Number.isFinite(readMl) ? microlitres.parse(Math.max(0, Math.round(readMl * 1000))) : null
  const prepared = { drawnMcg: run.start.totalMcg, finalVolumeMicrolitres: run.start.finalVolumeMicrolitres }
  const worked = volume === null ? null : givenFromVolume(prepared, volume)
  const submit = async (data: FormData) => {
    if (worked === null || volume === null)
      return setProblems([{ field: 'volumeMl', sentence: 'Read the volume given from the pump.' }])
    const body = {
      why: textIn(data, 'why'),
      volumeGivenMicrolitres: volume,
      givenMcg: worked.givenMcg,
      note: textIn(data, 'note'),
    }
    await record('infusion-stopped', given(body), when(data))
  }
  return (
    <Form onSubmit={submit} problems={problems} aria-label="Infusion stopped">
      <RadioGroup name="why" label="Why it stopped" choices={whys} />
      <NumberField
        size="room"
        name="volumeMl"
        label="Volume given, as the pump reads"
        unit="mL"
        decimals={2}
        value={readMl}
        onChange={setReadMl}
      />
      {worked === null ? null : (
        <p>
          Given <strong className="font-bold">{formatMg(worked.givenMcg)}</strong> of{' '}
          {formatMg(mcg.parse(run.start.totalMcg))}, left {formatMg(worked.wasteMcg)}.
          {worked.deviation === null ? null : <span className="block text-medium">{worked.deviation.sentence}</span>}
        </p>
      )}
      <TextField name="note" label="Note" rows={2} optional />
      <WhenField />
      <SubmitButton size="room">Infusion stopped</SubmitButton>
    </Form>
  )
}
