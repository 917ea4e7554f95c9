'use client'
import { formatDate } from '@holdspace/kit/calendar-words'
import { DataTable, type TableColumn } from '@holdspace/ui/data-table'
import { Link } from '@holdspace/ui/link'
import { EmptyState } from '@holdspace/ui/states'
import type { Answers } from '../outputs.ts'
import { dateAndTime } from '../people/words.ts'
import { howWords, paperAddress } from './state-words.ts'

type Signed = Answers['consent']['ofPatient']['papers'][number]

/** Everything that was ever signed, newest first. A signed paper is never removed, whatever came after it. */
export function SignedPapers({ papers, zone }: { readonly papers: readonly Signed[]; readonly zone: string }) {
  return (
    <DataTable
      caption="Everything that was signed"
      columns={columnsIn(zone)}
      rows={papers}
      rowKey={(row) => row.consentId}
      empty={
        <EmptyState title="Nothing was signed yet">
          Start with the treatment consent above, or send the forms to the patient’s phone.
        </EmptyState>
      }
    />
  )
}

function columnsIn(zone: string): readonly TableColumn<Signed>[] {
  return [
    {
      key: 'paper',
      header: 'Paper',
      cell: (row) => (
        <>
          <Link href={paperAddress(row.consentId)} target="_blank">
            {row.title}
          </Link>
          <span className="block font-regular text-muted">
            Version {row.version}
            {row.language === 'es' ? ', Spanish' : ''}
          </span>
        </>
      ),
    },
    {
      key: 'signed',
      header: 'Signed',
      sortBy: (row) => row.signedAt,
      cell: (row) => (
        <>
          {dateAndTime(row.signedAt, zone)}
          <span className="block text-muted">{row.signerName}</span>
        </>
      ),
    },
    {
      key: 'how',
      header: 'How',
      wideOnly: true,
      cell: (row) => (
        <>
          {howWords[row.how]}
          <span className="block text-muted">{row.takenByName}</span>
        </>
      ),
    },
    {
      key: 'until',
      header: 'Holds',
      cell: (row) =>
        row.withdrawal === null ? (
          row.lastDay === null ? (
            'No end'
          ) : (
            `Until ${formatDate(row.lastDay)}`
          )
        ) : (
          <>
            Withdrawn {dateAndTime(row.withdrawal.at, zone)}
            <span className="block text-muted">
              {row.withdrawal.how}; {row.withdrawal.takenByName}
            </span>
          </>
        ),
    },
  ]
}
