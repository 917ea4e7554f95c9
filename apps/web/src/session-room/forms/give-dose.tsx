'use client'
import { mcg, microlitres } from '@holdspace/kit/amounts'
import { formatMg, formatMl } from '@holdspace/kit/format-amount'
import type { SessionState } from '@holdspace/record/state'
import { Button } from '@holdspace/ui/button'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { NumberField } from '@holdspace/ui/number-field'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import { useRoom } from '../room-context.tsx'
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
  return order?.route === 'IV' && order.finalVolumeMicrolitres !== undefined ? (
    <StartInfusion order={order} onDone={onDone} />
  ) : (
    <GiveBolus order={order} onDone={onDone} />
  )
}

function StartInfusion({ order, onDone }: FormDone & { readonly order: Order }) {
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

function GiveBolus({ order, onDone }: FormDone & { readonly order: Order | null }) {
  const { protocol } = useRoom()
  const { problems, record } = useChartForm(onDone)
  const when = useWhen()
  const route = order?.route ?? protocol.drug.route
  const submit = async (data: FormData) => {
    await record(
      'dose-given',
      given({
        orderEntryId: order?.entryId,
        drug: 'ketamine',
        route,
        givenMcg: Math.round((numberIn(data, 'givenMg') ?? 0) * 1000),
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
        label={`Given, ${route}`}
        unit="mg"
        decimals={3}
        {...(order === null ? {} : { defaultValue: order.drawnMcg / 1000 })}
      />
      {route === 'IM' ? <TextField name="site" label="Injection site" /> : null}
      <TextField name="lot" label="Lot on the vial" optional />
      <WhenField />
      <SubmitButton size="room">Dose given</SubmitButton>
    </Form>
  )
}

function OrderLine({ order }: { readonly order: Order }) {
  return (
    <p className="rounded-card border border-line bg-soft p-3 text-lead">
      <span className="text-muted">DOSE </span>
      <strong className="font-bold">{order.line}</strong>
      <span className="mt-1 block text-caption text-muted">
        Ordered by {order.actor.name} · draw {formatMl(microlitres.parse(order.volumeMicrolitres))} ={' '}
        {formatMg(mcg.parse(order.drawnMcg))}
      </span>
    </p>
  )
}
