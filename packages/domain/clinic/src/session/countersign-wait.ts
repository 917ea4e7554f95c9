import type { SessionState } from '@holdspace/record/state'

type Order = SessionState['orders'][number]
export type VerbalOrder = Order & { readonly verbal: NonNullable<Order['verbal']> }

/** Orders given by word that their prescriber has not taken for their own yet. */
export function ordersToCountersign(state: SessionState): readonly VerbalOrder[] {
  return state.orders.filter(
    (order): order is VerbalOrder =>
      order.verbal !== undefined && !state.countersignatures.some((one) => one.orderEntryId === order.entryId),
  )
}

/** Under what a decision about a missing countersignature is recorded. */
export const countersignRule = 'order-not-countersigned'

/** `Verbal order of Dr Helen Ames, written down by Mara Quist RN, is not countersigned`. */
export function waitsForCountersign({ verbal, line }: VerbalOrder): string {
  return `The order ${verbal.orderedBy} gave by word is not countersigned yet: ${line}, read back by ${verbal.readBackBy}.`
}
