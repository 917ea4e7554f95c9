'use client'
import { mcg, microlitres } from '@holdspace/kit/amounts'
import { formatMg, formatMl } from '@holdspace/kit/format-amount'
import { wholeMcg } from '@holdspace/kit/whole-amounts'
import { givenFromVolume } from '@holdspace/protocols/given'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { NumberField } from '@holdspace/ui/number-field'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import { OrderLine, type WeightOrder } from './order-line.tsx'
import { useWhen, WhenField } from './time-field.tsx'
import { type FormDone, given, textIn, useChartForm } from './use-chart-form.ts'

/** What was taken out and not given does not stay unsaid: it is a controlled medicine. */
export function WhatBecameOfIt({ leftMcg }: { readonly leftMcg: number }) {
  return (
    <RadioGroup
      name="fate"
      label={`${formatMg(wholeMcg(leftMcg))} is left. It was`}
      inline
      choices={[
        { value: 'destroyed', label: 'destroyed' },
        { value: 'put-back', label: 'put back' },
      ]}
    />
  )
}

/** A drink: all of it, or what is left in the cup, from which the amount is worked out as for a bag (D23). */
export function GiveDrink({ order, onDone }: FormDone & { readonly order: WeightOrder }) {
  const { problems, setProblems, record } = useChartForm(onDone)
  const when = useWhen()
  const [leftMl, setLeftMl] = useState(0)
  const whole = order.volumeMicrolitres
  const left = Math.min(whole, Number.isFinite(leftMl) ? Math.max(0, Math.round(leftMl * 1000)) : 0)
  const prepared = { drawnMcg: mcg.parse(order.drawnMcg), finalVolumeMicrolitres: microlitres.parse(whole) }
  const worked = givenFromVolume(prepared, microlitres.parse(whole - left))
  const submit = async (data: FormData) => {
    const fate = textIn(data, 'fate')
    if (left === whole)
      return setProblems([{ field: 'leftMl', sentence: 'Nothing was drunk: then nothing was given.' }])
    if (left > 0 && fate === '') return setProblems([{ field: 'fate', sentence: 'Say what became of the rest.' }])
    const body = {
      orderEntryId: order.entryId,
      drug: order.drug,
      route: order.route,
      givenMcg: worked.givenMcg,
      volumeMicrolitres: worked.volumeGivenMicrolitres,
      concentrationMcgPerMicrolitre: order.concentrationMcgPerMicrolitre,
      leftover: left === 0 ? undefined : { mcg: worked.wasteMcg, fate },
      lot: textIn(data, 'lot'),
    }
    await record('dose-given', given(body), when(data))
  }
  return (
    <Form onSubmit={submit} problems={problems} aria-label="Drink given">
      <OrderLine order={order} />
      <NumberField
        size="room"
        name="leftMl"
        label="Left of the medicine"
        unit="mL"
        decimals={2}
        minValue={0}
        hint={`Of ${formatMl(microlitres.parse(whole))}; 0 when all of it was drunk`}
        value={leftMl}
        onChange={setLeftMl}
      />
      <p>
        Drunk <strong className="font-bold">{formatMg(worked.givenMcg)}</strong> of{' '}
        {formatMg(mcg.parse(order.drawnMcg))}
      </p>
      {left > 0 ? <WhatBecameOfIt leftMcg={worked.wasteMcg} /> : null}
      <TextField name="lot" label="Lot on the vial" optional />
      <WhenField />
      <SubmitButton size="room">It was drunk</SubmitButton>
    </Form>
  )
}
