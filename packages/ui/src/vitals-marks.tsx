import { timeInZone } from '@holdspace/kit/calendar-words'
import { type Measure, narrowBelow, type ReadingMark, type VitalsChartLayout } from './vitals-chart-data.ts'

interface MarksProps {
  readonly layout: VitalsChartLayout
  readonly zone: string
}

/** Everything drawn inside the axes, furthest back first: gaps, limits, joins, readings, lanes, now. */
export function VitalsMarks({ layout, zone }: MarksProps) {
  return (
    <>
      <Gaps layout={layout} />
      <Limits layout={layout} />
      {layout.joins.map((join) => (
        <line
          key={`${join.measure}${join.x1}`}
          x1={join.x1}
          y1={join.y1}
          x2={join.x2}
          y2={join.y2}
          className={`${joinInk[join.measure]} stroke-1`}
        />
      ))}
      {layout.stems.map((stem) => (
        <line key={stem.x1} {...stem} className="stroke-ink/35 stroke-1" />
      ))}
      {backToFront(layout.readings).map((mark) => (
        <Reading key={`${mark.measure}${mark.at}`} mark={mark} zone={zone} />
      ))}
      <Lanes layout={layout} />
      <line
        x1={layout.nowX}
        x2={layout.nowX}
        y1={layout.eventY - 8}
        y2={layout.saturation.bottom}
        className="stroke-accent stroke-1"
        strokeDasharray="2 3"
      />
    </>
  )
}

const joinInk: Record<Measure, string> = {
  systolic: 'stroke-ink/25',
  diastolic: 'stroke-ink/25',
  pulse: 'stroke-accent/45',
  saturation: 'stroke-low/45',
}

const unitOf: Record<Measure, string> = {
  systolic: 'systolic mmHg',
  diastolic: 'diastolic mmHg',
  pulse: 'pulse beats/min',
  saturation: 'SpO2 %',
}

/** Where pulse and pressure meet, the chevrons stay in sight above the dots. */
function backToFront(readings: readonly ReadingMark[]): readonly ReadingMark[] {
  const dots = (mark: ReadingMark) => mark.measure === 'pulse' || mark.measure === 'saturation'
  return [...readings.filter(dots), ...readings.filter((mark) => !dots(mark))]
}

function Reading({ mark, zone }: { readonly mark: ReadingMark; readonly zone: string }) {
  const words = `${timeInZone(mark.at, zone)} ${unitOf[mark.measure]} ${mark.value}`
  return (
    <g transform={`translate(${mark.x} ${mark.y})`} data-reading={mark.measure} data-value={mark.value}>
      <title>{mark.beyond === undefined ? words : `${words}, ${mark.beyond.label}`}</title>
      {mark.beyond === undefined ? null : <Beyond mark={mark} />}
      <Sign measure={mark.measure} />
    </g>
  )
}

/** The signs of the anaesthetic chart; a halo of the paper's colour keeps them apart where they meet (CH3, CH5). */
export function Sign({ measure }: { readonly measure: Measure }) {
  switch (measure) {
    case 'systolic':
      return <Chevron points="-5,-4 0,3 5,-4" />
    case 'diastolic':
      return <Chevron points="-5,4 0,-3 5,4" />
    case 'pulse':
      return <circle r="4" className="fill-accent stroke-surface stroke-[1.5]" />
    case 'saturation':
      return <path d="M0-5 5 0 0 5-5 0Z" className="fill-low stroke-surface stroke-[1.5]" />
  }
}

function Chevron({ points }: { readonly points: string }) {
  return (
    <>
      <polyline points={points} className="fill-none stroke-[4] stroke-surface" strokeLinejoin="round" />
      <polyline
        points={points}
        className="fill-none stroke-2 stroke-ink"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  )
}

function Beyond({ mark }: { readonly mark: ReadingMark }) {
  const above = mark.beyond?.side === 'above'
  return (
    <>
      <circle r="9.5" className="fill-high-soft stroke-[1.5] stroke-high" />
      <text y={above ? -14 : 22} textAnchor="middle" className="fill-high font-bold">
        {mark.value}
      </text>
    </>
  )
}

/** About the width of a letter of the chart, in its own units. */
const letter = 6.4

