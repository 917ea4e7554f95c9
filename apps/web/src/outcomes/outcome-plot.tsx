'use client'
import { dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import { Button } from '@holdspace/ui/button'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { OutcomeTable } from './outcome-table.tsx'
import { PlotDrawing } from './plot-drawing.tsx'
import { layoutPlot } from './plot-layout.ts'
import type { Outcomes, Series } from './shapes.ts'

interface OutcomePlotProps {
  readonly series: Series
  readonly doses: Outcomes['doses']
  readonly zone: string
}

/**
 * One questionnaire over time on its own bands, with each medicine session as a numbered mark below. Arrow keys step
 * through the measures and say each; the same numbers stand in a table.
 */
export function OutcomePlot({ series, doses, zone }: OutcomePlotProps) {
  const [asTable, setAsTable] = useState(false)
  const [chosen, setChosen] = useState<number | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const id = useId()
  const layout = layoutPlot({ ...series, doses }, width)
  const step = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (by === 0 || series.points.length === 0) return
    event.preventDefault()
    setChosen((before) => Math.min(series.points.length - 1, Math.max(0, (before ?? (by > 0 ? -1 : 1)) + by)))
  }
  const point = chosen === null ? undefined : series.points[chosen]
  return (
    <figure className="m-0" data-keep-together>
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <span>
          <span className="text-lead font-strong">{series.title}</span>{' '}
          <span className="text-muted">
            {series.about}. {series.higherIsWorse ? 'Lower is better.' : 'Higher is better.'}
          </span>
        </span>
        <Button
          size="compact"
          variant="quiet"
          data-screen-only
          aria-pressed={asTable}
          aria-controls={id}
          onPress={() => setAsTable(!asTable)}
        >
          {asTable ? 'Show the plot' : 'Show as a table'}
        </Button>
      </figcaption>
      <div ref={box} id={id}>
        {asTable ? (
          <OutcomeTable series={series} doses={doses} zone={zone} />
        ) : (
          <div
            role="slider"
            tabIndex={0}
            aria-label={summary(series, doses, zone)}
            aria-valuemin={1}
            aria-valuemax={Math.max(1, series.points.length)}
            aria-valuenow={(chosen ?? Math.max(0, series.points.length - 1)) + 1}
            aria-valuetext={point === undefined ? 'No measure chosen' : pointInWords(point, zone)}
            onKeyDown={step}
          >
            <PlotDrawing layout={layout} chosen={chosen} zone={zone} />
          </div>
        )}
      </div>
      <p className="min-h-6 text-muted">{point === undefined ? null : pointInWords(point, zone)}</p>
    </figure>
  )
}

function pointInWords(point: Series['points'][number], zone: string): string {
  const total = `${formatDate(dateInZone(point.at, zone))}: ${point.says}`
  return point.band === null ? total : `${total}, ${point.band}`
}

function summary(series: Series, doses: Outcomes['doses'], zone: string): string {
  const last = series.points.at(-1)
  if (last === undefined) return `${series.title}: no measure yet.`
  const day = formatDate(dateInZone(last.at, zone))
  return `${series.title}: ${series.points.length} measures and ${doses.length} sessions, the last measure ${last.says} on ${day}. Arrow keys step through the measures; all numbers are in the table.`
}

function useWidth(box: React.RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(800)
  useEffect(() => {
    const { current } = box
    if (current === null) return
    const seen = new ResizeObserver(([entry]) => {
      if (entry !== undefined && entry.contentRect.width > 0) setWidth(Math.round(entry.contentRect.width))
    })
    seen.observe(current)
    return () => seen.disconnect()
  }, [box])
  return width
}
