'use client'
import { timeInZone } from '@holdspace/kit/calendar-words'
import type { EntryId } from '@holdspace/kit/ids'
import { Button } from '@holdspace/ui/button'
import { Notice } from '@holdspace/ui/notice'
import { useState } from 'react'
import { AskAgain } from '../account/ask-again.tsx'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { newEntryId } from './new-entry-id.ts'
import { useRoom } from './room-context.tsx'

export interface CountersignProps {
  readonly orderEntryId: string
  /** Another prescriber, or the one who did not give it, says why it is not countersigned. */
  readonly onExplain: () => void
}

/** An order given by word, waiting for its prescriber: everybody sees that it waits, and only they can end it (RULINGS 3). */
export function Countersign({ orderEntryId, onExplain }: CountersignProps) {
  const { state, room, actor, clock } = useRoom()
  const trpc = useTRPCClient()
  const [asking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [id] = useState(() => newEntryId(Date.parse(clock.now())))
  const order = state.orders.find((one) => one.entryId === orderEntryId)
  const verbal = order?.verbal
  if (order === undefined || verbal === undefined) return null
  const isMine = verbal.prescriberMembershipId === actor.membershipId
  const countersign = async () => {
    const sent = { id, sessionId: room.sessionId, orderEntryId: orderEntryId as EntryId }
    const signed = await attempt(() => trpc.session.countersignOrder.mutate(sent))
    if (signed.ok) return setAsking(false)
    if (signed.refusal.code === 'step-up-required') return setAsking(true)
    setAsking(false)
    setRefusal(signed.refusal.sentence)
  }
  return (
    <Notice
      level="medium"
      title={`${isMine ? 'You' : verbal.orderedBy} gave this order by word; it waits for ${isMine ? 'your' : 'their'} countersignature.`}
      actions={
        <>
          {isMine ? <Button onPress={() => void countersign()}>Countersign</Button> : null}
          {actor.role === 'prescriber' ? (
            <Button variant="quiet" onPress={onExplain}>
              It will not be countersigned
            </Button>
          ) : null}
        </>
      }
    >
      <strong className="font-strong">{order.line}</strong>, said {timeInZone(order.occurredAt, room.zone)}, read back
      by {verbal.readBackBy}; due by {timeInZone(verbal.countersignBy, room.zone)}. The record is not signed before.
      {refusal === null ? null : <span className="mt-1 block text-medium">{refusal}</span>}
      <AskAgain
        title="Countersign the order"
        isOpen={asking}
        action="Countersign"
        onClose={() => setAsking(false)}
        onSteppedUp={() => void countersign()}
      >
        <p>I gave this order by word, and it was written down as I gave it.</p>
      </AskAgain>
    </Notice>
  )
}
