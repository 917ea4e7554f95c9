'use client'
import { dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import { instantFromMs } from '@holdspace/kit/elapsed'
import type { PlotLayout } from './plot-layout.ts'

interface DrawingProps {
  readonly layout: PlotLayout
  readonly chosen: number | null
  readonly zone: string
}

/** The marks of the plot; everything it says is said in words beside it. */
export function PlotDrawing({ layout, chosen, zone }: DrawingProps) {
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      className="block h-auto w-full font-sans text-[12px]"
    >
      <Ground layout={layout} zone={zone} />
      <Doses layout={layout} />
      <Measures layout={layout} chosen={chosen} />
    </svg>
  )
}

function Ground({ layout, zone }: Omit<DrawingProps, 'chosen'>) {
  const { plot } = layout
  return (
    <>
      {layout.bands.map((band, at) => (
        <g key={band.label}>
          <rect
            x={plot.left}
            y={band.top}
            width={plot.right - plot.left}
            height={band.bottom - band.top}
            className={at % 2 === 0 ? 'fill-sunken' : 'fill-transparent'}
          />
          {plot.right + 60 > layout.width ? null : (
            <text x={plot.right + 8} y={(band.top + band.bottom) / 2 + 4} className="fill-muted">
              {band.label}
            </text>
          )}
        </g>
      ))}
      {layout.ticks.map((tick) => (
        <g key={tick.value}>
          <line x1={plot.left} x2={plot.right} y1={tick.y} y2={tick.y} className="stroke-line" />
          <text x={plot.left - 8} y={tick.y + 4} textAnchor="end" className="fill-muted tabular-nums">
            {tick.value}
          </text>
        </g>
      ))}
      {layout.days.map((day) => (
        <text key={day.at} x={day.x} y={layout.height - 6} textAnchor="middle" className="fill-muted">
          {formatDate(dateInZone(instantFromMs(day.at), zone)).slice(0, 6)}
        </text>
      ))}
    </>
  )
}

function Doses({ layout }: Pick<DrawingProps, 'layout'>) {
  const { plot, doseLane } = layout
  return layout.doses.map((dose) => (
    <g key={dose.number}>
      <line x1={dose.x} x2={dose.x} y1={plot.top} y2={doseLane - 9} className="stroke-accent" strokeDasharray="2 4" />
      <circle cx={dose.x} cy={doseLane} r="9" className="fill-fill" />
      <text x={dose.x} y={doseLane + 4} textAnchor="middle" className="fill-on-fill font-bold tabular-nums">
        {dose.number}
      </text>
    </g>
  ))
}

function Measures({ layout, chosen }: Pick<DrawingProps, 'layout' | 'chosen'>) {
  return (
    <>
      <polyline
        points={layout.points.map((one) => `${one.x},${one.y}`).join(' ')}
        className="fill-none stroke-ink"
        strokeWidth="2"
        strokeLinejoin="round"
      />
      {layout.points.map((one, at) => (
        <g key={`${one.at}-${one.says}`}>
          <circle
            cx={one.x}
            cy={one.y}
            r={at === chosen ? 7 : 4.5}
            className="fill-ink stroke-surface"
            strokeWidth="2"
          />
          <text x={one.x} y={one.y - 10} textAnchor="middle" className="fill-ink font-bold tabular-nums">
            {one.says}
          </text>
        </g>
      ))}
    </>
  )
}
