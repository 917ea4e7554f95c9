'use client'
import { dateInZone, formatDate, timeInZone } from '@holdspace/kit/calendar-words'
import { Badge } from '@holdspace/ui/badge'
import { DataTable, type TableColumn } from '@holdspace/ui/data-table'
import { Link } from '@holdspace/ui/link'
import { EmptyState } from '@holdspace/ui/states'
import type { Answers } from '../outputs.ts'

type View = Answers['billing']['papers']
type Paper = View['papers'][number]

const familyWords: { readonly [F in Paper['family']]: string } = {
  'session-record': 'Record of care',
  consent: 'Consent',
  money: 'Money',
}
const stateWords: { readonly [S in Paper['state']]: string } = {
  stands: 'Stands',
  superseded: 'A newer one took its place',
  void: 'Void',
  withdrawn: 'Withdrawn',
}

/** Every paper of one person, newest first, each with the hash of what was given out. */
export function PaperList({ papers, zone }: Pick<View, 'papers' | 'zone'>) {
  return (
    <DataTable
      caption="Papers of this person"
      columns={columnsIn(zone)}
      rows={papers}
      rowKey={(paper) => `${paper.family} ${paper.id}`}
      empty={
        <EmptyState title="No paper yet">
          Consents come here when they are signed, session records when they are locked, and papers about money when
          they are made under Money.
        </EmptyState>
      }
    />
  )
}

function columnsIn(zone: string): readonly TableColumn<Paper>[] {
  return [
    {
      key: 'paper',
      header: 'Paper',
      sortBy: (paper) => `${paper.title} ${paper.number}`,
      cell: (paper) => (
        <>
          {paper.href === null ? (
            <span className="font-strong">{paper.title}</span>
          ) : (
            <Link href={paper.href} target="_blank">
              {paper.title}
            </Link>
          )}
          <span className="block text-muted">{paper.number}</span>
        </>
      ),
    },
    { key: 'family', header: 'About', sortBy: (paper) => paper.family, cell: (paper) => familyWords[paper.family] },
    {
      key: 'at',
      header: 'Made',
      sortBy: (paper) => paper.at,
      cell: (paper) => (
        <span className="whitespace-nowrap">
          {formatDate(dateInZone(paper.at, zone))} {timeInZone(paper.at, zone)}
        </span>
      ),
    },
    {
      key: 'state',
      header: 'Now',
      cell: (paper) => <Badge look={paper.state === 'stands' ? 'accent' : 'plain'}>{stateWords[paper.state]}</Badge>,
    },
    {
      key: 'hash',
      header: 'SHA-256',
      wideOnly: true,
      cell: (paper) => (
        <code className="text-caption text-muted" title={paper.hash}>
          {paper.hash.slice(0, 12)}…
        </code>
      ),
    },
  ]
}