function Gaps({ layout }: { readonly layout: VitalsChartLayout }) {
  const { pressure, saturation } = layout
  const pattern = 'gap-hatch'
  return (
    <>
      <defs>
        <pattern id={pattern} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="6" className="stroke-[1.5] stroke-medium/45" />
        </pattern>
      </defs>
      {layout.gaps.map((gap) => {
        const middle = (gap.x1 + gap.x2) / 2
        const long = gap.label.length * letter
        const roomy = gap.x2 - gap.x1 > long + 12
        // Upright it may not run out of the axes, over the doses; the title still says what was not taken.
        const words = roomy || pressure.bottom - pressure.top > long + 16 ? gap.label : gap.label.replace(/:.*/, '')
        return (
          <g key={`${gap.x1}${gap.label}`} data-gap>
            <title>{gap.label}</title>
            <rect
              x={gap.x1}
              y={pressure.top}
              width={Math.max(2, gap.x2 - gap.x1)}
              height={saturation.bottom - pressure.top}
              fill={`url(#${pattern})`}
            />
            <text
              {...(roomy
                ? { x: middle, y: pressure.bottom - 8, textAnchor: 'middle' as const }
                : { transform: `translate(${middle + 4} ${pressure.bottom - 8}) rotate(-90)` })}
              className="fill-medium stroke-[4] stroke-surface font-strong [paint-order:stroke]"
            >
              {words}
            </text>
          </g>
        )
      })}
    </>
  )
}

function Limits({ layout }: { readonly layout: VitalsChartLayout }) {
  const inside = layout.width < narrowBelow
  return layout.limits.map((limit) => (
    <g key={`${limit.measure}${limit.value}${limit.side}`}>
      <line
        x1={layout.left}
        x2={layout.right}
        y1={limit.y}
        y2={limit.y}
        className="stroke-1 stroke-high/70"
        strokeDasharray="6 4"
      />
      <text
        {...(inside
          ? { x: layout.left + 4, y: limit.y - 4, textAnchor: 'start' as const }
          : { x: layout.right + 8, y: limit.labelY + 4 })}
        className="fill-high stroke-[3] stroke-surface [paint-order:stroke]"
      >
        {limit.label}
      </text>
    </g>
  ))
}

function Lanes({ layout }: { readonly layout: VitalsChartLayout }) {
  return (
    <>
      {layout.infusions.map((bar) => (
        <g key={bar.x1}>
          <rect
            x={bar.x1}
            y={layout.infusionY - 8}
            width={Math.max(2, bar.plannedX2 - bar.x1)}
            height="16"
            rx="4"
            className="fill-none stroke-control-line"
            strokeDasharray="3 3"
          />
          <rect
            x={bar.x1}
            y={layout.infusionY - 8}
            width={Math.max(2, bar.x2 - bar.x1)}
            height="16"
            rx="4"
            className="fill-fill"
          />
          <text
            x={bar.wordsX}
            y={bar.words === 'above' ? layout.infusionY - 14 : layout.infusionY + 4}
            className={
              bar.words === 'inside'
                ? 'fill-on-fill font-strong'
                : 'fill-ink stroke-[4] stroke-surface font-strong [paint-order:stroke]'
            }
          >
            {bar.label}
          </text>
        </g>
      ))}
      {layout.doses.map((dose) => (
        <g key={`${dose.at}${dose.label}`} transform={`translate(${dose.x} ${layout.doseY})`} data-dose>
          <title>{dose.label}</title>
          <line y1="6" y2={layout.saturation.bottom - layout.doseY} className="stroke-1 stroke-ink/30" />
          <path d="M-6-5h12L0 6Z" className="fill-ink" />
          {dose.words === null ? null : (
            <text
              x={dose.words === 'right' ? 11 : -11}
              y="4"
              textAnchor={dose.words === 'right' ? 'start' : 'end'}
              className="fill-ink stroke-[4] stroke-surface font-bold [paint-order:stroke]"
            >
              {dose.label}
            </text>
          )}
        </g>
      ))}
      {layout.events.map((event) => (
        <g key={`${event.at}${event.label}`} transform={`translate(${event.x} ${layout.eventY})`} data-event>
          <title>{event.label}</title>
          <circle r="8.5" className="fill-surface stroke-1 stroke-ink" />
          <text y="4" textAnchor="middle" className="fill-ink text-[11px]">
            {event.number}
          </text>
        </g>
      ))}
    </>
  )
}
