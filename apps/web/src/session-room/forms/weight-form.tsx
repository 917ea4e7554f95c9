'use client'
import { grams } from '@holdspace/kit/amounts'
import { gramsOfReading, weightReadBack } from '@holdspace/protocols/weight'
import { Checkbox } from '@holdspace/ui/checkbox'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { NumberField } from '@holdspace/ui/number-field'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { useState } from 'react'
import { useRoom } from '../room-context.tsx'
import { useWhen, WhenField } from './time-field.tsx'
import { type FormDone, given, numberIn, useChartForm } from './use-chart-form.ts'
import { useReadBack } from './use-read-back.ts'

const needsHeight = 'No height is known here yet: measure it too, so that the two can be held against each other.'

/** A weight from the scale: no unit by itself, both units read back, height until one is known (M02, RULINGS 5). */
export function WeightForm({ onDone }: FormDone) {
  const { room, state } = useRoom()
  const { problems, setProblems, record } = useChartForm(onDone)
  const [shown, setShown] = useState<number>(Number.NaN)
  const [unit, setUnit] = useState<'kg' | 'lb' | null>(null)
  const when = useWhen()
  const isHeightKnown = [...room.earlierWeights, ...state.weights].some((one) => one.heightMm !== undefined)
  const read = gramsOfReading(Number.isFinite(shown) ? Math.round(shown * 1000) : null, unit)
  const { isReadBack, setReadBack } = useReadBack(read.ok ? weightReadBack(read.value) : null)
  const previous = state.weights.at(-1)?.weightGrams ?? room.earlierWeights.at(-1)?.grams
  const problemIn = (heightCm: number | undefined) => {
    if (!read.ok) return { field: unit === null ? 'unit' : 'weight', sentence: read.refusal.sentence }
    if (!isHeightKnown && heightCm === undefined) return { field: 'heightCm', sentence: needsHeight }
    return isReadBack ? null : { sentence: 'Read the weight back in kilograms and pounds, and confirm it.' }
  }
  const submit = async (data: FormData) => {
    const heightCm = numberIn(data, 'heightCm')
    const problem = problemIn(heightCm)
    if (problem !== null || !read.ok) return setProblems(problem === null ? [] : [problem])
    const heightMm = heightCm === undefined ? undefined : Math.round(heightCm * 10)
    const weighed = { weightGrams: read.value, enteredValue: String(shown), enteredUnit: unit, heightMm }
    await record('weight-measured', given({ ...weighed, readBack: weightReadBack(read.value) }), when(data))
  }
  return (
    <Form onSubmit={submit} problems={problems} aria-label="Weight">
      <NumberField
        size="room"
        name="weight"
        label="Reading of the scale"
        unit={unit ?? 'choose a unit'}
        decimals={2}
        value={shown}
        onChange={setShown}
        autoFocus
      />
      <RadioGroup
        name="unit"
        label="Unit of the scale"
        inline
        value={unit}
        onChange={(value) => setUnit(value === 'lb' ? 'lb' : 'kg')}
        choices={[
          { value: 'kg', label: 'kilograms' },
          { value: 'lb', label: 'pounds' },
        ]}
      />
      {isHeightKnown ? null : <NumberField name="heightCm" label="Height" unit="cm" decimals={1} />}
      {previous === undefined ? null : (
        <p className="text-muted">Last weight here: {weightReadBack(grams.parse(previous))}</p>
      )}
      <WhenField />
      {read.ok ? (
        <Checkbox name="readBack" isSelected={isReadBack} onChange={setReadBack}>
          Read back: <strong className="font-strong">{weightReadBack(read.value)}</strong>
        </Checkbox>
      ) : null}
      <SubmitButton size="room">Record weight</SubmitButton>
    </Form>
  )
}
