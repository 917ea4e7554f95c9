import type { FactKind } from '@holdspace/clinic/chart/fact-kinds'
import { dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import type { FactLine, Health } from './health-words.ts'

export interface ReviewedProps {
  readonly kind: FactKind
  readonly reviews: Health['reviews']
  readonly lines: readonly FactLine[]
  readonly zone: string
}

/** Who put their name to a list and when, and whether something changed since. */
export function Reviewed({ kind, reviews, lines, zone }: ReviewedProps) {
  const newest = reviews.find(({ list }) => list === kind)
  if (newest === undefined) {
    return <p className="border-line border-b bg-sunken px-4 py-2.5 text-muted">Not reviewed here yet.</p>
  }
  const isOlder = lines.some((line) => (line.statements.at(-1)?.at ?? line.recordedAt) > newest.at)
  const said = newest.says === 'none-known' ? 'No known allergies, asked by' : 'Reviewed by'
  return (
    <p className="border-line border-b bg-sunken px-4 py-2.5 text-muted">
      {said} <span className="font-strong text-ink">{newest.byName}</span> on{' '}
      <span className="whitespace-nowrap">{formatDate(dateInZone(newest.at, zone))}</span>
      {isOlder ? <span className="font-strong text-ink">; changed since</span> : null}
    </p>
  )
}
