'use client'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { NumberField } from '@holdspace/ui/number-field'
import { Panel } from '@holdspace/ui/panel'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { Select } from '@holdspace/ui/select'
import { EmptyState } from '@holdspace/ui/states'
import { DoseWorkingView } from '../session-room/forms/dose-working.tsx'
import { keyOf, type Typed, useCalculation } from './use-calculation.ts'

export interface DoseCalculatorProps {
  readonly protocols: readonly ProtocolVersion[]
  readonly today: CalendarDate
}

/** What an order would come to, and every step of how; what is nonsense is refused by its name. */
export function DoseCalculator({ protocols, today }: DoseCalculatorProps) {
  const { typed, change, choose, protocol, worked } = useCalculation(protocols, today)
  if (protocol === undefined) return null
  const { drug } = protocol
  const byWeight = drug.dose.kind === 'weight'
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
      <Panel title="What is ordered">
        <form aria-label="Dose" className="flex flex-col gap-5" onSubmit={(event) => event.preventDefault()}>
          <Select
            name="protocol"
            label="Approved protocol"
            value={typed.protocolKey}
            onChange={choose}
            choices={protocols.map((one) => ({
              value: keyOf(one),
              label: one.title,
              note: `${one.drug.route} · version ${one.version}`,
            }))}
          />
          <NumberField
            name="dose"
            label="Dose"
            unit={byWeight ? 'mg/kg' : 'mg'}
            decimals={3}
            value={typed.dose}
            onChange={(dose) => change({ dose })}
          />
          {byWeight ? <WeightFields typed={typed} change={change} /> : null}
          {drug.allowedConcentrations === undefined ? null : (
            <StrengthFields strengths={drug.allowedConcentrations} typed={typed} change={change} />
          )}
          {drug.route === 'IV' ? <BagFields typed={typed} change={change} /> : null}
        </form>
      </Panel>
      <Panel title="What it comes to">
        <div aria-live="polite">
          {worked === null ? (
            <EmptyState title="Something is still missing">
              {byWeight ? 'Enter the weight and say whether it is kilograms or pounds.' : 'Enter the dose.'}
            </EmptyState>
          ) : (
            <DoseWorkingView worked={worked} />
          )}
        </div>
      </Panel>
    </div>
  )
}

interface Fields {
  readonly typed: Typed
  readonly change: (part: Partial<Typed>) => void
}

/** A weight without its unit is never guessed (M02). */
function WeightFields({ typed, change }: Fields) {
  return (
    <>
      <NumberField
        name="weight"
        label="Weight"
        unit={typed.unit ?? 'kg or lb'}
        decimals={1}
        value={typed.weight}
        onChange={(weight) => change({ weight })}
      />
      <RadioGroup
        name="unit"
        label="Unit of the weight"
        inline
        value={typed.unit}
        onChange={(unit) => change({ unit: unit === 'lb' ? 'lb' : 'kg' })}
        choices={[
          { value: 'kg', label: 'kilograms' },
          { value: 'lb', label: 'pounds' },
        ]}
      />
      <NumberField
        name="heightCm"
        label="Height"
        unit="cm"
        decimals={1}
        value={typed.heightCm}
        onChange={(heightCm) => change({ heightCm })}
      />
    </>
  )
}

/** Vials differ tenfold; nothing is chosen beforehand, and the two answers must agree (M01). */
function StrengthFields({ strengths, typed, change }: Fields & { readonly strengths: readonly number[] }) {
  const choices = strengths.map((one) => ({ value: String(one), label: `${one} mg/mL` }))
  return (
    <>
      <RadioGroup
        name="concentration"
        label="Worked out for a vial of"
        inline
        value={typed.concentration}
        onChange={(concentration) => change({ concentration })}
        choices={choices}
      />
      <RadioGroup
        name="vial"
        label="The vial in your hand says"
        inline
        value={typed.vial}
        onChange={(vial) => change({ vial })}
        choices={choices}
      />
    </>
  )
}

function BagFields({ typed, change }: Fields) {
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
        label="In a bag of"
        unit="mL"
        decimals={2}
        value={typed.finalMl}
        onChange={(finalMl) => change({ finalMl })}
      />
    </div>
  )
}
