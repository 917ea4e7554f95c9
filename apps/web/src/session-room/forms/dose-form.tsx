'use client'
import { Button } from '@holdspace/ui/button'
import { useState } from 'react'
import { useRoom } from '../room-context.tsx'
import { GiveDose } from './give-dose.tsx'
import { InfusionRunning } from './infusion-running.tsx'
import { OrderForm } from './order-form.tsx'
import type { FormDone } from './use-chart-form.ts'

/** Everything about medicine in one place: what runs, what is ordered and not given, and a new order. */
export function DoseForm({ onDone }: FormDone) {
  const { state, actor } = useRoom()
  const [ordering, setOrdering] = useState(false)
  const running = state.infusions.findLast((run) => run.stop === null)
  const given = new Set<string | undefined>([
    ...state.doses.map((dose) => dose.orderEntryId),
    ...state.infusions.map((run) => run.start.orderEntryId),
  ])
  const open = state.orders.filter((order) => !given.has(order.entryId))
  if (running !== undefined) return <InfusionRunning run={running} onDone={onDone} />
  if (ordering || (open.length === 0 && actor.role === 'prescriber'))
    return <OrderForm onDone={() => setOrdering(false)} />
  return (
    <div className="flex flex-col gap-5">
      {open.length === 0 ? (
        <p className="text-muted">Nothing is ordered. The prescriber orders the dose; then it can be given here.</p>
      ) : null}
      {open.map((order) => (
        <GiveDose key={order.entryId} order={order} onDone={onDone} />
      ))}
      {actor.role === 'prescriber' ? (
        <Button variant="quiet" onPress={() => setOrdering(true)}>
          Write another order
        </Button>
      ) : null}
      <GiveDose order={null} onDone={onDone} />
    </div>
  )
}
