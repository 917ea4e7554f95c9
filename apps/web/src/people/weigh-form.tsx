'use client'
import { gramsOfReading, weightReadBack } from '@holdspace/protocols/weight'
import { Checkbox } from '@holdspace/ui/checkbox'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { NumberField } from '@holdspace/ui/number-field'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useReadBack } from '../session-room/forms/use-read-back.ts'
import { newEntryId } from '../session-room/new-entry-id.ts'
import { useTRPCClient } from '../trpc.tsx'
import { problemsOf } from './problems-of-refusal.ts'
import type { WhomToWeigh } from './whom-to-weigh.ts'

interface WeighFormProps extends WhomToWeigh {
  readonly onDone: () => void
}

type Unit = 'kg' | 'lb'

/** A weight from the scale: no unit by itself, both units read back, height until one is known (M02, RULINGS 5). */
export function WeighForm({ patientId, isHeightKnown, last, onDone }: WeighFormProps) {
  const [shown, setShown] = useState(Number.NaN)
  const [unit, setUnit] = useState<Unit | null>(null)
  const [heightUnit, setHeightUnit] = useState<'cm' | 'in'>('cm')
  const read = gramsOfReading(Number.isFinite(shown) ? Math.round(shown * 1000) : null, unit)
  const { isReadBack, setReadBack } = useReadBack(read.ok ? weightReadBack(read.value) : null)
  const { problems, send, isChanged } = useWeighing({
    patientId,
    shown,
    unit,
    heightUnit,
    isReadBack,
    isHeightKnown,
    onDone,
  })
  return (
    <Form onSubmit={send} problems={problems} aria-label="Weigh and measure">
      {last === null ? null : <p className="text-muted">Last weight here: {last}</p>}
      <NumberField
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
      {isChanged ? (
        <NumberField name="again" label="Second reading of the scale" unit={unit ?? ''} decimals={2} />
      ) : null}
      <div className="grid gap-5 sm:grid-cols-2">
        <NumberField name="height" label="Height" optional={isHeightKnown} unit={heightUnit} decimals={2} />
        <RadioGroup
          name="heightUnit"
          label="Unit of the height"
          inline
          value={heightUnit}
          onChange={(value) => setHeightUnit(value === 'in' ? 'in' : 'cm')}
          choices={[
            { value: 'cm', label: 'cm' },
            { value: 'in', label: 'inches' },
          ]}
        />
      </div>
      {read.ok ? (
        <Checkbox name="readBack" isSelected={isReadBack} onChange={setReadBack}>
          Read back: <strong className="font-strong">{weightReadBack(read.value)}</strong>
        </Checkbox>
      ) : null}
      <SubmitButton sendingWords="Being kept …">Record weight</SubmitButton>
    </Form>
  )
}

interface Weighing extends Pick<WeighFormProps, 'patientId' | 'isHeightKnown' | 'onDone'> {
  readonly shown: number
  readonly unit: Unit | null
  readonly heightUnit: 'cm' | 'in'
  readonly isReadBack: boolean
}

function useWeighing({ patientId, shown, unit, heightUnit, isReadBack, isHeightKnown, onDone }: Weighing) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [id] = useState(() => newEntryId(Date.now()))
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const [isChanged, setChanged] = useState(false)
  const send = async (data: FormData) => {
    const read = gramsOfReading(Number.isFinite(shown) ? Math.round(shown * 1000) : null, unit)
    const height = thousandths(data, 'height')
    const missing = [
      ...(read.ok ? [] : [{ field: unit === null ? 'unit' : 'weight', sentence: read.refusal.sentence }]),
      ...(height === null && !isHeightKnown ? [{ field: 'height', sentence: needsHeight }] : []),
      ...(read.ok && !isReadBack
        ? [{ sentence: 'Read the weight back in kilograms and pounds, and confirm it.' }]
        : []),
    ]
    setProblems(missing)
    if (missing.length > 0 || !read.ok || unit === null) return
    const again = thousandths(data, 'again')
    const reading = {
      thousandths: Math.round(shown * 1000),
      unit,
      readBack: weightReadBack(read.value),
      ...(again === null ? {} : { again }),
      ...(height === null ? {} : { height: { thousandths: height, unit: heightUnit } }),
    }
    const answer = await attempt(() => trpc.people.recordWeight.mutate({ id, patientId, measuredAt: null, reading }))
    if (answer.ok) {
      onDone()
      return router.refresh()
    }
    if (answer.refusal.code === 'WEIGHT_CHANGE') setChanged(true)
    setProblems(problemsOf(answer.refusal, ['weight', 'unit', 'height']))
  }
  return { problems, send, isChanged }
}

const needsHeight = 'No height is known here yet: measure it too, so that the two can be held against each other.'

function thousandths(data: FormData, name: string): number | null {
  const text = String(data.get(name) ?? '').trim()
  const value = Number(text)
  return text === '' || !Number.isFinite(value) || value <= 0 ? null : Math.round(value * 1000)
}
