/** `npm run bench [area …]`: measures each area on one demo clinic of the built server, and says what is met and what not. */
import { loadavg } from 'node:os'
import { appendFigures } from './appends.ts'
import { type BenchClinic, openClinic } from './clinic.ts'
import { entryFigures } from './entries.ts'
import { fhirFigures } from './fhir.ts'
import { firstRouteFigures } from './first-route.ts'
import type { Figure } from './measure.ts'
import { pdfFigures } from './pdf.ts'
import { machine, tableOf, writeResults } from './report.ts'
import { peakMemory, startFigures } from './start.ts'

const areas: Readonly<Record<string, (clinic: BenchClinic) => Promise<readonly Figure[]>>> = {
  start: startFigures,
  entries: entryFigures,
  fhir: fhirFigures,
  ledger: appendFigures,
  pdf: pdfFigures,
  web: firstRouteFigures,
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

async function measure(asked: readonly string[]): Promise<readonly Figure[]> {
  const clinic = await openClinic()
  try {
    const figures: Figure[] = []
    for (const [name, run] of Object.entries(areas)) {
      if (asked.length > 0 && !asked.includes(name)) continue
      const started = performance.now()
      figures.push(...(await run(clinic)))
      say(`Holdspace: measured ${name} (${((performance.now() - started) / 1000).toFixed(0)} s)`)
    }
    return [...figures, peakMemory(clinic)]
  } finally {
    await clinic.stop()
  }
}

const { cores, cpu, node } = machine()
say(`Holdspace: benchmarks on ${cores} cores (${cpu}), Node ${node}, load before the start ${loadavg()[0]?.toFixed(1)}`)
const figures = await measure(process.argv.slice(2))
say(`\n${tableOf(figures)}\n`)
say(`Holdspace: written to ${writeResults(figures, new Date())}`)
