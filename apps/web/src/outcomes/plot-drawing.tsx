'use client'
import { dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import { instantFromMs } from '@holdspace/kit/elapsed'
import type { PlotLayout } from './plot-layout.ts'
import type { PlotStep } from './plot-steps.ts'

interface DrawingProps {
  readonly layout: PlotLayout
  readonly chosen: PlotStep | null
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
      <CutOff layout={layout} />
      <Doses layout={layout} chosen={chosen} />
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
        <text key={day.at} x={day.x} y={layout.height - 6} textAnchor="middle" className="fill-muted normal-nums">
          {formatDate(dateInZone(instantFromMs(day.at), zone)).slice(0, 6)}
        </text>
      ))}
    </>
  )
}

/** Each session by its number, sized and labelled by mg/kg and route; below it how deep the dissociation went. */
function Doses({ layout, chosen }: Pick<DrawingProps, 'layout' | 'chosen'>) {
  const { plot, doseLane, peakLane, doses } = layout
  if (doses.length === 0) return null
  return (
    <>
      <LaneName y={doseLane + 28}>mg/kg</LaneName>
      {doses.some((dose) => dose.peak !== null) ? <LaneName y={peakLane - 4}>peak</LaneName> : null}
      {doses.map((dose) => (
        <g key={dose.number}>
          <line
            x1={dose.x}
            x2={dose.x}
            y1={plot.top}
            y2={doseLane - dose.radius}
            className="stroke-accent"
            strokeDasharray="2 4"
          />
          <circle
            cx={dose.x}
            cy={doseLane}
            r={dose.radius}
            className={dose.number === chosen?.sessionNumber ? 'fill-fill stroke-ink' : 'fill-fill'}
            strokeWidth="3"
          />
          <text x={dose.x} y={doseLane + 4} textAnchor="middle" className="fill-on-fill font-bold tabular-nums">
            {dose.number}
          </text>
          {dose.label === null ? null : (
            <text x={dose.x} y={doseLane + 28} textAnchor="middle" className="fill-ink tabular-nums">
              {dose.label}
            </text>
          )}
          {dose.peak === null ? null : (
            <>
              <rect
                x={dose.x - 4}
                y={peakLane - dose.peak.height}
                width="8"
                height={Math.max(1, dose.peak.height)}
                className="fill-control-line"
              />
              {dose.peak.hasRoom ? (
                <text x={dose.x + 7} y={peakLane} className="fill-muted tabular-nums">
                  {dose.peak.value}
                </text>
              ) : null}
            </>
          )}
        </g>
      ))}
    </>
  )
}

function LaneName({ y, children }: { readonly y: number; readonly children: string }) {
  return (
    <text x="4" y={y} className="fill-muted">
      {children}
    </text>
  )
}

/** The cut-off the practice chose, as a line that says its number. */
function CutOff({ layout }: Pick<DrawingProps, 'layout'>) {
  const { plot, cutOff } = layout
  if (cutOff === null) return null
  return (
    <>
      <line x1={plot.left} x2={plot.right} y1={cutOff.y} y2={cutOff.y} className="stroke-muted" strokeDasharray="6 4" />
      <text x={plot.left + 4} y={cutOff.y - 5} className="fill-muted">
        cut-off {cutOff.value}
      </text>
    </>
  )
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
            r={at === chosen?.pointAt ? 7 : 4.5}
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
