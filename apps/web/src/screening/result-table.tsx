'use client'
import { AlertMark } from '@holdspace/ui/alert-mark'
import { DataTable, type TableColumn } from '@holdspace/ui/data-table'
import { EmptyState } from '@holdspace/ui/states'
import { moment, type Result } from './words.ts'

/** Every questionnaire, newest first: total, band in words, what is positive, and who answered how. */
export function ResultTable({ results, zone }: { readonly results: readonly Result[]; readonly zone: string }) {
  return (
    <DataTable
      caption="Questionnaires"
      columns={columnsIn(zone)}
      rows={results}
      rowKey={(row) => row.responseId}
      empty={
        <EmptyState title="No questionnaire yet">
          Send one with the forms, or enter one from paper. A score here describes; it is not a diagnosis.
        </EmptyState>
      }
    />
  )
}

function columnsIn(zone: string): readonly TableColumn<Result>[] {
  return [
    { key: 'title', header: 'Questionnaire', sortBy: (row) => row.title, cell: (row) => row.title },
    {
      key: 'total',
      header: 'Total',
      align: 'end',
      cell: (row) =>
        row.total === null ? (
          <span className="text-muted">{withoutTotal(row)}</span>
        ) : (
          <span className="tabular-nums">
            <strong>{row.total}</strong>
            <span className="text-muted"> of {row.max}</span>
          </span>
        ),
    },
    {
      key: 'band',
      header: 'Reads as',
      cell: (row) => (
        <>
          {statusWords[row.status] ?? row.band}
          {row.positives.map((says) => (
            <span key={says} className="block">
              <AlertMark level="medium">{says}</AlertMark>
            </span>
          ))}
          <span className="block text-caption text-muted">{row.ruleSource}</span>
        </>
      ),
    },
    { key: 'when', header: 'Answered', sortBy: (row) => row.measuredAt, cell: (row) => moment(row.measuredAt, zone) },
    {
      key: 'how',
      header: 'By',
      wideOnly: true,
      cell: (row) => row.ratedBy ?? `${row.answeredBy === 'patient' ? 'Patient' : 'Clinician'}, ${row.mode}`,
    },
  ]
}

const statusWords: Readonly<Record<string, string>> = {
  incomplete: 'Incomplete: no total',
  started: 'Begun, not sent yet',
}

function withoutTotal(row: Result): string {
  if (row.status === 'started') return `${row.answered ?? 0} answered`
  return row.status === 'incomplete' ? `${row.missing} missing` : 'No total'
}
