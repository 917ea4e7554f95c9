import type { FactKind } from '@holdspace/clinic/chart/fact-kinds'
import { allergyStatusTitles } from '@holdspace/clinic/people/allergy-status'
import { formatPartialDate } from '@holdspace/clinic/people/partial-date'
import { dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import type { PatientId } from '@holdspace/kit/ids'
import { Badge } from '@holdspace/ui/badge'
import { Panel } from '@holdspace/ui/panel'
import { AddFact, type PickChoice } from './add-fact.tsx'
import { NothingListed } from './facts.tsx'
import { type FactLine, type Health, linesOf, listTitles, statusWords } from './health-words.ts'
import { ReviewList } from './review-list.tsx'
import { Reviewed } from './reviewed.tsx'
import { StateFact } from './state-fact.tsx'
import { WholeDates } from './whole-dates.tsx'
import { withoutKind } from './words.ts'

export interface FactListPanelProps {
  readonly patientId: PatientId
  readonly kind: FactKind
  readonly health: Health
  readonly picks: readonly PickChoice[]
}

const emptyLists: { readonly [Kind in FactKind]: string } = {
  allergy: 'None is listed. That means nothing until somebody asked and said so.',
  problem: 'No problems are listed. That does not mean there are none.',
  medicine: 'No medicines are listed. Ask what is taken, also without a prescription.',
}

/** One list of a chart as those see it who keep it: what holds, what ended, what was a mistake, and who reviewed it. */
export function FactListPanel({ patientId, kind, health, picks }: FactListPanelProps) {
  const { facts, reviews, zone, mayChange, allergyStatus } = health
  const lines = linesOf(facts, kind)
  const mistakes = linesOf(facts.enteredInError, kind)
  const title = kind === 'allergy' ? allergyStatusTitles[allergyStatus] : `${listTitles[kind]} · ${lines.length}`
  const isActive = (line: FactLine) => line.status === 'active'
  return (
    <Panel
      title={title}
      actions={mayChange.allowed ? <AddFact patientId={patientId} kind={kind} picks={picks} /> : null}
      flush
    >
      <Reviewed kind={kind} reviews={reviews} lines={[...lines, ...mistakes]} zone={zone} />
      {lines.length === 0 ? <NothingListed>{emptyLists[kind]}</NothingListed> : null}
      {lines.length === 0 ? null : (
        <ul aria-label={listTitles[kind]} className="flex flex-col divide-y divide-line">
          {lines
            .toSorted((one, other) => Number(isActive(other)) - Number(isActive(one)))
            .map((line) => (
              <Line
                key={line.id}
                line={line}
                kind={kind}
                zone={zone}
                patientId={mayChange.allowed ? patientId : null}
              />
            ))}
        </ul>
      )}
      {mayChange.allowed ? (
        <div className="border-line border-t px-1 py-1.5">
          <ReviewList
            patientId={patientId}
            kind={kind}
            lines={lines.map(({ id, status }) => ({ id, status }))}
            noneActive={kind === 'allergy' && !lines.some(isActive)}
          />
        </div>
      ) : null}
      {mistakes.length === 0 ? null : <Mistakes kind={kind} lines={mistakes} zone={zone} />}
    </Panel>
  )
}

interface LineProps {
  readonly line: FactLine
  readonly kind: FactKind
  readonly zone: string
  /** Null for those who only read. */
  readonly patientId: PatientId | null
}

function Line({ line, kind, zone, patientId }: LineProps) {
  const name = withoutKind(line.concept.text)
  const notes = notesOf(line)
  const isPast = line.status === 'resolved' || line.status === 'stopped'
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
          <span className={`[overflow-wrap:anywhere] ${isPast ? 'text-muted' : 'font-strong'}`}>{name}</span>
          <Badge look={line.status === 'active' ? 'accent' : isPast ? 'plain' : 'draft'}>
            {statusWords[line.status]}
          </Badge>
          {line.concept.codings.length === 0 ? <Badge look="draft">Uncoded</Badge> : null}
        </p>
        {notes === '' ? null : (
          <p className="[overflow-wrap:anywhere]">
            <WholeDates>{notes}</WholeDates>
          </p>
        )}
        <p className="text-caption text-muted">
          <WholeDates>{fromWhom(line, zone)}</WholeDates>
        </p>
        <History line={line} zone={zone} />
      </div>
      {patientId === null ? null : (
        <StateFact patientId={patientId} kind={kind} factId={line.id} name={name} status={line.status} />
      )}
    </li>
  )
}

function notesOf(line: FactLine): string {
  const parts = [
    'instructions' in line ? (line.instructions ?? '') : '',
    'reactions' in line ? line.reactions.join(', ') : '',
    'criticality' in line && line.criticality === 'high' ? 'high risk' : '',
    'onset' in line && line.onset !== undefined ? `since ${formatPartialDate(line.onset)}` : '',
    'firstOn' in line && line.firstOn !== undefined ? `first written ${formatDate(line.firstOn)}` : '',
  ]
  const words = parts.filter((part) => part !== '').join(' · ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function fromWhom(line: FactLine, zone: string): string {
  const on = formatDate(dateInZone(line.recordedAt, zone))
  if (line.source === 'imported') return `From a referral, taken in ${on}`
  return line.recordedByName === undefined ? `Recorded here on ${on}` : `Recorded by ${line.recordedByName} on ${on}`
}

/** What was said of a line since, oldest first; the words of whoever said it. */
function History({ line, zone }: { readonly line: FactLine; readonly zone: string }) {
  if (line.statements.length === 0) return null
  return (
    <ul
      aria-label={`History of ${line.concept.text}`}
      className="mt-1 flex flex-col gap-0.5 border-line border-l-2 pl-3"
    >
      {line.statements.map((one) => (
        <li key={`${one.at}${one.says}`} className="text-caption text-muted">
          <span className="font-strong text-ink">{statusWords[one.says]}</span>: {one.reason}.{' '}
          <span className="whitespace-nowrap">{one.byName},</span>{' '}
          <span className="whitespace-nowrap">{formatDate(dateInZone(one.at, zone))}</span>
        </li>
      ))}
    </ul>
  )
}

interface MistakesProps {
  readonly kind: FactKind
  readonly lines: readonly FactLine[]
  readonly zone: string
}

/** Never deleted: what was entered in error stays readable, struck through, and counts for nothing. */
function Mistakes({ kind, lines, zone }: MistakesProps) {
  return (
    <details className="border-line border-t">
      <summary className="flex min-h-11 cursor-pointer items-center px-4 font-strong text-accent">
        Entered in error ({lines.length})
      </summary>
      <ul
        aria-label={`${listTitles[kind]} entered in error`}
        className="flex flex-col divide-y divide-line border-line border-t"
      >
        {lines.map((line) => (
          <li key={line.id} className="px-4 py-2.5">
            <p className="text-muted line-through [overflow-wrap:anywhere]">{withoutKind(line.concept.text)}</p>
            <p className="text-caption text-muted">{fromWhom(line, zone)}</p>
            <History line={line} zone={zone} />
          </li>
        ))}
      </ul>
    </details>
  )
}
