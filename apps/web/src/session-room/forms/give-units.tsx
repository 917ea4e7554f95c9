'use client'
import { timeInZone } from '@holdspace/kit/calendar-words'
import { plusMinutes } from '@holdspace/kit/elapsed'
import { formatMg } from '@holdspace/kit/format-amount'
import { wholeMcg } from '@holdspace/kit/whole-amounts'
import type { SessionState } from '@holdspace/record/state'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { NumberField } from '@holdspace/ui/number-field'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import { useRoom, useRoomTime } from '../room-context.tsx'
import { OrderLine, type UnitOrder } from './order-line.tsx'
import { useWhen, WhenField } from './time-field.tsx'
import { type FormDone, given, textIn, useChartForm } from './use-chart-form.ts'

interface Giving extends FormDone {
  readonly order: UnitOrder
}

/** Tablets are counted out together; devices are given one at a time, each at its own moment (D37). */
export function GiveUnits({ order, onDone }: Giving) {
  return order.unit === 'device' ? (
    <GiveDevice order={order} onDone={onDone} />
  ) : (
    <GiveTablets order={order} onDone={onDone} />
  )
}

function dosesOf({ doses }: SessionState, order: UnitOrder) {
  return doses.filter((dose) => dose.orderEntryId === order.entryId)
}

/** How many of each strength are still to be given. */
function remaining(state: SessionState, order: UnitOrder) {
  const used = dosesOf(state, order).flatMap((dose) => dose.units ?? [])
  return order.units.map(({ strengthMcg, count }) => {
    const gone = used.filter((one) => one.strengthMcg === strengthMcg).reduce((sum, one) => sum + one.count, 0)
    return { strengthMcg, count: Math.max(0, count - gone) }
  })
}

function GiveDevice({ order, onDone }: Giving) {
  const { state, protocol, room } = useRoom()
  const { now } = useRoomTime()
  const { problems, record } = useChartForm(onDone)
  const when = useWhen()
  const before = dosesOf(state, order)
  const next = remaining(state, order).find((one) => one.count > 0)
  const total = order.units.reduce((sum, one) => sum + one.count, 0)
  const { dose } = protocol.drug
  const apart = dose.kind === 'fixed' ? (dose.minutesBetweenUnits?.value ?? 0) : 0
  const last = before.at(-1)
  const notBefore = last === undefined ? null : plusMinutes(last.occurredAt, apart)
  if (next === undefined) return null
  const submit = async (data: FormData) => {
    const units = [{ strengthMcg: next.strengthMcg, count: 1 }]
    const body = { orderEntryId: order.entryId, drug: order.drug, route: order.route, unit: order.unit, units }
    await record('dose-given', given({ ...body, givenMcg: next.strengthMcg, lot: textIn(data, 'lot') }), when(data))
  }
  return (
    <Form onSubmit={submit} problems={problems} aria-label="Device given">
      <OrderLine order={order} />
      <p>
        Device <strong className="font-bold">{before.length + 1}</strong> of {total}, {formatMg(next.strengthMcg)}
        {notBefore === null ? null : (
          <span className={notBefore > now ? 'block text-medium' : 'block text-muted'}>
            {notBefore > now ? 'Wait: the' : 'The'} protocol asks for {apart} min after the one before, so not before{' '}
            <strong className="font-strong tabular-nums">{timeInZone(notBefore, room.zone)}</strong>.
          </span>
        )}
      </p>
      <TextField name="lot" label="Lot on the device" optional />
      <WhenField />
      <SubmitButton size="room">{`Device ${before.length + 1} given`}</SubmitButton>
    </Form>
  )
}

const fates = [
  { value: 'later', label: 'still to be given' },
  { value: 'put-back', label: 'put back' },
  { value: 'destroyed', label: 'destroyed' },
]

function GiveTablets({ order, onDone }: Giving) {
  const { state } = useRoom()
  const { problems, setProblems, record } = useChartForm(onDone)
  const when = useWhen()
  const left = remaining(state, order)
  const [counts, setCounts] = useState<readonly number[]>(() => left.map((one) => one.count))
  const units = left
    .map(({ strengthMcg }, at) => ({ strengthMcg, count: Number.isFinite(counts[at]) ? (counts[at] ?? 0) : 0 }))
    .filter(({ count }) => count > 0)
  const total = (of: typeof units) => of.reduce((sum, one) => sum + one.strengthMcg * one.count, 0)
  const [givenMcg, leftMcg] = [total(units), total(left) - total(units)]
  const submit = async (data: FormData) => {
    if (givenMcg === 0) return setProblems([{ sentence: 'Say how many tablets were given.' }])
    const fate = textIn(data, 'fate')
    if (leftMcg > 0 && fate === '') return setProblems([{ field: 'fate', sentence: 'Say what became of the rest.' }])
    const leftover = leftMcg > 0 && fate !== 'later' ? { leftover: { mcg: leftMcg, fate } } : {}
    const body = {
      orderEntryId: order.entryId,
      drug: order.drug,
      route: order.route,
      unit: order.unit,
      units,
      givenMcg,
    }
    await record('dose-given', given({ ...body, ...leftover, lot: textIn(data, 'lot') }), when(data))
  }
  return (
    <Form onSubmit={submit} problems={problems} aria-label="Tablets given">
      <OrderLine order={order} />
      <div className="grid grid-cols-2 gap-3">
        {left.map(({ strengthMcg, count }, at) => (
          <NumberField
            key={strengthMcg}
            size="room"
            name={`count-${strengthMcg}`}
            label={`Tablets of ${formatMg(strengthMcg)}`}
            unit={`of ${count}`}
            minValue={0}
            maxValue={count}
            value={counts[at] ?? 0}
            onChange={(value) => setCounts((known) => known.map((one, index) => (index === at ? value : one)))}
          />
        ))}
      </div>
      <p>
        Given <strong className="font-bold">{formatMg(wholeMcg(givenMcg))}</strong>
        {leftMcg > 0 ? `, ${formatMg(wholeMcg(leftMcg))} left` : ''}
      </p>
      {leftMcg > 0 ? <RadioGroup name="fate" label="The others are" inline choices={fates} /> : null}
      <TextField name="lot" label="Lot on the packet" optional />
      <WhenField />
      <SubmitButton size="room">{order.route === 'SL' ? 'Under the tongue now' : 'Tablets given'}</SubmitButton>
    </Form>
  )
}
