'use client'
import {
  type ColumnDef,
  createSortedRowModel,
  rowSortingFeature,
  sortFns,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { clsx } from 'clsx'
import { type KeyboardEvent, type ReactNode, useMemo, useRef } from 'react'
import { Link as AriaLink } from 'react-aria-components/Link'

export interface TableColumn<Row> {
  readonly key: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** Figures stand right-aligned. */
  readonly align?: 'start' | 'end'
  /** What the column sorts by; without it the column does not sort. */
  readonly sortBy?: (row: Row) => string | number
  /** Left out below 768 px, where a row becomes a card; never the column that names the row. */
  readonly wideOnly?: boolean
}

export interface DataTableProps<Row> {
  /** Read to those who cannot see the table; shown when `showCaption`. */
  readonly caption: string
  readonly showCaption?: boolean
  /** The first column names the row and carries its link. */
  readonly columns: readonly TableColumn<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** Where the row leads. */
  readonly rowHref?: (row: Row) => string
  /** Stands in place of the rows when there are none. */
  readonly empty?: ReactNode
}

/** Said aloud, because CSS that turns rows into cards would otherwise take the table's meaning with it. */
const asIs = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  cell: { role: 'cell' },
} as const

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns,
})

/** Rows to look through: j/k or arrows move, Enter opens, Home and End jump. Below 768 px each row is a card. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { caption, showCaption, columns, rows, rowKey, empty } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const data = useMemo(() => [...rows], [rows])
  const definitions = useMemo(() => columns.map((column) => definitionOf(column)), [columns])
  const table = useTable({ features, columns: definitions, data, getRowId: rowKey })
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>
  return (
    <table {...asIs.table} className="w-full border-collapse text-left max-md:block">
      <caption className={showCaption === true ? 'px-4 py-2 text-left text-muted' : 'sr-only'}>{caption}</caption>
      <thead {...asIs.rowgroup} className="max-md:sr-only">
        <tr {...asIs.row}>
          {table.getFlatHeaders().map((header, index) => (
            <HeaderCell
              key={header.id}
              column={columns[index]}
              direction={header.column.getIsSorted()}
              onSort={() => header.column.toggleSorting()}
            />
          ))}
        </tr>
      </thead>
      <tbody
        {...asIs.rowgroup}
        ref={body}
        className="max-md:block"
        onKeyDown={(event) => moveBetweenRows(event, body.current)}
      >
        {table.getRowModel().rows.map((row) => (
          <BodyRow key={row.id} row={row.original} table={props} />
        ))}
      </tbody>
    </table>
  )
}

function definitionOf<Row extends object>(column: TableColumn<Row>): ColumnDef<typeof features, Row> {
  const { sortBy } = column
  return {
    id: column.key,
    accessorFn: (row: Row) => (sortBy === undefined ? null : sortBy(row)),
    enableSorting: sortBy !== undefined,
  }
}

function HeaderCell<Row>({
  column,
  direction,
  onSort,
}: {
  readonly column: TableColumn<Row> | undefined
  readonly direction: false | 'asc' | 'desc'
  readonly onSort: () => void
}) {
  if (column === undefined) return null
  const end = column.align === 'end'
  const sorted = direction === 'asc' ? 'ascending' : direction === 'desc' ? 'descending' : 'none'
  return (
    <th
      {...asIs.columnheader}
      scope="col"
      {...(column.sortBy === undefined ? {} : { 'aria-sort': sorted })}
      className={clsx(
        'whitespace-nowrap border-line border-b h-11 px-4 text-caption font-strong text-muted',
        end && 'text-right',
        column.wideOnly === true && 'max-md:hidden',
      )}
    >
      {column.sortBy === undefined ? (
        <span className="inline-flex items-center">{column.header}</span>
      ) : (
        <button
          type="button"
          onClick={onSort}
          className="-mx-1 inline-flex min-h-11 min-w-11 items-center gap-1 rounded-mark px-1 font-strong hover:text-ink"
        >
          {column.header}
          <span aria-hidden className={clsx('w-3 text-accent', direction === false && 'opacity-0')}>
            {direction === 'desc' ? '↓' : '↑'}
          </span>
        </button>
      )}
    </th>
  )
}

function BodyRow<Row extends object>({ row, table }: { readonly row: Row; readonly table: DataTableProps<Row> }) {
  const href = table.rowHref?.(row)
  const cells = table.columns.map((column) => column.cell(row))
  return (
    <tr
      {...asIs.row}
      className={clsx(
        'relative border-line border-b last:border-b-0 max-md:flex max-md:flex-wrap max-md:gap-x-4 max-md:px-4 max-md:py-2.5',
        href !== undefined && 'eased focus-within:bg-soft hover:bg-soft',
      )}
    >
      {table.columns.map((column, index) => (
        <td
          key={column.key}
          {...asIs.cell}
          className={clsx(
            'px-4 py-2 align-middle max-md:flex max-md:h-auto max-md:items-baseline max-md:gap-1.5 max-md:p-0 max-md:py-0.5',
            href === undefined ? 'h-9' : 'h-11',
            index === 0 && 'font-strong max-md:w-full',
            column.align === 'end' && 'tabular-nums md:text-right',
            column.wideOnly === true && 'max-md:hidden',
            // A card names only what it has.
            'max-md:has-[>div:empty]:hidden',
            isDate(cells[index]) && 'whitespace-nowrap',
          )}
        >
          {index === 0 ? null : (
            <span aria-hidden className="shrink-0 text-caption text-muted normal-nums md:hidden">
              {column.header}
            </span>
          )}
          {index === 0 && href !== undefined ? (
            <AriaLink
              href={href}
              data-row-link
              className="text-ink no-underline outline-none after:absolute after:inset-0 data-focus-visible:after:-outline-offset-2 data-focus-visible:after:outline-2 data-focus-visible:after:outline-accent"
            >
              {cells[index]}
            </AriaLink>
          ) : (
            // One box, so that a card sets the lines of a cell under each other as the table does.
            <div className="min-w-0">{cells[index]}</div>
          )}
        </td>
      ))}
    </tr>
  )
}

/** A date torn across two lines is a misread date. */
function isDate(cell: ReactNode): boolean {
  return typeof cell === 'string' && /^\d{2}-[A-Z][a-z]{2}-\d{4}/.test(cell)
}

const steps: Record<string, (at: number, last: number) => number> = {
  j: (at, last) => Math.min(last, at + 1),
  ArrowDown: (at, last) => Math.min(last, at + 1),
  k: (at) => Math.max(0, at - 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_at, last) => last,
}

function moveBetweenRows(event: KeyboardEvent, body: HTMLElement | null): void {
  const step = steps[event.key]
  if (step === undefined || body === null || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target instanceof HTMLElement && event.target.matches('input, textarea, select')) return
  const links = [...body.querySelectorAll<HTMLElement>('[data-row-link]')]
  const row = event.target instanceof HTMLElement ? event.target.closest('tr') : null
  const at = links.findIndex((link) => link.closest('tr') === row)
  if (at < 0) return
  event.preventDefault()
  links[step(at, links.length - 1)]?.focus()
}
