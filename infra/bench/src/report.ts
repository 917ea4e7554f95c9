import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { root } from '@holdspace/server/places'
import { type Figure, round, verdictOf } from './measure.ts'

const resultsDir = join(root, 'bench', 'results')

function cellsOf(figure: Figure): readonly string[] {
  const { area, name, value, unit, floor, held, costs, bar, note } = figure
  const limits = bar === undefined ? '' : `${bar.is === 'at-least' ? '≥' : '≤'} ${bar.must} / ${bar.aim} ${bar.unit}`
  return [
    area,
    name,
    `${value} ${unit}`,
    floor === undefined ? '' : `${floor} ${unit}`,
    floor === undefined ? '' : `${round(held)} %`,
    costs === undefined ? '' : `${costs[0]} / ${costs[1]} µs`,
    limits,
    bar === undefined ? '' : verdictOf(figure),
    note ?? '',
  ]
}

const titles = ['area', 'what', 'measured', 'floor', 'share', 'processor time each', 'must / aim', 'verdict', 'note']

/** The table, as it stands on the screen and, in the same form, in docs/performance.md. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = [titles, ...figures.map(cellsOf)]
  const widths = titles.map((_title, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  const line = (row: readonly string[]) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [line(titles), rule, ...figures.map(cellsOf).map(line)].join('\n')
}

/** What the figures were measured on: they move from machine to machine, the shares much less. */
export function machine() {
  const all = cpus()
  return {
    cores: all.length,
    cpu: all[0]?.model ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  }
}

/** Writes the figures as JSON and answers the path. */
export function writeResults(figures: readonly Figure[], at: Date): string {
  mkdirSync(resultsDir, { recursive: true })
  const path = join(resultsDir, `${at.toISOString().replace(/[:.]/g, '-')}.json`)
  const told = figures.map((figure) => ({ ...figure, verdict: verdictOf(figure) }))
  writeFileSync(path, `${JSON.stringify({ at, machine: machine(), figures: told }, null, 2)}\n`)
  return path
}
