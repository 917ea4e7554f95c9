import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from './finding.ts'

export const hazardLog = 'docs/safety/hazard-log.md'

export interface Guard {
  /** From the root of the repository. */
  readonly path: string
  /** The beginning of the test's name, as it stands in the file. */
  readonly test: string
}

export interface Hazard {
  readonly id: string
  readonly line: number
  readonly guards: readonly Guard[]
  /** The row says itself that nothing guards this hazard yet. */
  readonly isOpen: boolean
}

const rowOfHazard = /^\| ([MH]\d{2}) +\|/
const guardShape = /^`([^`]+)` › (.+)$/

/** The rows of the log: `| id | hazard | cause | control | guard tests | what remains |`, guards parted by `<br>`. */
export function readHazards(log: string): Hazard[] {
  return log.split('\n').flatMap((text, at) => {
    const id = rowOfHazard.exec(text)?.[1]
    if (id === undefined) return []
    const cell = (text.split('|')[5] ?? '').trim()
    const guards = cell.split('<br>').flatMap((one) => {
      const [, path, test] = guardShape.exec(one.trim()) ?? []
      return path === undefined || test === undefined ? [] : [{ path, test }]
    })
    return [{ id, line: at + 1, guards, isOpen: cell.startsWith('not guarded yet: ') }]
  })
}

/** A guard that is not there guards nobody: each named file exists and a test of that name stands in it. */
export function hazardFindings(root: string): Finding[] {
  const hazards = readHazards(readFileSync(join(root, hazardLog), 'utf8'))
  const finding = (rule: string, line: number, sentence: string) => ({ rule, path: hazardLog, line, sentence })
  return hazards.flatMap((hazard, at) => {
    const { id, line, guards, isOpen } = hazard
    const isAgain = hazards.findIndex((one) => one.id === id) !== at
    return [
      ...(isAgain ? [finding('hazard-twice', line, `${id} has two rows; a hazard has one`)] : []),
      ...(isOpen === guards.length > 0
        ? [finding('hazard-guard', line, `${id} names a guard test, or says “not guarded yet: …” and why`)]
        : []),
      ...guards.flatMap(({ path, test }) => {
        if (!existsSync(join(root, path))) return [finding('hazard-file', line, `${id}: ${path} is not there`)]
        return names(readFileSync(join(root, path), 'utf8'), test)
          ? []
          : [finding('hazard-test', line, `${id}: no test in ${path} begins with “${test}”`)]
      }),
    ]
  })
}

/** A name counts where it begins a text of the code: a comment that speaks of a test is not the test. */
function names(source: string, test: string): boolean {
  const code = source.split('\n').filter((line) => !/^\s*(\/\/|\/?\*)/.test(line))
  return code.some((line) => ["'", '"', '`'].some((quote) => line.includes(quote + test)))
}
