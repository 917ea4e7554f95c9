'use client'
import { timeInZone } from '@holdspace/kit/calendar-words'
import type { Instant } from '@holdspace/kit/instant'
import { clsx } from 'clsx'
import { useEffect, useRef } from 'react'

export interface FlowsheetMeasure {
  readonly key: string
  readonly label: string
  readonly unit: string
}

export interface FlowsheetCell {
  /** Already formatted; absent when it was not obtained, which takes a reason. */
  readonly value?: string
  readonly notObtained?: string
  /** Beyond a limit of the protocol: its words. */
  readonly beyond?: string
  /** The value first written, struck through beside the corrected one. */
  readonly correctedFrom?: string
}

export interface FlowsheetColumn {
  readonly at: Instant
  readonly who: string
  readonly lateByMinutes?: number
  readonly cells: Readonly<Record<string, FlowsheetCell>>
}

export interface FlowsheetProps {
  readonly label: string
  readonly measures: readonly FlowsheetMeasure[]
  /** In time order, newest last; the sheet opens at the newest, at the right like the chart. */
  readonly columns: readonly FlowsheetColumn[]
  readonly zone: string
}

/** Rows are what is measured, columns the times. The row names stay while the times scroll beneath them. */
export function Flowsheet({ label, measures, columns, zone }: FlowsheetProps) {
  const box = useRef<HTMLElement>(null)
  const count = columns.length
  useEffect(() => {
    if (box.current !== null && count > 0) box.current.scrollLeft = box.current.scrollWidth
  }, [count])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
    <section ref={box} aria-label={label} tabIndex={0} className="relative overflow-x-auto">
      <table data-figures className="ml-auto border-collapse">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr>
            <th
              scope="col"
              className="sticky left-0 z-10 w-full min-w-36 bg-surface px-4 py-1.5 text-left text-caption font-strong text-muted"
            >
              Measure
            </th>
            {columns.map((column, index) => (
              <TimeHead key={column.at} column={column} zone={zone} newest={index === count - 1} />
            ))}
          </tr>
        </thead>
        <tbody>
          {measures.map((measure) => (
            <tr key={measure.key} className="border-line border-t">
              <th scope="row" className="sticky left-0 z-10 h-9 bg-surface px-4 text-left font-strong">
                {measure.label}{' '}
                <span className="whitespace-nowrap text-caption font-regular text-muted">{measure.unit}</span>
              </th>
              {columns.map((column, index) => (
                <td
                  key={column.at}
                  className={clsx('whitespace-nowrap px-3 text-right', index === count - 1 && 'bg-soft font-bold')}
                >
                  <Cell cell={column.cells[measure.key]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function TimeHead({
  column,
  zone,
  newest,
}: {
  readonly column: FlowsheetColumn
  readonly zone: string
  readonly newest: boolean
}) {
  return (
    <th
      scope="col"
      className={clsx('min-w-16 px-3 py-1.5 text-right align-bottom text-caption', newest && 'rounded-t-mark bg-soft')}
    >
      {column.lateByMinutes === undefined ? null : (
        <span className="block whitespace-nowrap font-regular text-muted">late {column.lateByMinutes} min</span>
      )}
      <time dateTime={column.at} className="block text-body font-bold">
        {timeInZone(column.at, zone)}
      </time>
      <span className="block whitespace-nowrap font-regular text-muted">{column.who}</span>
    </th>
  )
}

function Cell({ cell }: { readonly cell: FlowsheetCell | undefined }) {
  if (cell === undefined) return <span className="sr-only">not taken</span>
  return (
    <>
      {cell.correctedFrom === undefined ? null : (
        <s className="mr-1.5 font-regular text-muted">
          <span className="sr-only">first written </span>
          {cell.correctedFrom}
        </s>
      )}
      {cell.value === undefined ? (
        <span className="font-regular text-muted" title={cell.notObtained}>
          – <span className="sr-only">not obtained: {cell.notObtained}</span>
        </span>
      ) : cell.beyond === undefined ? (
        cell.value
      ) : (
        <span className="font-bold text-high" title={cell.beyond}>
          <span aria-hidden className="text-[0.6em] tracking-tighter">
            ▲▲▲{' '}
          </span>
          {cell.value}
          <span className="sr-only"> {cell.beyond}</span>
        </span>
      )}
    </>
  )
}
