'use client'
import { timeInZone } from '@holdspace/kit/calendar-words'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Button } from './button.tsx'
import { layoutVitalsChart, type VitalsChartData, type VitalsChartLayout } from './vitals-chart-data.ts'
import { VitalsLegend } from './vitals-legend.tsx'
import { VitalsMarks } from './vitals-marks.tsx'
import { VitalsTable } from './vitals-table.tsx'

export interface VitalsChartProps {
  readonly data: VitalsChartData
  /** The practice's time zone, IANA name. */
  readonly zone: string
  readonly label?: string
}

/**
 * The anaesthetic chart drawn from plain readings: ∨ systolic, ∧ diastolic, ● pulse, ◆ SpO2 below, on one time axis
 * with the doses, the events and the gaps; newest right; the same numbers as a table on demand (CH1–CH5).
 */
export function VitalsChart({ data, zone, label = 'Vitals over time' }: VitalsChartProps) {
  const [asTable, setAsTable] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const layout = layoutVitalsChart(data, width)
  const id = useId()
  return (
    <figure className="m-0" data-keep-together>
      <figcaption className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 pb-2">
        <VitalsLegend />
        <Button
          size="compact"
          variant="quiet"
          data-screen-only
          aria-pressed={asTable}
          aria-controls={id}
          onPress={() => setAsTable(!asTable)}
        >
          {asTable ? 'Show the chart' : 'Show as a table'}
        </Button>
      </figcaption>
      <div ref={box} id={id}>
        {asTable ? (
          <VitalsTable data={data} zone={zone} caption={label} />
        ) : (
          <ChartFrame layout={layout} zone={zone} label={`${label}. ${summary(data, zone)}`}>
            <VitalsMarks layout={layout} zone={zone} />
          </ChartFrame>
        )}
      </div>
      <EventWords layout={layout} zone={zone} />
      <p className="mt-2 text-caption text-muted">
        Holdspace keeps the record. It is not an alarm and does not replace watching the patient or the monitor.
      </p>
    </figure>
  )
}

function summary(data: VitalsChartData, zone: string): string {
  const last = data.points.at(-1)
  if (last === undefined) return 'No vitals yet.'
  const parts = [
    last.systolicMmHg === undefined
      ? null
      : `blood pressure ${last.systolicMmHg} over ${last.diastolicMmHg ?? 'not taken'}`,
    last.heartRateBpm === undefined ? null : `pulse ${last.heartRateBpm}`,
    last.spo2Percent === undefined ? null : `oxygen saturation ${last.spo2Percent} percent`,
  ].filter((part) => part !== null)
  return `${data.points.length} readings, the last at ${timeInZone(last.at, zone)}: ${parts.join(', ')}. All numbers are in the table.`
}

function ChartFrame({
  layout,
  zone,
  label,
  children,
}: {
  readonly layout: VitalsChartLayout
  readonly zone: string
  readonly label: string
  readonly children: ReactNode
}) {
  const { left, right, pressure, saturation } = layout
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      className="block h-auto w-full overflow-visible font-sans text-[12px]"
    >
      {[pressure, saturation].map((band) => (
        <g key={band.top}>
          {band.ticks.map((tick) => (
            <g key={tick.value}>
              <line x1={left} x2={right} y1={tick.y} y2={tick.y} className="stroke-line" />
              <text x={left - 8} y={tick.y + 4} textAnchor="end" className="fill-muted">
                {tick.value}
              </text>
            </g>
          ))}
        </g>
      ))}
      <text x={left} y={saturation.top - 7} className="fill-muted">
        SpO2 %
      </text>
      <text x={left} y={pressure.top - 8} className="fill-muted">
        mmHg · beats/min
      </text>
      {layout.timeTicks.map((tick) => (
        <g key={tick.at}>
          <line x1={tick.x} x2={tick.x} y1={pressure.top} y2={saturation.bottom} className="stroke-line" />
          <text x={tick.x} y={saturation.bottom + 20} textAnchor="middle" className="fill-muted">
            {timeInZone(tick.at, zone)}
          </text>
        </g>
      ))}
      {children}
    </svg>
  )
}

function EventWords({ layout, zone }: { readonly layout: VitalsChartLayout; readonly zone: string }) {
  const silent = [
    ...layout.doses.filter((mark) => mark.words === null).map((mark) => ({ ...mark, sign: '▼' })),
    ...layout.events.map((mark) => ({ ...mark, sign: String(mark.number) })),
  ]
  if (silent.length === 0) return null
  return (
    <ul className="mt-1 flex flex-wrap gap-x-5 gap-y-1">
      {silent.map((mark) => (
        <li key={`${mark.sign}${mark.at}`} className="flex items-baseline gap-1.5">
          <span
            aria-hidden
            className="grid size-4 translate-y-px place-items-center rounded-full border border-ink text-[0.6875rem] leading-none"
          >
            {mark.sign}
          </span>
          <span className="text-muted">{timeInZone(mark.at, zone)}</span>
          <span>{mark.label}</span>
        </li>
      ))}
    </ul>
  )
}

/** The width there is, in CSS pixels; 960 until it has been measured. The height never changes, so nothing moves. */
function useWidth(box: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(960)
  useEffect(() => {
    const element = box.current
    if (element === null) return
    const watch = new ResizeObserver(([entry]) => {
      if (entry !== undefined && entry.contentRect.width > 0) setWidth(Math.round(entry.contentRect.width))
    })
    watch.observe(element)
    return () => watch.disconnect()
  }, [box])
  return width
}
