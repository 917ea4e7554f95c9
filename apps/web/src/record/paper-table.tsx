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

/** Columns beyond which a row is figures to compare, not a card to read: such a table keeps its form and scrolls. */
const mostColumnsOfCard = 5

/** A table of the paper. On a phone each row stands as a small card with its headings, so that nothing is cut off. */
export function PaperTable({ block }: { readonly block: Table }) {
  if (block.rows.length === 0) return <p className="text-muted">{block.empty}</p>
  if (block.columns.length <= mostColumnsOfCard) return <Rows block={block} look={asCards} />
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
    <section tabIndex={0} aria-label={block.caption} className="relative -mx-1 overflow-x-auto px-1">
      <Rows block={block} look={asTable} />
    </section>
  )
}

interface Look {
  readonly table: string
  readonly columns: string
  readonly head: string
  readonly body: string
  readonly row: string
  readonly cell: string
  readonly emptyCell: string
  readonly label: string
}

const asTable: Look = {
  table: 'min-w-xl table-fixed',
  columns: '',
  head: '',
  body: '',
  row: '',
  cell: '',
  emptyCell: '',
  label: 'hidden',
}

const asCards: Look = {
  table: 'max-md:block md:table-fixed',
  columns: 'max-md:hidden',
  head: 'max-md:sr-only',
  body: 'max-md:block',
  row: 'max-md:grid max-md:grid-cols-[minmax(0,1fr)] max-md:gap-y-0.5 max-md:py-2.5',
  cell: 'max-md:flex max-md:gap-3 max-md:p-0 max-md:text-left',
  emptyCell: 'max-md:hidden',
  label: 'w-28 shrink-0 text-caption leading-5 text-muted md:hidden',
}

function Rows({ block, look }: { readonly block: Table; readonly look: Look }) {
  const parts = block.columns.reduce((sum, column) => sum + column.parts, 0)
  return (
    <table {...asIs.table} className={`w-full border-collapse ${look.table}`}>
      <caption className="sr-only">{block.caption}</caption>
      <colgroup className={look.columns}>
        {block.columns.map((column) => (
          <col key={column.title} width={`${(column.parts / parts) * 100}%`} />
        ))}
      </colgroup>
      <thead {...asIs.rowgroup} className={look.head}>
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
      <tbody {...asIs.rowgroup} className={look.body}>
        {block.rows.map((row, at) => (
          // The rows of a paper have no name but their place, and never move.
          <PaperRow key={at} row={row} columns={block.columns} look={look} />
        ))}
      </tbody>
    </table>
  )
}

interface PaperRowProps {
  readonly row: Row
  readonly columns: Table['columns']
  readonly look: Look
}

function PaperRow({ row, columns, look }: PaperRowProps) {
  const last = row.cells.length - 1
  return (
    <tr {...asIs.row} className={`border-line border-b align-baseline ${look.row}`}>
      {row.cells.map((cell, at) => {
        const column = columns[at]
        const isEmpty = cell.every((run) => run.text === '') && !(row.careTeamOnly && at === last)
        return (
          <td
            key={column?.title ?? at}
            {...asIs.cell}
            className={`px-2 py-1.5 [overflow-wrap:anywhere] first:pl-0 last:pr-0 ${look.cell} ${isEmpty ? look.emptyCell : ''} ${side(column?.align ?? 'left')}`}
          >
            <span aria-hidden className={look.label}>
              {column?.title}
            </span>
            <span className="min-w-0">
              <RichText runs={cell} />{' '}
              {row.careTeamOnly && at === last ? (
                <span className="inline-block align-middle">
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
