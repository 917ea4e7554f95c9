/** `npm run bench [area …]`: measures each area on one demo clinic of the built server, and says what is met and what not. */
import { loadavg } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { actFigures } from './acts.ts'
import { appendFigures } from './appends.ts'
import { chartingFigures } from './charting.ts'
import { type BenchClinic, openClinic } from './clinic.ts'
import { entryFigures } from './entries.ts'
import { exportFigures } from './export.ts'
import { fhirFigures } from './fhir.ts'
import { firstPaintFigures } from './first-paint.ts'
import { firstRouteFigures } from './first-route.ts'
import type { Figure } from './measure.ts'
import { pdfFigures } from './pdf.ts'
import { machine, tableOf, writeResults } from './report.ts'
import { scaleFigures } from './scale.ts'
import { peakMemory, startFigures } from './start.ts'
import { tokenFigures } from './tokens.ts'
import { verifyFigures } from './verify.ts'

/** In this order: what needs a clinic on an ordinary day first, what fills the database last. */
const areas: Readonly<Record<string, (clinic: BenchClinic) => Promise<readonly Figure[]>>> = {
  start: startFigures,
  web: firstRouteFigures,
  paint: firstPaintFigures,
  charting: chartingFigures,
  entries: entryFigures,
  acts: actFigures,
  fhir: fhirFigures,
  tokens: tokenFigures,
  export: exportFigures,
  ledger: appendFigures,
  verify: verifyFigures,
  pdf: pdfFigures,
  scale: scaleFigures,
}

const failed: string[] = []

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

async function measure(asked: readonly string[]): Promise<readonly Figure[]> {
  const clinic = await openClinic()
  try {
    const figures: Figure[] = []
    for (const [name, run] of Object.entries(areas)) {
      if (asked.length > 0 && !asked.includes(name)) continue
      // After an area that kept this process busy, connections the server has closed meanwhile are seen to be closed.
      await pause(100)
      const started = performance.now()
      try {
        figures.push(...(await run(clinic)))
      } catch (error) {
        // One area that cannot be measured must not take the others' figures with it.
        failed.push(name)
        say(`Holdspace: ${name} could not be measured: ${error instanceof Error ? error.message : String(error)}`)
      }
      const took = `${((performance.now() - started) / 1000).toFixed(0)} s`
      say(`Holdspace: measured ${name} (${took}; the server's peak so far ${peakMemory(clinic).value} MB)`)
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
if (failed.length > 0) process.exitCode = 1
