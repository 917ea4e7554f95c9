'use client'
import { type AnswerValue, bothWeights } from '@holdspace/clinic/intake/answer-shapes'
import { NumberField } from '@holdspace/ui/number-field'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { asHeight, asWeight } from './given-answers.ts'

export interface BodyFieldProps {
  readonly name: string
  readonly label: string
  readonly value: unknown
  readonly onAnswer: (value: AnswerValue, when: 'now' | 'when-typing-rests') => void
}

/** The unit first, and none beforehand: a number without its unit is not asked for (M02). Both units are read back. */
export function WeightField({ name, label, value, onAnswer }: BodyFieldProps) {
  const t = useTranslations('answer')
  const given = asWeight(value)
  const [unit, setUnit] = useState(given?.unit ?? null)
  const both = given === null ? null : bothWeights(given)
  const choose = (next: string) => {
    const chosen = next === 'kg' ? 'kg' : 'lb'
    setUnit(chosen)
    // A number keeps its unit: choosing another takes the answer back rather than turning 154 lb into 154 kg.
    if (given !== null) onAnswer(null, 'now')
  }
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-3 font-strong">{label}</legend>
      <RadioGroup
        name={`${name}-unit`}
        label={t('unit')}
        inline
        size="room"
        choices={(['lb', 'kg'] as const).map((id) => ({ value: id, label: t(id) }))}
        value={unit}
        onChange={choose}
      />
      {unit === null ? (
        <p className="text-muted">{t('chooseUnit')}</p>
      ) : (
        <NumberField
          key={unit}
          name={name}
          label={t('amount')}
          unit={unit}
          decimals={1}
          size="room"
          minValue={0}
          value={given?.unit === unit ? given.amount : Number.NaN}
          onChange={(amount) => onAnswer(Number.isNaN(amount) ? null : { unit, amount }, 'now')}
        />
      )}
      {both === null ? null : (
        <p role="status" className="font-strong tabular-nums">
          {t('bothUnits', { kg: both.kg.toFixed(1), lb: String(both.lb) })}
        </p>
      )}
    </fieldset>
  )
}

export function HeightField({ name, label, value, onAnswer }: BodyFieldProps) {
  const t = useTranslations('answer')
  const given = asHeight(value)
  const [unit, setUnit] = useState(given?.unit ?? null)
  const [feet, setFeet] = useState(given?.unit === 'ft-in' ? given.ft : Number.NaN)
  const [inches, setInches] = useState(given?.unit === 'ft-in' ? given.inches : Number.NaN)
  const choose = (next: string) => {
    setUnit(next === 'cm' ? 'cm' : 'ft-in')
    setFeet(Number.NaN)
    setInches(Number.NaN)
    if (given !== null) onAnswer(null, 'now')
  }
  const measure = (ft: number, over: number) => {
    setFeet(ft)
    setInches(over)
    onAnswer(Number.isNaN(ft) || Number.isNaN(over) ? null : { unit: 'ft-in', ft, inches: over }, 'now')
  }
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-3 font-strong">{label}</legend>
      <RadioGroup
        name={`${name}-unit`}
        label={t('unit')}
        inline
        size="room"
        choices={(['ft-in', 'cm'] as const).map((id) => ({ value: id, label: t(id) }))}
        value={unit}
        onChange={choose}
      />
      {unit === null ? <p className="text-muted">{t('chooseUnit')}</p> : null}
      {unit === 'cm' ? (
        <NumberField
          name={name}
          label={t('centimetres')}
          unit="cm"
          size="room"
          minValue={0}
          value={given?.unit === 'cm' ? given.cm : Number.NaN}
          onChange={(cm) => onAnswer(Number.isNaN(cm) ? null : { unit: 'cm', cm }, 'now')}
        />
      ) : null}
      {unit === 'ft-in' ? (
        <div className="flex gap-3">
          <NumberField
            name={name}
            label={t('feet')}
            unit="ft"
            size="room"
            minValue={0}
            value={feet}
            onChange={(ft) => measure(ft, inches)}
            className="flex-1"
          />
          <NumberField
            name={`${name}-inches`}
            label={t('inches')}
            unit="in"
            decimals={1}
            size="room"
            minValue={0}
            value={inches}
            onChange={(over) => measure(feet, over)}
            className="flex-1"
          />
        </div>
      ) : null}
    </fieldset>
  )
}
