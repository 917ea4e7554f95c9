import type { ReactNode } from 'react'
import { type Measure, measures } from './vitals-chart-data.ts'
import { Sign } from './vitals-marks.tsx'

const words: Record<Measure, string> = {
  systolic: 'systolic',
  diastolic: 'diastolic',
  pulse: 'pulse',
  saturation: 'SpO2',
}

/** Every chart has its legend (CH3). */
export function VitalsLegend() {
  return (
    <ul className="flex flex-wrap items-center gap-x-4 gap-y-1 text-caption text-muted">
      {measures.map((measure) => (
        <LegendItem key={measure} word={words[measure]}>
          <Sign measure={measure} />
        </LegendItem>
      ))}
      <LegendItem word="dose">
        <path d="M-5-4h10L0 5Z" className="fill-ink" />
      </LegendItem>
      <LegendItem word="event">
        <circle r="6" className="fill-none stroke-ink" />
      </LegendItem>
      <LegendItem word="beyond a limit">
        <circle r="6.5" className="fill-high-soft stroke-[1.5] stroke-high" />
      </LegendItem>
      <LegendItem word="vitals missing">
        <path d="M-6 5 1-6M-1 6 6-5" className="stroke-2 stroke-medium" />
      </LegendItem>
    </ul>
  )
}

function LegendItem({ word, children }: { readonly word: string; readonly children: ReactNode }) {
  return (
    <li className="inline-flex items-center gap-1.5">
      <svg aria-hidden viewBox="-8 -8 16 16" className="size-4">
        {children}
      </svg>
      {word}
    </li>
  )
}
