import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from './finding.ts'
import { missingOf, type NamedTest, namedTestsIn } from './named-tests.ts'

export const rulingsPaper = 'docs/rulings.md'

export interface Ruling {
  readonly number: number
  readonly line: number
  readonly shownBy: readonly NamedTest[]
}

/** The paper as it is read: `## 7 · …`, then `- Shown by: \`path\` › test` lines; what is not built says so in its words. */
export function readRulings(paper: string): Ruling[] {
  const lines = paper.split('\n')
  const starts = lines.flatMap((text, at) => {
    const number = /^## (\d{1,2}) · ./.exec(text)?.[1]
    return number === undefined ? [] : [{ number: Number(number), at }]
  })
  return starts.map(({ number, at }, which) => {
    const said = lines.slice(at, starts[which + 1]?.at ?? lines.length)
    return { number, line: at + 1, shownBy: namedTestsIn(said, 'Shown by') }
  })
}

/** A ruling nobody can see kept is a wish: each names a test, and each named test is there. */
export function rulingFindings(root: string): Finding[] {
  return readRulings(readFileSync(join(root, rulingsPaper), 'utf8')).flatMap(({ number, line, shownBy }) => {
    const finding = (rule: string, sentence: string) => ({ rule, path: rulingsPaper, line, sentence })
    if (shownBy.length === 0) return [finding('ruling-untested', `ruling ${number} names no test`)]
    return shownBy.flatMap((named) => {
      const missing = missingOf(root, named)
      if (missing === null) return []
      return missing === 'no-file'
        ? [finding('ruling-file', `ruling ${number}: ${named.path} is not there`)]
        : [finding('ruling-test', `ruling ${number}: no test in ${named.path} begins with “${named.test}”`)]
    })
  })
}
