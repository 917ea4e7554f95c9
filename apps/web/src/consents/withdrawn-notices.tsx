'use client'
import { unansweredWithdrawals, withdrawalRule } from '@holdspace/clinic/consent/withdrawn-in-session'
import { timeInZone } from '@holdspace/kit/calendar-words'
import type { SessionState } from '@holdspace/record/state'
import { Button } from '@holdspace/ui/button'
import { Notice } from '@holdspace/ui/notice'

export interface WithdrawnNoticesProps {
  readonly state: SessionState
  readonly zone: string
  readonly mayDecide: boolean
  readonly onAnswer: (about: string) => void
}

/** On every device in the room, the moment the patient takes the consent to treatment back (RULINGS 8). */
export function WithdrawnNotices({ state, zone, mayDecide, onAnswer }: WithdrawnNoticesProps) {
  return unansweredWithdrawals(state).map((one) => (
    <Notice
      key={one.entryId}
      level="high"
      live
      title={`Consent to treatment withdrawn at ${timeInZone(one.occurredAt, zone)}: hold`}
      actions={
        mayDecide ? (
          <Button onPress={() => onAnswer(`${withdrawalRule} ${one.entryId}`)}>Record what you decide</Button>
        ) : null
      }
    >
      {whoSaidIt(one)} Give nothing more, look after the person, and go on charting. The gate to a dose is closed.
    </Notice>
  ))
}

/** By themselves on a phone, or by word of mouth to somebody who wrote it down. */
function whoSaidIt({ saidBy, actor }: ReturnType<typeof unansweredWithdrawals>[number]): string {
  if (actor.role === 'patient') return 'The patient took it back themselves, on a phone or tablet.'
  return `${saidBy === 'patient' ? 'The patient' : 'Their representative'} took it back; ${actor.name} wrote it down.`
}
