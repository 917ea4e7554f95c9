'use client'
import { holdsRunning } from '@holdspace/clinic/session/taking-deviations'
import type { EntryId } from '@holdspace/kit/ids'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import type { Infusion, SessionState } from '@holdspace/record/state'
import { Button } from '@holdspace/ui/button'
import { Notice } from '@holdspace/ui/notice'
import { clsx } from 'clsx'
import { useState } from 'react'
import { useRoom } from '../room-context.tsx'
import { GiveDose } from './give-dose.tsx'
import { HoldEnded } from './hold-ended.tsx'
import { InfusionRunning } from './infusion-running.tsx'
import { OrderForm, VerbalOrderForm } from './order-form.tsx'
import type { FormDone } from './use-chart-form.ts'

/**
 * Everything about medicine in one place: what runs, what is in the mouth, what is ordered and not given, a new order. It
 * stays as it was when it was opened: what comes by itself comes beneath, and where a colleague charted something that
 * stands here nothing can be pressed any more until one has looked again. A press never lands on the form that has just
 * taken the place of another (H200).
 */
export function DoseForm({ onDone }: FormDone) {
  const { state, protocol, actor } = useRoom()
  const now = medicineOf(state, protocol)
  const orders = actor.role === 'prescriber'
  const [seen, setSeen] = useState(now)
  const [ordering, setOrdering] = useState<'written' | 'by-word' | null>(() =>
    orders && isNothing(now) ? 'written' : null,
  )
  const stopOrdering = () => {
    setSeen(now)
    setOrdering(null)
  }
  if (ordering === 'by-word') return <VerbalOrderForm onDone={stopOrdering} />
  if (ordering === 'written') return <OrderForm onDone={stopOrdering} />
  const isPast = !holds(seen, now)
  return (
    <>
      <div inert={isPast} className={clsx(isPast && 'opacity-50')}>
        {seen.running === null ? (
          <ToGive seen={seen} now={isPast ? seen : now} onOrdering={setOrdering} onDone={onDone} />
        ) : (
          <InfusionRunning run={seen.running} onDone={onDone} />
        )}
      </div>
      {isPast ? <LookAgain onPress={() => setSeen(now)} /> : null}
    </>
  )
}

const nothingOrdered = 'Nothing is ordered. The prescriber orders the dose; then it can be given here.'
const orderedSince = 'Nothing was ordered when this was opened. What was ordered since stands below.'

interface ToGiveProps extends FormDone {
  readonly seen: Medicine
  readonly now: Medicine
  readonly onOrdering: (how: 'written' | 'by-word') => void
}

function ToGive({ seen, now, onOrdering, onDone }: ToGiveProps) {
  const { actor } = useRoom()
  const known = new Set([...seen.held, ...seen.open].map((one) => one.entryId))
  const since = { held: now.held.filter(notIn(known)), open: now.open.filter(notIn(known)) }
  return (
    <div className="flex flex-col gap-5">
      <Medicines of={seen} onDone={onDone} />
      {isNothing(seen) ? (
        <p className="min-h-[2lh] text-muted">{isNothing(now) ? nothingOrdered : orderedSince}</p>
      ) : null}
      {actor.role === 'prescriber' ? (
        <Button variant="quiet" onPress={() => onOrdering('written')}>
          Write another order
        </Button>
      ) : null}
      {actor.role === 'nurse' ? (
        <Button variant="quiet" onPress={() => onOrdering('by-word')}>
          Take a verbal order
        </Button>
      ) : null}
      <GiveDose order={null} onDone={onDone} />
      <Medicines of={since} onDone={onDone} />
    </div>
  )
}

function Medicines({ of: { held, open }, onDone }: FormDone & { readonly of: Pick<Medicine, 'held' | 'open'> }) {
  return (
    <>
      {held.map((dose) => (
        <HoldEnded key={dose.entryId} dose={dose} onDone={onDone} />
      ))}
      {open.map((order) => (
        <GiveDose key={order.entryId} order={order} onDone={onDone} />
      ))}
    </>
  )
}

/** Over what stood there, at its foot: what it covers cannot be pressed. */
function LookAgain({ onPress }: { readonly onPress: () => void }) {
  return (
    <div className="sticky bottom-0 mt-4">
      <Notice
        level="medium"
        live
        title="Medicine was charted meanwhile"
        actions={<Button onPress={onPress}>Look again</Button>}
      >
        What stands here is from before, and nothing of it can be pressed.
      </Notice>
    </div>
  )
}

interface Medicine {
  readonly running: Infusion | null
  readonly held: ReturnType<typeof holdsRunning>
  readonly open: SessionState['orders']
  /** What of each thing would change its form, by its entry. */
  readonly marks: ReadonlyMap<EntryId, string>
}

function medicineOf(state: SessionState, protocol: ProtocolVersion): Medicine {
  const running = state.infusions.findLast((run) => run.stop === null) ?? null
  const [open, held] = [ordersToGive(state), holdsRunning(state, protocol)]
  const marks = new Map<EntryId, string>([
    ...held.map((dose) => [dose.entryId, 'held'] as const),
    ...open.map((order) => [order.entryId, `${usedOf(state, order.entryId)} used`] as const),
  ])
  return { running, open, held, marks }
}

function isNothing({ running, open, held }: Medicine): boolean {
  return running === null && open.length === 0 && held.length === 0
}

/** Whether everything that was seen is still so; what came since changes nothing of it. */
function holds(seen: Medicine, now: Medicine): boolean {
  const runs = ({ running }: Medicine) =>
    running === null ? '' : `${running.start.entryId} ${running.segments.length}`
  return runs(seen) === runs(now) && [...seen.marks].every(([id, mark]) => now.marks.get(id) === mark)
}

function notIn(known: ReadonlySet<EntryId>) {
  return ({ entryId }: { readonly entryId: EntryId }) => !known.has(entryId)
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
function usedOf({ doses }: SessionState, orderEntryId: EntryId): number {
  return doses
    .filter((dose) => dose.orderEntryId === orderEntryId)
    .reduce((sum, dose) => sum + dose.givenMcg + (dose.leftover?.mcg ?? 0), 0)
}
