'use client'
import { countersignRule } from '@holdspace/clinic/session/countersign-wait'
import { timeInZone } from '@holdspace/kit/calendar-words'
import { Button } from '@holdspace/ui/button'
import { Notice } from '@holdspace/ui/notice'
import { CallsHere } from '../calls/calls-here.tsx'
import { WithdrawnNotices } from '../consents/withdrawn-notices.tsx'
import { Countersign } from './countersign.tsx'
import { useRoom } from './room-context.tsx'

/** Crossed limits and deviations nobody has answered yet. Each shows its source, and none of them does anything by itself. */
export function AlertList({ onAnswer }: { readonly onAnswer: (about: string) => void }) {
  const { alerts, deviations, state, room, actor } = useRoom()
  const open = alerts.filter((alert) => alert.decision === null)
  const unexplained = deviations.filter((one) => !one.explained)
  const others = unexplained.filter((one) => one.ruleId !== countersignRule)
  const mayDecide = actor.role === 'prescriber' || actor.role === 'nurse'
  return (
    <>
      <WithdrawnNotices state={state} zone={room.zone} mayDecide={mayDecide} onAnswer={onAnswer} />
      <CallsHere />
      {open.map((alert) => (
        <Notice
          key={`${alert.ruleId} ${alert.entryId}`}
          level={alert.severity}
          live
          title={alert.words}
          actions={
            mayDecide ? (
              <Button onPress={() => onAnswer(`${alert.ruleId} ${alert.entryId}`)}>Record a decision</Button>
            ) : null
          }
        >
          {alert.readings.join(' · ')} at {timeInZone(alert.at, room.zone)}.{' '}
          <span className="text-muted">Source: {alert.source}.</span>
        </Notice>
      ))}
      {unexplained
        .filter((one) => one.ruleId === countersignRule)
        .map((one) => (
          <Countersign
            key={one.entryId}
            orderEntryId={one.entryId}
            onExplain={() => onAnswer(`${one.ruleId} ${one.entryId}`)}
          />
        ))}
      {others.map((one) => (
        <Notice
          key={`${one.ruleId} ${one.entryId}`}
          level="medium"
          title={one.sentence}
          actions={mayDecide ? <Button onPress={() => onAnswer(`${one.ruleId} ${one.entryId}`)}>Explain</Button> : null}
        >
          It is recorded as it happened, and needs an explanation by name before the record is signed.
        </Notice>
      ))}
    </>
  )
}
