'use client'
import { formatMg } from '@holdspace/kit/format-amount'
import { NumberField } from '@holdspace/ui/number-field'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { useRoom } from '../room-context.tsx'
import type { TypedOrder, useOrder } from './use-order.ts'

/** The dose as this protocol measures it out: by weight from a vial, or in whole tablets and devices. */
export function DoseFields({ order }: { readonly order: ReturnType<typeof useOrder> }) {
  const { typed, change } = order
  if (order.isInUnits) return <UnitFields typed={typed} change={change} />
  return (
    <>
      <NumberField
        size="room"
        name="mgPerKg"
        label="Dose"
        unit="mg/kg"
        decimals={3}
        value={typed.mgPerKg}
        onChange={(mgPerKg) => change({ mgPerKg })}
      />
      <Strengths
        name="concentration"
        label="Worked out for a vial of"
        value={typed.concentration}
        onChange={(concentration) => change({ concentration })}
      />
      <Strengths
        name="vialConcentration"
        label="The vial in your hand says"
        value={typed.vial}
        onChange={(vial) => change({ vial })}
      />
      {order.isInfusion ? <BagFields typed={typed} change={change} /> : null}
    </>
  )
}

/** Whole tablets or devices: what they cannot make is refused by name, with the nearest amounts they can (D33, D37). */
function UnitFields({ typed, change }: BagFieldsProps) {
  const { protocol } = useRoom()
  const { dose } = protocol.drug
  if (dose.kind !== 'fixed') return null
  const strengths = (dose.unitStrengths.value ?? []).map(formatMg).join(' and ')
  return (
    <NumberField
      size="room"
      name="mg"
      label="Dose"
      unit="mg"
      decimals={3}
      hint={`In whole ${dose.unit}s of ${strengths}`}
      value={typed.mg}
      onChange={(mg) => change({ mg })}
    />
  )
}

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
