'use client'
import { holdsRunning } from '@holdspace/clinic/session/taking-deviations'
import type { SessionState } from '@holdspace/record/state'
import { Button } from '@holdspace/ui/button'
import { useState } from 'react'
import { useRoom } from '../room-context.tsx'
import { GiveDose } from './give-dose.tsx'
import { HoldEnded } from './hold-ended.tsx'
import { InfusionRunning } from './infusion-running.tsx'
import { OrderForm, VerbalOrderForm } from './order-form.tsx'
import type { FormDone } from './use-chart-form.ts'

/** Everything about medicine in one place: what runs, what is in the mouth, what is ordered and not given, a new order. */
export function DoseForm({ onDone }: FormDone) {
  const { state, protocol, actor } = useRoom()
  const [ordering, setOrdering] = useState<'written' | 'by-word' | null>(null)
  const running = state.infusions.findLast((run) => run.stop === null)
  const open = ordersToGive(state)
  const held = holdsRunning(state, protocol)
  const stopOrdering = () => setOrdering(null)
  if (running !== undefined) return <InfusionRunning run={running} onDone={onDone} />
  if (ordering === 'by-word') return <VerbalOrderForm onDone={stopOrdering} />
  if (ordering === 'written' || (open.length === 0 && held.length === 0 && actor.role === 'prescriber'))
    return <OrderForm onDone={stopOrdering} />
  return (
    <div className="flex flex-col gap-5">
      {held.map((dose) => (
        <HoldEnded key={dose.entryId} dose={dose} onDone={onDone} />
      ))}
      {open.length === 0 && held.length === 0 ? (
        <p className="text-muted">Nothing is ordered. The prescriber orders the dose; then it can be given here.</p>
      ) : null}
      {open.map((order) => (
        <GiveDose key={order.entryId} order={order} onDone={onDone} />
      ))}
      {actor.role === 'prescriber' ? (
        <Button variant="quiet" onPress={() => setOrdering('written')}>
          Write another order
        </Button>
      ) : null}
      {actor.role === 'nurse' ? (
        <Button variant="quiet" onPress={() => setOrdering('by-word')}>
          Take a verbal order
        </Button>
      ) : null}
      <GiveDose order={null} onDone={onDone} />
    </div>
  )
}

/** Orders of which something is still to be given: whole ones, and tablets or devices of which some are left. */
function ordersToGive(state: SessionState): SessionState['orders'] {
  const given = [...state.doses, ...state.infusions.map((run) => run.start)]
  return state.orders.filter((order) => {
    const doses = given.filter((dose) => dose.orderEntryId === order.entryId)
    return 'units' in order ? usedOf(state, order.entryId) < order.drawnMcg : doses.length === 0
  })
}

/** Given and left over together: what of an order is used up. */
function usedOf({ doses }: SessionState, orderEntryId: string): number {
  return doses
    .filter((dose) => dose.orderEntryId === orderEntryId)
    .reduce((sum, dose) => sum + dose.givenMcg + (dose.leftover?.mcg ?? 0), 0)
}
