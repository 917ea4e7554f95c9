'use client'
import { dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import { DataTable } from '@holdspace/ui/data-table'
import type { Outcomes, Series } from './shapes.ts'
import { doseInWords } from './words.ts'

interface OutcomeTableProps {
  readonly series: Series
  readonly doses: Outcomes['doses']
  readonly zone: string
}

/** The same numbers as the plot: measures and sessions in the order in which they happened. */
export function OutcomeTable({ series, doses, zone }: OutcomeTableProps) {
  const rows = [
    ...series.points.map((point) => ({
      key: point.responseId,
      at: point.at,
      what: series.title,
      says: point.band === null ? point.says : `${point.says}, ${point.band}`,
      more: point.answeredBy === 'patient' ? 'Patient' : 'Clinician',
    })),
    ...doses.map((dose) => ({
      key: dose.sessionId,
      at: dose.at,
      what: `Session ${dose.number}`,
      says: doseInWords(dose),
      more: dose.dissociationPeak === null ? '' : `Dissociation peak ${dose.dissociationPeak} of 10`,
    })),
  ].toSorted((one, other) => (one.at < other.at ? -1 : 1))
  return (
    <DataTable
      caption={`${series.title} over time`}
      columns={[
        { key: 'day', header: 'Day', cell: (row) => formatDate(dateInZone(row.at, zone)) },
        { key: 'what', header: 'What', cell: (row) => row.what },
        { key: 'says', header: 'Result', cell: (row) => row.says },
        { key: 'more', header: 'By', cell: (row) => row.more },
      ]}
      rows={rows}
      rowKey={(row) => row.key}
    />
  )
}
