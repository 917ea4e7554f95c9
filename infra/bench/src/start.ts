import { readFileSync } from 'node:fs'
import type { BenchClinic } from './clinic.ts'
import { atMost, type Figure, percentile, round } from './measure.ts'

/** Start to a good `/readyz` of the built server on a seeded folder, and the memory it then holds. */
export async function startFigures(clinic: BenchClinic): Promise<Figure[]> {
  const took: number[] = []
  for (let time = 0; time < 3; time += 1) took.push(await clinic.restart())
  const ready = round(percentile(took, 0.5) / 1000, 2)
  const idle = residentMb(clinic, 'VmRSS')
  return [
    {
      area: 'start',
      name: 'start to ready, seeded folder',
      value: ready,
      unit: 's',
      held: ready,
      bar: atMost(4, 1.5, 's'),
      note: 'median of 3, embedded database included',
    },
    {
      area: 'start',
      name: 'memory of the server, idle',
      value: idle,
      unit: 'MB',
      held: idle,
      bar: atMost(400, 300, 'MB'),
    },
  ]
}

/** Called last: the most memory the server process held while everything else was measured. */
export function peakMemory(clinic: BenchClinic): Figure {
  const peak = residentMb(clinic, 'VmHWM')
  return {
    area: 'start',
    name: 'memory of the server, peak',
    value: peak,
    unit: 'MB',
    held: peak,
    bar: atMost(400, 300, 'MB'),
  }
}

/** Linux tells of other processes; elsewhere the figure is 0 and says so by itself. */
function residentMb(clinic: BenchClinic, field: 'VmRSS' | 'VmHWM'): number {
  const { pid } = clinic.server().child
  if (process.platform !== 'linux' || pid === undefined) return 0
  const line = readFileSync(`/proc/${pid}/status`, 'utf8')
    .split('\n')
    .find((one) => one.startsWith(field))
  return Math.round(Number(line?.match(/\d+/)?.[0] ?? 0) / 1024)
}
