'use client'
import { mcg, microlitres } from '@holdspace/kit/amounts'
import { timeInZone } from '@holdspace/kit/calendar-words'
import { formatMg, formatMl } from '@holdspace/kit/format-amount'
import type { SessionState } from '@holdspace/record/state'
import { useRoom } from '../room-context.tsx'

type Order = SessionState['orders'][number]
export type WeightOrder = Extract<Order, { readonly doseMcgPerKg: unknown }>
export type UnitOrder = Extract<Order, { readonly units: unknown }>

/** The order a dose is given by, as it was read back, with whose it is. */
export function OrderLine({ order }: { readonly order: Order }) {
  const { room, state } = useRoom()
  const { verbal } = order
  const isSigned = state.countersignatures.some((one) => one.orderEntryId === order.entryId)
  return (
    <p className="rounded-card border border-line bg-soft p-3 text-lead">
      <span className="text-muted">DOSE </span>
      <strong className="font-bold">{order.line}</strong>
      <span className="mt-1 block text-caption text-muted">
        {verbal === undefined
          ? `Ordered by ${order.actor.name}`
          : `Ordered by word by ${verbal.orderedBy}, read back by ${verbal.readBackBy}`}
        {verbal === undefined || isSigned
          ? null
          : ` · to be countersigned by ${timeInZone(verbal.countersignBy, room.zone)}`}
        {'units' in order ? null : (
          <>
            {' '}
            · draw {formatMl(microlitres.parse(order.volumeMicrolitres))} = {formatMg(mcg.parse(order.drawnMcg))}
          </>
        )}
      </span>
    </p>
  )
}
