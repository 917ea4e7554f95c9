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
  /** The log says itself that nothing guards this hazard yet. */
  readonly isOpen: boolean
}

/** The log as it is read: `## M01 · …`, then `- Guard: \`path\` › test` lines, or one line `- Not guarded yet: why`. */
export function readHazards(log: string): Hazard[] {
  const lines = log.split('\n')
  const starts = lines.flatMap((text, at) => {
    const id = /^## ([MH]\d{2,}) · ./.exec(text)?.[1]
    return id === undefined ? [] : [{ id, at }]
  })
  return starts.map(({ id, at }, which) => {
    const said = lines.slice(at, starts[which + 1]?.at ?? lines.length)
    const guards = said.flatMap((text) => {
      const [, path, test] = /^- Guard: `([^`]+)` › (.+)$/.exec(text) ?? []
      return path === undefined || test === undefined ? [] : [{ path, test }]
    })
    return { id, line: at + 1, guards, isOpen: said.some((text) => /^- Not guarded yet: ./.test(text)) }
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
      ...(isAgain ? [finding('hazard-twice', line, `${id} stands there twice; a hazard stands once`)] : []),
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
