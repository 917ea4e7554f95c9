import { timeInZone } from '@holdspace/kit/calendar-words'
import { beyondLimit, type Measure, measures, type VitalsChartData, valueIn } from './vitals-chart-data.ts'

const headings: Record<Measure, string> = {
  systolic: 'Systolic mmHg',
  diastolic: 'Diastolic mmHg',
  pulse: 'Pulse beats/min',
  saturation: 'SpO2 %',
}

/** The chart's numbers for those who read better than they see, newest first. */
export function VitalsTable({
  data,
  zone,
  caption,
}: {
  readonly data: VitalsChartData
  readonly zone: string
  readonly caption: string
}) {
  const heading = 'whitespace-nowrap border-line border-b px-3 py-1.5 text-right text-caption font-strong text-muted'
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
    <section className="max-h-96 overflow-auto" tabIndex={0} aria-label={caption}>
      <table data-figures className="w-full border-collapse">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" className={`${heading} text-left`}>
              Time
            </th>
            {measures.map((measure) => (
              <th key={measure} scope="col" className={heading}>
                {headings[measure]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.points.toReversed().map((point) => (
            <tr key={point.at} className="border-line border-b">
              <th scope="row" className="h-9 px-3 text-left font-strong">
                {timeInZone(point.at, zone)}
              </th>
              {measures.map((measure) => (
                <td key={measure} className="px-3 text-right">
                  <Value measure={measure} value={valueIn(point, measure)} data={data} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Value({
  measure,
  value,
  data,
}: {
  readonly measure: Measure
  readonly value: number | undefined
  readonly data: VitalsChartData
}) {
  if (value === undefined) return <span className="text-muted">not taken</span>
  const beyond = beyondLimit(measure, value, data.limits)
  if (beyond === undefined) return <>{value}</>
  return (
    <span className="font-bold text-high">
      <span aria-hidden className="text-[0.6em]">
        ▲▲▲{' '}
      </span>
      {value} <span className="text-caption font-regular">{beyond.label}</span>
    </span>
  )
}
