'use client'
import { formatMg } from '@holdspace/kit/format-amount'
import { NumberField } from '@holdspace/ui/number-field'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { memo } from 'react'
import { useRoom } from '../room-context.tsx'
import type { TypedOrder, useOrder } from './use-order.ts'

type Change = (part: Partial<TypedOrder>) => void

/**
 * The dose as this protocol measures it out: by weight from a vial, or in whole tablets and devices. What is answered
 * draws its own field anew and no other.
 */
export function DoseFields({ order }: { readonly order: ReturnType<typeof useOrder> }) {
  const { typed, change } = order
  if (order.isInUnits) return <UnitFields mg={typed.mg} change={change} />
  return (
    <>
      <DosePerWeight mgPerKg={typed.mgPerKg} change={change} />
      <Strengths is="concentration" label="Worked out for a vial of" value={typed.concentration} change={change} />
      <Strengths is="vial" label="The vial in your hand says" value={typed.vial} change={change} />
      {order.isInfusion ? (
        <BagFields overMinutes={typed.overMinutes} finalMl={typed.finalMl} basis={typed.basis} change={change} />
      ) : null}
    </>
  )
}

type Asked<Part extends keyof TypedOrder> = Pick<TypedOrder, Part> & { readonly change: Change }

const DosePerWeight = memo(function DosePerWeight({ mgPerKg, change }: Asked<'mgPerKg'>) {
  return (
    <NumberField
      size="room"
      name="mgPerKg"
      label="Dose"
      unit="mg/kg"
      decimals={3}
      value={mgPerKg}
      onChange={(typed) => change({ mgPerKg: typed })}
    />
  )
})

/** Whole tablets or devices: what they cannot make is refused by name, with the nearest amounts they can (D33, D37). */
const UnitFields = memo(function UnitFields({ mg, change }: Asked<'mg'>) {
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
      value={mg}
      onChange={(typed) => change({ mg: typed })}
    />
  )
})

interface StrengthsProps {
  readonly is: 'concentration' | 'vial'
  readonly label: string
  readonly value: string | null
  readonly change: Change
}

const strengthNames = { concentration: 'concentration', vial: 'vialConcentration' } as const

/** Vials differ tenfold; nothing is chosen beforehand, and the two answers must agree (M01). */
const Strengths = memo(function Strengths({ is, label, value, change }: StrengthsProps) {
  const { protocol } = useRoom()
  const strengths = protocol.drug.allowedConcentrations ?? [10, 50, 100]
  return (
    <RadioGroup
      name={strengthNames[is]}
      label={label}
      inline
      size="room"
      value={value}
      onChange={(chosen) => change({ [is]: chosen })}
      choices={strengths.map((one) => ({ value: String(one), label: `${one} mg/mL` }))}
    />
  )
})

/** How long and in what: "made up to" and "added to" give different rates, so which one is always asked (PROTOCOLS 9.1). */
const BagFields = memo(function BagFields({
  overMinutes,
  finalMl,
  basis,
  change,
}: Asked<'overMinutes' | 'finalMl' | 'basis'>) {
  return (
    <div className="grid grid-cols-2 gap-3">
      <NumberField
        name="overMinutes"
        label="Over"
        unit="min"
        value={overMinutes}
        onChange={(typed) => change({ overMinutes: typed })}
      />
      <NumberField
        name="finalMl"
        label={basis === 'made-up-to' ? 'Made up to' : 'Added to'}
        unit="mL"
        decimals={2}
        value={finalMl}
        onChange={(typed) => change({ finalMl: typed })}
      />
      <RadioGroup
        className="col-span-2"
        name="basis"
        label="The bag"
        inline
        value={basis}
        onChange={(chosen) => change({ basis: chosen === 'added-to' ? 'added-to' : 'made-up-to' })}
        choices={[
          { value: 'made-up-to', label: 'made up to this volume' },
          { value: 'added-to', label: 'drug added to it' },
        ]}
      />
    </div>
  )
})
