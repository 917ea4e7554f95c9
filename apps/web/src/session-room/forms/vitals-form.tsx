'use client'
import { vitalItems } from '@holdspace/record/vitals'
import { Button } from '@holdspace/ui/button'
import { Checkbox } from '@holdspace/ui/checkbox'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { NumberField } from '@holdspace/ui/number-field'
import { Select } from '@holdspace/ui/select'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import { useWhen, WhenField } from './time-field.tsx'
import { type FormDone, given, numberIn, textIn, useChartForm } from './use-chart-form.ts'

const moaas = [
  { value: '5', label: '5 · Responds readily to name' },
  { value: '4', label: '4 · Lethargic response to name' },
  { value: '3', label: '3 · Responds only to loud or repeated name' },
  { value: '2', label: '2 · Responds only to mild prodding or shaking' },
  { value: '1', label: '1 · Responds only to a painful stimulus' },
  { value: '0', label: '0 · No response' },
]

/** A set of vitals: five numbers, Enter, done (A10). Sedation and dissociation when they were looked at. */
export function VitalsForm({ onDone }: FormDone) {
  const { problems, record } = useChartForm(onDone)
  const [notObtained, setNotObtained] = useState(false)
  const when = useWhen()
  if (notObtained) return <NotObtainedForm onDone={onDone} />
  const submit = async (data: FormData) => {
    const temperature = numberIn(data, 'temperatureDeciCelsius')
    await record(
      'vitals-taken',
      given({
        systolicMmHg: numberIn(data, 'systolicMmHg'),
        diastolicMmHg: numberIn(data, 'diastolicMmHg'),
        heartRateBpm: numberIn(data, 'heartRateBpm'),
        spo2Percent: numberIn(data, 'spo2Percent'),
        respiratoryRatePerMin: numberIn(data, 'respiratoryRatePerMin'),
        temperatureDeciCelsius: temperature === undefined ? undefined : Math.round(temperature * 10),
        sedationMoaas: numberIn(data, 'sedationMoaas'),
        dissociation: numberIn(data, 'dissociation'),
        source: 'typed',
      }),
      when(data),
    )
  }
  return (
    <Form onSubmit={submit} problems={problems} aria-label="Vitals">
      <div className="grid grid-cols-2 items-end gap-3">
        <NumberField size="room" name="systolicMmHg" label="Systolic" unit="mmHg" autoFocus />
        <NumberField size="room" name="diastolicMmHg" label="Diastolic" unit="mmHg" />
        <NumberField size="room" name="heartRateBpm" label="Pulse" unit="/min" />
        <NumberField size="room" name="spo2Percent" label="SpO2" unit="%" />
        <NumberField size="room" name="respiratoryRatePerMin" label="Breaths" unit="/min" />
        <NumberField size="room" name="temperatureDeciCelsius" label="Temperature" unit="°C" decimals={1} optional />
      </div>
      <Select name="sedationMoaas" label="Sedation (MOAA/S)" choices={moaas} optional placeholder="Not looked at" />
      <NumberField name="dissociation" label="Dissociation, 0 none to 10 deepest" unit="of 10" optional />
      <WhenField />
      <div className="flex flex-wrap gap-2">
        <SubmitButton size="room">Record vitals</SubmitButton>
        <Button size="room" variant="quiet" onPress={() => setNotObtained(true)}>
          Could not be taken
        </Button>
      </div>
    </Form>
  )
}

const itemWords: { readonly [Item in (typeof vitalItems)[number]]: string } = {
  bp: 'Blood pressure',
  hr: 'Pulse',
  spo2: 'SpO2',
  rr: 'Breaths',
  temp: 'Temperature',
  sedation: 'Sedation',
  dissociation: 'Dissociation',
}

/** "Not obtained" with a reason is an answer to a due vital (RULINGS 5). */
export function NotObtainedForm({ onDone }: FormDone) {
  const { problems, record } = useChartForm(onDone)
  const when = useWhen()
  const submit = async (data: FormData) => {
    await record('vitals-not-obtained', { items: data.getAll('items'), reason: textIn(data, 'reason') }, when(data))
  }
  return (
    <Form onSubmit={submit} problems={problems} aria-label="Vitals not obtained">
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 font-strong">What could not be taken?</legend>
        {vitalItems.map((item) => (
          <Checkbox key={item} name="items" value={item}>
            {itemWords[item]}
          </Checkbox>
        ))}
      </fieldset>
      <TextField name="reason" label="Why" rows={2} />
      <WhenField />
      <SubmitButton size="room">Record that it was not obtained</SubmitButton>
    </Form>
  )
}
