'use client'
import { NumberField } from '@holdspace/ui/number-field'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { useRoom } from '../room-context.tsx'
import type { TypedOrder } from './use-order.ts'

export interface StrengthsProps {
  readonly name: string
  readonly label: string
  readonly value: string | null
  readonly onChange: (value: string) => void
}

/** Vials differ tenfold; nothing is chosen beforehand, and the two answers must agree (M01). */
export function Strengths({ name, label, value, onChange }: StrengthsProps) {
  const { protocol } = useRoom()
  const strengths = protocol.drug.allowedConcentrations ?? [10, 50, 100]
  return (
    <RadioGroup
      name={name}
      label={label}
      inline
      size="room"
      value={value}
      onChange={onChange}
      choices={strengths.map((one) => ({ value: String(one), label: `${one} mg/mL` }))}
    />
  )
}

export interface BagFieldsProps {
  readonly typed: TypedOrder
  readonly change: (part: Partial<TypedOrder>) => void
}

/** How long and in what: "made up to" and "added to" give different rates, so which one is always asked (PROTOCOLS 9.1). */
export function BagFields({ typed, change }: BagFieldsProps) {
  return (
    <div className="grid grid-cols-2 gap-3">
      <NumberField
        name="overMinutes"
        label="Over"
        unit="min"
        value={typed.overMinutes}
        onChange={(overMinutes) => change({ overMinutes })}
      />
      <NumberField
        name="finalMl"
        label={typed.basis === 'made-up-to' ? 'Made up to' : 'Added to'}
        unit="mL"
        decimals={2}
        value={typed.finalMl}
        onChange={(finalMl) => change({ finalMl })}
      />
      <RadioGroup
        className="col-span-2"
        name="basis"
        label="The bag"
        inline
        value={typed.basis}
        onChange={(value) => change({ basis: value === 'added-to' ? 'added-to' : 'made-up-to' })}
        choices={[
          { value: 'made-up-to', label: 'made up to this volume' },
          { value: 'added-to', label: 'drug added to it' },
        ]}
      />
    </div>
  )
}
