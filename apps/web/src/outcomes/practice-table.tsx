'use client'
import { Button } from '@holdspace/ui/button'
import { DataTable } from '@holdspace/ui/data-table'
import { EmptyState } from '@holdspace/ui/states'
import type { Answers } from '../outputs.ts'
import { indicationWords } from './words.ts'

type Group = Answers['outcome']['ofPractice']['groups'][number]

/** By protocol and indication, with how many and how sure; small groups say so beside the number. */
export function PracticeTable({ groups }: { readonly groups: readonly Group[] }) {
  return (
    <DataTable
      caption="Outcomes by protocol and indication"
      columns={[
        { key: 'protocol', header: 'Protocol', sortBy: (row) => row.protocol, cell: (row) => row.protocol },
        { key: 'indication', header: 'For', cell: (row) => indicationWords[row.indication] ?? row.indication },
        { key: 'treated', header: 'Treated', align: 'end', sortBy: (row) => row.treated, cell: (row) => row.treated },
        {
          key: 'measured',
          header: 'Measured',
          align: 'end',
          sortBy: (row) => row.measured,
          cell: (row) => row.measured,
        },
        {
          key: 'share',
          header: 'In response now',
          cell: (row) =>
            row.share === null ? (
              <span className="text-muted">Nobody measured twice</span>
            ) : (
              <Share row={row} share={row.share} />
            ),
        },
        { key: 'remitted', header: 'Remission', align: 'end', wideOnly: true, cell: (row) => row.remitted },
        { key: 'worse', header: 'Worse', align: 'end', wideOnly: true, cell: (row) => row.deteriorated },
      ]}
      rows={groups}
      rowKey={(row) => `${row.protocol}-${row.indication}`}
      empty={
        <EmptyState title="Nobody treated yet">
          Outcomes stand here once somebody had a session and a measure after it.
        </EmptyState>
      }
    />
  )
}

function Share({ row, share }: { readonly row: Group; readonly share: NonNullable<Group['share']> }) {
  return (
    <div className="min-w-44">
      <span className="tabular-nums">
        <strong>{share.percent} %</strong> ({row.responded} of {row.measured})
      </span>
      <svg aria-hidden viewBox="0 0 100 10" preserveAspectRatio="none" className="mt-1 block h-2.5 w-full">
        <rect x="0" y="4" width="100" height="2" className="fill-line" />
        <rect x={share.low} y="2.5" width={Math.max(1, share.high - share.low)} height="5" className="fill-soft" />
        <rect x={Math.max(0, share.percent - 0.75)} y="0" width="1.5" height="10" className="fill-accent" />
      </svg>
      <span className="text-caption text-muted">
        95 % interval {share.low}–{share.high} %{row.measured < 11 ? '; few people' : ''}
      </span>
    </div>
  )
}

/** Saves the export as a file; fewer than eleven people are told only as that. */
export function ExportButton({ csv, name }: { readonly csv: string; readonly name: string }) {
  const save = () => {
    const link = document.createElement('a')
    const address = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }))
    link.href = address
    link.download = `${name}.csv`
    link.click()
    URL.revokeObjectURL(address)
  }
  return <Button onPress={save}>Export, small numbers left out</Button>
}
