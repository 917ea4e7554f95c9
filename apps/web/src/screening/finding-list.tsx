'use client'
import { AlertMark } from '@holdspace/ui/alert-mark'
import { Badge } from '@holdspace/ui/badge'
import { Button } from '@holdspace/ui/button'
import { Panel } from '@holdspace/ui/panel'
import { useState } from 'react'
import { WholeDates } from '../people/whole-dates.tsx'
import { SettleRule } from './settle-rule.tsx'
import { day, type Finding, truthWords } from './words.ts'

export interface FindingListProps {
  readonly patientId: string
  readonly zone: string
  readonly findings: readonly Finding[]
  readonly mayDecide: boolean
}

/** Red flags first: hard stops that stand, then what is unknown, then cautions; what is not so is folded away. */
export function FindingList({ patientId, zone, findings, mayDecide }: FindingListProps) {
  const [settling, setSettling] = useState<Finding | null>(null)
  const open = findings.filter((one) => one.truth !== 'no')
  const clear = findings.filter((one) => one.truth === 'no')
  const stops = open.filter((one) => one.weight === 'absolute')
  const cautions = open.filter((one) => one.weight === 'caution')
  const told = open.filter((one) => one.weight === 'information')
  const onSettle = mayDecide ? setSettling : null
  const group = (title: string, lines: readonly Finding[], empty: string) => (
    <FindingGroup title={title} lines={lines} empty={empty} zone={zone} onSettle={onSettle} />
  )
  return (
    <div className="flex flex-col gap-4">
      {group('Hard stops', stops, 'None stands, and none is unknown.')}
      {group('Cautions', cautions, 'None stands, and none is unknown.')}
      {told.length === 0 ? null : group('For information', told, '')}
      <details className="rounded-card border border-line bg-surface">
        <summary className="min-h-11 cursor-pointer px-4 py-3 font-strong">Asked, and not so ({clear.length})</summary>
        <ul className="divide-y divide-line border-line border-t">
          {clear.map((line) => (
            <FindingRow key={line.rule} line={line} zone={zone} onSettle={null} />
          ))}
        </ul>
      </details>
      <SettleRule patientId={patientId} finding={settling} onClose={() => setSettling(null)} />
    </div>
  )
}

interface FindingGroupProps {
  readonly title: string
  readonly lines: readonly Finding[]
  readonly empty: string
  readonly zone: string
  readonly onSettle: ((line: Finding) => void) | null
}

/** What somebody said or recorded, line by line; what nobody was asked, named together and opened on demand. */
function FindingGroup({ title, lines, empty, zone, onSettle }: FindingGroupProps) {
  const notAsked = lines.filter((line) => line.truth === 'unknown' && line.evidence.every((one) => one.at === null))
  const said = lines.filter((line) => !notAsked.includes(line))
  const rows = (shown: readonly Finding[]) => (
    <ul className="divide-y divide-line">
      {shown.map((line) => (
        <FindingRow key={line.rule} line={line} zone={zone} onSettle={onSettle} />
      ))}
    </ul>
  )
  return (
    <Panel title={`${title} (${lines.length})`} flush>
      {lines.length === 0 ? <p className="p-4 text-muted">{empty}</p> : rows(said)}
      {notAsked.length === 0 ? null : (
        <details className={said.length === 0 ? '' : 'border-line border-t'}>
          <summary className="min-h-11 cursor-pointer px-4 py-3">
            <span className="font-strong">Not asked yet ({notAsked.length}):</span>{' '}
            {notAsked.map((line) => line.title).join(', ')}. Unknown is not safe.
          </summary>
          <div className="border-line border-t">{rows(notAsked)}</div>
        </details>
      )}
    </Panel>
  )
}

interface FindingRowProps {
  readonly line: Finding
  readonly zone: string
  readonly onSettle: ((line: Finding) => void) | null
}

function FindingRow({ line, zone, onSettle }: FindingRowProps) {
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-80">
        <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <span className="text-lead font-strong">{line.title}</span>
          <AlertMark level={levelOf(line)}>{truthWords[line.truth]}</AlertMark>
          {line.conflict ? <Badge look="draft">Answers and record disagree</Badge> : null}
          {line.weight === 'absolute' && !line.overridable ? <Badge>Nobody goes past it</Badge> : null}
        </p>
        {line.truth === 'no' ? null : <p className="mt-0.5">{line.ask}</p>}
        <ul className="mt-1.5 flex flex-col gap-0.5 text-muted">
          {line.evidence.map((one) => (
            <li key={`${one.kind}-${one.source ?? one.because}`}>
              <span className="font-strong text-ink">{kindWords[one.kind]}</span> <WholeDates>{one.because}</WholeDates>
              {one.at === null ? null : <span className="whitespace-nowrap"> ({day(one.at, zone)})</span>}
            </li>
          ))}
          {line.evidence.length === 0 ? <li>Nothing in the record speaks to it.</li> : null}
          <li className="text-caption">Rule: {line.source}</li>
        </ul>
      </div>
      {onSettle !== null && line.maySettle ? (
        <Button size="compact" onPress={() => onSettle(line)} aria-label={`Settle: ${line.title}`}>
          Settle …
        </Button>
      ) : null}
    </li>
  )
}

const kindWords = {
  answer: 'Answer.',
  imported: 'Imported.',
  recorded: 'Chart.',
  score: 'Score.',
  person: 'Age.',
  decision: 'Decision.',
  settled: 'Settled.',
} as const

function levelOf({ weight, truth }: Finding): 'high' | 'medium' | 'low' | 'done' {
  if (truth === 'no') return 'done'
  if (weight === 'absolute') return truth === 'yes' ? 'high' : 'medium'
  return weight === 'caution' && truth === 'yes' ? 'medium' : 'low'
}
