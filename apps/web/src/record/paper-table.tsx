import type { BlockOf, Row } from '@holdspace/documents/block'
import { Badge } from '@holdspace/ui/badge'
import { RichText } from './rich-text.tsx'

type Table = BlockOf<'table'>

/** Said aloud, because CSS that turns rows into cards would otherwise take the table's meaning with it. */
const asIs = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  cell: { role: 'cell' },
} as const

/** A table of the paper. On a phone each row stands as a small card with its headings, so that nothing is cut off. */
export function PaperTable({ block }: { readonly block: Table }) {
  if (block.rows.length === 0) return <p className="text-muted">{block.empty}</p>
  const parts = block.columns.reduce((sum, column) => sum + column.parts, 0)
  return (
    <table {...asIs.table} className="w-full border-collapse max-md:block md:table-fixed">
      <caption className="sr-only">{block.caption}</caption>
      <colgroup className="max-md:hidden">
        {block.columns.map((column) => (
          <col key={column.title} width={`${(column.parts / parts) * 100}%`} />
        ))}
      </colgroup>
      <thead {...asIs.rowgroup} className="max-md:sr-only">
        <tr {...asIs.row}>
          {block.columns.map((column) => (
            <th
              key={column.title}
              scope="col"
              {...asIs.columnheader}
              className={`border-ink/60 border-b px-2 py-1.5 align-bottom text-caption font-strong text-muted first:pl-0 last:pr-0 ${side(column.align)}`}
            >
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...asIs.rowgroup} className="max-md:block">
        {block.rows.map((row, at) => (
          // The rows of a paper have no name but their place, and never move.
          <PaperRow key={at} row={row} columns={block.columns} />
        ))}
      </tbody>
    </table>
  )
}

function PaperRow({ row, columns }: { readonly row: Row; readonly columns: Table['columns'] }) {
  const last = row.cells.length - 1
  return (
    <tr
      {...asIs.row}
      className="border-line border-b align-baseline max-md:grid max-md:grid-cols-[minmax(0,1fr)] max-md:gap-y-0.5 max-md:py-2.5"
    >
      {row.cells.map((cell, at) => {
        const column = columns[at]
        return (
          <td
            key={column?.title ?? at}
            {...asIs.cell}
            className={`px-2 py-1.5 [overflow-wrap:anywhere] first:pl-0 last:pr-0 max-md:flex max-md:gap-3 max-md:p-0 max-md:text-left ${side(column?.align ?? 'left')}`}
          >
            <span aria-hidden className="w-28 shrink-0 text-caption leading-5 text-muted md:hidden">
              {column?.title}
            </span>
            <span className="min-w-0">
              <RichText runs={cell} />
              {row.careTeamOnly && at === last ? (
                <span className="ml-2 inline-block align-middle">
                  <Badge>Care team only</Badge>
                </span>
              ) : null}
            </span>
          </td>
        )
      })}
    </tr>
  )
}

function side(align: Table['columns'][number]['align']): string {
  return align === 'right' ? 'text-right' : 'text-left'
}
