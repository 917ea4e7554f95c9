'use client'
import type { SessionState } from '@holdspace/record/state'
import { Button } from '@holdspace/ui/button'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { NumberField } from '@holdspace/ui/number-field'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import { useRoom } from '../room-context.tsx'
import { GiveDrink, WhatBecameOfIt } from './give-drink.tsx'
import { GiveUnits } from './give-units.tsx'
import { OrderLine, type WeightOrder } from './order-line.tsx'
import { useWhen, WhenField } from './time-field.tsx'
import { type FormDone, given, numberIn, textIn, useChartForm } from './use-chart-form.ts'

type Order = SessionState['orders'][number]

/** Records that medicine was given: an infusion's start or an injection. What was given counts, not what was ordered. */
export function GiveDose({ order, onDone }: FormDone & { readonly order: Order | null }) {
  const [open, setOpen] = useState(order !== null)
  if (!open) {
    return (
      <Button variant="quiet" onPress={() => setOpen(true)}>
        Medicine was given without an order
      </Button>
    )
  }
  if (order === null) return <GiveBolus order={null} onDone={onDone} />
  if ('units' in order) return <GiveUnits order={order} onDone={onDone} />
  if (order.route === 'IV' && order.finalVolumeMicrolitres !== undefined)
    return <StartInfusion order={order} onDone={onDone} />
  return order.route === 'PO' ? (
    <GiveDrink order={order} onDone={onDone} />
  ) : (
    <GiveBolus order={order} onDone={onDone} />
  )
}

function StartInfusion({ order, onDone }: FormDone & { readonly order: WeightOrder }) {
  const { problems, record } = useChartForm(onDone)
  const when = useWhen()
  const submit = async (data: FormData) => {
    const rateMl = numberIn(data, 'pumpMlPerHour') ?? 0
    await record(
      'infusion-started',
      given({
        orderEntryId: order.entryId,
        drug: order.drug,
        totalMcg: order.drawnMcg,
        finalVolumeMicrolitres: order.finalVolumeMicrolitres,
        pumpMicrolitresPerHour: Math.round(rateMl * 1000),
        plannedMinutes: order.overMinutes ?? 0,
        lot: textIn(data, 'lot'),
      }),
      when(data),
    )
  }
  return (
    <Form onSubmit={submit} problems={problems} aria-label="Start the infusion">
      <OrderLine order={order} />
      <NumberField
        size="room"
        name="pumpMlPerHour"
        label="The pump is set to"
        unit="mL/h"
        decimals={2}
        defaultValue={(order.pumpMicrolitresPerHour ?? 0) / 1000}
      />
      <TextField name="lot" label="Lot on the vial" optional />
      <WhenField />
      <SubmitButton size="room">Infusion started</SubmitButton>
    </Form>
  )
}

function GiveBolus({ order, onDone }: FormDone & { readonly order: WeightOrder | null }) {
  const { protocol } = useRoom()
  const { problems, record } = useChartForm(onDone)
  const when = useWhen()
  const [route, setRoute] = useState<string>(order?.route ?? protocol.drug.route)
  const [mg, setMg] = useState(order === null ? Number.NaN : order.drawnMcg / 1000)
  const givenMcg = Number.isFinite(mg) ? Math.round(mg * 1000) : 0
  const leftMcg = order === null ? 0 : Math.max(0, order.drawnMcg - givenMcg)
  const submit = async (data: FormData) => {
    const fate = textIn(data, 'fate')
    await record(
      'dose-given',
      given({
        orderEntryId: order?.entryId,
        drug: order?.drug ?? protocol.drug.ingredient.name,
        route,
        givenMcg,
        leftover: fate === '' || leftMcg === 0 ? undefined : { mcg: leftMcg, fate },
        volumeMicrolitres: order?.volumeMicrolitres,
        concentrationMcgPerMicrolitre: order?.concentrationMcgPerMicrolitre,
        site: textIn(data, 'site'),
        lot: textIn(data, 'lot'),
      }),
      when(data),
    )
  }
  return (
    <Form onSubmit={submit} problems={problems} aria-label="Dose given">
      {order === null ? (
        <p>
          Given without an order: it is recorded as it happened, shown as a deviation, and needs an explanation by name.
        </p>
      ) : (
        <OrderLine order={order} />
      )}
      <NumberField
        size="room"
        name="givenMg"
        label={order === null ? 'Given' : `Given, ${route}`}
        unit="mg"
        decimals={3}
        value={mg}
        onChange={setMg}
      />
      {order === null ? <HowItWasGiven value={route} onChange={setRoute} /> : null}
      {leftMcg > 0 && givenMcg > 0 ? <WhatBecameOfIt leftMcg={leftMcg} /> : null}
      {route === 'IM' ? <TextField name="site" label="Injection site" /> : null}
      <TextField name="lot" label="Lot on the vial" optional />
      <WhenField />
      <SubmitButton size="room">Dose given</SubmitButton>
    </Form>
  )
}

const routes = ['IV', 'IM', 'SL', 'PO', 'IN'] as const
const routeNames = { IV: 'IV', IM: 'IM', SL: 'sublingual', PO: 'by mouth', IN: 'nasal' } as const

/** Without an order any way can have been the way; one that is not the protocol's shows as the deviation it was. */
function HowItWasGiven({ value, onChange }: { readonly value: string; readonly onChange: (route: string) => void }) {
  return (
    <RadioGroup
      name="route"
      label="How it was given"
      inline
      value={value}
      onChange={onChange}
      choices={routes.map((route) => ({ value: route, label: routeNames[route] }))}
    />
  )
}
