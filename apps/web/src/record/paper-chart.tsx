'use client'
import type { VitalsChart as ChartBlock } from '@holdspace/documents/block'
import { VitalsChart } from '@holdspace/ui/vitals-chart'
import type { VitalsChartData } from '@holdspace/ui/vitals-chart-data'

/** The chart of the paper: the very readings that are signed, none more and none between them (CH4). */
export function PaperChart({ block, zone }: { readonly block: ChartBlock; readonly zone: string }) {
  return <VitalsChart data={chartDataOf(block)} zone={zone} label={block.alt} />
}

export function chartDataOf(block: ChartBlock): VitalsChartData {
  return {
    points: block.readings.map(({ at, systolicMmHg, diastolicMmHg, heartRateBpm, spo2Percent }) => ({
      at,
      ...(systolicMmHg === undefined ? {} : { systolicMmHg }),
      ...(diastolicMmHg === undefined ? {} : { diastolicMmHg }),
      ...(heartRateBpm === undefined ? {} : { heartRateBpm }),
      ...(spo2Percent === undefined ? {} : { spo2Percent }),
    })),
    doses: block.doses,
    infusions: block.infusions.map(({ from, to, label }) => ({ from, until: to, label })),
    events: [],
    gaps: block.gaps,
    limits: [],
    from: block.from,
    now: block.to,
  }
}
