'use client'
import { formatDate } from '@holdspace/kit/calendar-words'
import { Badge } from '@holdspace/ui/badge'
import { DataTable, type TableColumn } from '@holdspace/ui/data-table'
import type { Answers } from '../outputs.ts'

type TextOfKind = Answers['consent']['texts']['kinds'][number]

const columns: readonly TableColumn<TextOfKind>[] = [
  { key: 'title', header: 'Consent', sortBy: (row) => row.title, cell: (row) => row.title },
  {
    key: 'now',
    header: 'In effect',
    cell: (row) => {
      const inEffect = row.versions.find((one) => one.isInEffect)
      return inEffect === undefined ? (
        <Badge look="draft">Draft, not approved</Badge>
      ) : (
        <>
          Version {inEffect.version}, since {formatDate(inEffect.effectiveFrom)}
          <span className="block text-muted">{inEffect.approvedByName}</span>
        </>
      )
    },
  },
  {
    key: 'before',
    header: 'Versions',
    align: 'end',
    wideOnly: true,
    cell: (row) => row.versions.length,
  },
  {
    key: 'who',
    header: 'You',
    wideOnly: true,
    cell: (row) => row.whyNot ?? 'May approve',
  },
]

/** Every consent the practice uses, with the text that is in effect. */
export function TextShelf({ kinds }: { readonly kinds: readonly TextOfKind[] }) {
  return (
    <DataTable
      caption="Consent texts"
      columns={columns}
      rows={kinds}
      rowKey={(row) => row.kind}
      rowHref={(row) => `/consents/texts/${row.kind}`}
    />
  )
}
