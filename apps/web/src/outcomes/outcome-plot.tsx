'use client'
import { dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import { Button } from '@holdspace/ui/button'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { OutcomeTable } from './outcome-table.tsx'
import { PlotDrawing } from './plot-drawing.tsx'
import { layoutPlot } from './plot-layout.ts'
import { plotSteps, stepBy } from './plot-steps.ts'
import type { Outcomes, Series } from './shapes.ts'

interface OutcomePlotProps {
  readonly series: Series
  readonly doses: Outcomes['doses']
  readonly zone: string
}

/**
 * One questionnaire over time on its own bands, with each medicine session as a numbered mark below, sized by mg/kg.
 * Arrow keys step through measures and sessions and say each; the same numbers stand in a table, on paper below the plot.
 */
export function OutcomePlot({ series, doses, zone }: OutcomePlotProps) {
  const [asTable, setAsTable] = useState(false)
  const [chosen, setChosen] = useState<number | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const id = useId()
  const { cutOff, ...scale } = series
  const layout = layoutPlot({ ...scale, doses, ...(cutOff === null ? {} : { cutOff: cutOff.value }) }, width)
  const steps = plotSteps(series, doses, zone)
  const step = (event: KeyboardEvent) => {
    const to = stepBy(event.key, chosen, steps.length)
    if (to === null) return
    event.preventDefault()
    setChosen(to)
  }
  const words = chosen === null ? undefined : steps[chosen]?.words
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
            aria-valuemax={Math.max(1, steps.length)}
            aria-valuenow={(chosen ?? Math.max(0, steps.length - 1)) + 1}
            aria-valuetext={words ?? 'Nothing chosen'}
            onKeyDown={step}
          >
            <PlotDrawing layout={layout} chosen={chosen === null ? null : (steps[chosen] ?? null)} zone={zone} />
          </div>
        )}
      </div>
      <p className="mt-1 min-h-6 text-muted" data-screen-only>
        {words ?? (doses.length === 0 ? null : legend(doses))}
      </p>
      {asTable ? null : (
        <div className="hidden print:block">
          <OutcomeTable series={series} doses={doses} zone={zone} />
        </div>
      )}
    </figure>
  )
}

/** What stands below the line, for whoever sees the plot for the first time. */
function legend(doses: Outcomes['doses']): string {
  const depth = doses.some((dose) => dose.dissociationPeak !== null)
  return `Below the line: each session by its number, and its dose${depth ? '; peak is how deep the dissociation went, 0 to 10' : ''}.`
}

function summary(series: Series, doses: Outcomes['doses'], zone: string): string {
  const last = series.points.at(-1)
  if (last === undefined) return `${series.title}: no measure yet.`
  const day = formatDate(dateInZone(last.at, zone))
  return `${series.title}: ${series.points.length} measures and ${doses.length} sessions, the last measure ${last.says} on ${day}. Arrow keys step through measures and sessions; all numbers are in the table.`
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
