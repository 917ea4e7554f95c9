'use client'
import { handoffSides, handoffTitles } from '@holdspace/clinic/notes/handoff-words'
import { dateInZone, formatDate, timeInZone } from '@holdspace/kit/calendar-words'
import { Badge } from '@holdspace/ui/badge'
import { Button } from '@holdspace/ui/button'
import { Panel } from '@holdspace/ui/panel'
import { EmptyState } from '@holdspace/ui/states'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { AcknowledgeHandoff } from './acknowledge-handoff.tsx'
import { WriteHandoff } from './write-handoff.tsx'

type View = Answers['handoff']['read']
export type HandoffLine = View['handoffs'][number]
const titleKeys = ['redFlags', 'changed', 'proposal', 'setting'] as const
const sideWords = { prescriber: 'For the prescriber’s side', therapist: 'For the therapist’s side' } as const

export interface HandoffPanelProps {
  readonly patientId: string
  readonly view: View
  /** The session it is shown in, which a new handoff is then about. */
  readonly sessionId?: string
  /** After something was written or acknowledged: the page asks anew. */
  readonly onChanged: () => void
  /** How many are shown before one asks for more; 3 unless told. */
  readonly atFirst?: number
}

/** What prescriber and therapist handed to each other about this person; what nobody acknowledged stands first. */
export function HandoffPanel({ patientId, view, sessionId, onChanged, atFirst = 3 }: HandoffPanelProps) {
  const [isWriting, setWriting] = useState(false)
  const [showsAll, setShowsAll] = useState(false)
  const waiting = view.handoffs.filter((handoff) => handoff.acknowledged === null)
  const sorted = [...waiting, ...view.handoffs.filter((handoff) => handoff.acknowledged !== null)]
  const shown = showsAll ? sorted : sorted.slice(0, Math.max(atFirst, waiting.length))
  return (
    <Panel
      title="Handoffs"
      flush
      actions={
        isWriting ? null : (
          <Button size="compact" onPress={() => setWriting(true)}>
            Hand over
          </Button>
        )
      }
    >
      {isWriting ? (
        <div className="border-line border-b p-4">
          <WriteHandoff
            patientId={patientId}
            toward={view.toward}
            {...(sessionId === undefined ? {} : { sessionId })}
            onDone={() => {
              setWriting(false)
              onChanged()
            }}
            onCancel={() => setWriting(false)}
          />
        </div>
      ) : null}
      {sorted.length === 0 && sessionId !== undefined ? (
        <p className="px-4 py-3 text-muted">Nothing handed over yet.</p>
      ) : sorted.length === 0 ? (
        <EmptyState title="Nothing handed over yet">
          Before and after a session each side tells the other what changed. It waits until somebody acknowledges it.
        </EmptyState>
      ) : (
        <ol aria-label="Handoffs" className="divide-y divide-line">
          {shown.map((handoff) => (
            <Line key={handoff.handoffId} handoff={handoff} zone={view.zone} onChanged={onChanged} />
          ))}
        </ol>
      )}
      {shown.length === sorted.length ? null : (
        <div className="border-line border-t px-2 py-1">
          <Button size="compact" variant="quiet" onPress={() => setShowsAll(true)}>
            Earlier ones · {sorted.length - shown.length}
          </Button>
        </div>
      )}
    </Panel>
  )
}

interface LineProps {
  readonly handoff: HandoffLine
  readonly zone: string
  readonly onChanged: () => void
}

function Line({ handoff, zone, onChanged }: LineProps) {
  const { acknowledged, writtenAt, words } = handoff
  const side = handoffSides.find((one) => one === handoff.toward) ?? 'prescriber'
  return (
    <li className="px-4 py-3">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="font-strong">{handoff.authorName}</span>
        <span className="text-muted">
          {handoff.moment === 'before' ? 'before a session' : 'after a session'},{' '}
          {formatDate(dateInZone(writtenAt, zone))} {timeInZone(writtenAt, zone)}
        </span>
        <Badge>{sideWords[side]}</Badge>
        {acknowledged === null ? <Badge look="draft">Not acknowledged</Badge> : null}
      </p>
      <dl className="mt-1 flex flex-col gap-1">
        {titleKeys
          .filter((key) => words[key] !== '')
          .map((key) => (
            <div key={key}>
              <dt className={key === 'redFlags' ? 'font-strong' : 'text-muted'}>{handoffTitles[key]}</dt>
              <dd className="whitespace-pre-line [overflow-wrap:anywhere]">{words[key]}</dd>
            </div>
          ))}
      </dl>
      {acknowledged === null ? (
        handoff.acknowledge.allowed ? (
          <AcknowledgeHandoff handoffId={handoff.handoffId} onDone={onChanged} />
        ) : null
      ) : (
        <p className="mt-1 text-muted">
          Acknowledged by {acknowledged.byName}, {formatDate(dateInZone(acknowledged.at, zone))}{' '}
          {timeInZone(acknowledged.at, zone)}
          {acknowledged.answer === '' ? '' : `: “${acknowledged.answer}”`}
        </p>
      )}
    </li>
  )
}
