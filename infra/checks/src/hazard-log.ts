import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from './finding.ts'
import { missingOf, type NamedTest, namedTestsIn } from './named-tests.ts'

export const hazardLog = 'docs/safety/hazard-log.md'

export interface Hazard {
  readonly id: string
  readonly line: number
  readonly guards: readonly NamedTest[]
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
    const isOpen = said.some((text) => /^- Not guarded yet: ./.test(text))
    return { id, line: at + 1, guards: namedTestsIn(said, 'Guard'), isOpen }
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
      ...guards.flatMap((guard) => {
        const missing = missingOf(root, guard)
        if (missing === null) return []
        return missing === 'no-file'
          ? [finding('hazard-file', line, `${id}: ${guard.path} is not there`)]
          : [finding('hazard-test', line, `${id}: no test in ${guard.path} begins with “${guard.test}”`)]
      }),
    ]
  })
}
