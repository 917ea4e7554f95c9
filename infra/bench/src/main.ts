import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { root } from '@holdspace/server/places'
import { benchAppends } from './appends.ts'
import { type Clinic, openClinic } from './clinic.ts'
import { benchEntries } from './entries.ts'
import { benchFhir } from './fhir.ts'
import type { Row } from './measure.ts'
import { benchPapers } from './papers.ts'
import { benchStart } from './start.ts'

const parts: readonly (readonly [name: string, run: (clinic: Clinic) => Promise<readonly Row[]>])[] = [
  ['entries', benchEntries],
  ['fhir', benchFhir],
  ['appends', benchAppends],
  ['papers', benchPapers],
  ['start', benchStart],
]

function print(rows: readonly Row[]): void {
  const cells = rows.map((row) => [
    row.name,
    row.figure,
    row.floor ?? '',
    row.ratio === undefined ? '' : row.ratio.toFixed(2),
    row.must ?? '',
  ])
  const head = ['what', 'Holdspace', 'floor', 'ratio', 'must']
  const widths = head.map((title, at) => Math.max(title.length, ...cells.map((row) => (row[at] ?? '').length)))
  for (const row of [head, ...cells]) {
    process.stdout.write(
      `${row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd()}\n`,
    )
  }
}

const asked = process.argv.slice(2)
const clinic = await openClinic()
const rows: Row[] = []
try {
  for (const [name, run] of parts) {
    if (asked.length > 0 && !asked.includes(name)) continue
    process.stdout.write(`Holdspace: measuring ${name} …\n`)
    rows.push(...(await run(clinic)))
  }
} finally {
  await clinic.close()
}
print(rows)
const at = new Date().toISOString()
const machine = { node: process.version, platform: `${process.platform} ${process.arch}`, cores: cpus().length }
mkdirSync(join(root, 'bench', 'results'), { recursive: true })
const path = join(root, 'bench', 'results', `${at.replaceAll(':', '-')}.json`)
writeFileSync(path, `${JSON.stringify({ at, machine, rows }, null, 2)}\n`)
process.stdout.write(`Written to bench/results.\n`)
