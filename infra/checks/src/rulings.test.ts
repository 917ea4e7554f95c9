import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { printFindings } from './finding.ts'
import { readRulings, rulingFindings, rulingsPaper } from './rulings.ts'
import { repositoryRoot } from './temporary-copy.ts'

describe('the rulings', () => {
  it('are each shown by tests that are there', () => {
    expect(printFindings(rulingFindings(repositoryRoot))).toEqual([])
  })

  it('stand there from 1 to 16, clinical and of links, in their order', () => {
    const numbers = readRulings(readFileSync(join(repositoryRoot, rulingsPaper), 'utf8')).map(({ number }) => number)
    expect(numbers).toEqual(Array.from({ length: 16 }, (_, at) => at + 1))
  })
})

describe('a planted ruling without a test is caught', () => {
  const root = mkdtempSync(join(tmpdir(), 'holdspace-rulings-'))
  mkdirSync(join(root, 'docs'), { recursive: true })
  writeFileSync(join(root, 'dose.test.ts'), "it('a therapist gives nothing', () => {})\n")
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  it.each([
    ['a good one', '- Shown by: `dose.test.ts` › a therapist gives nothing', []],
    ['none named', 'Nobody shows it.', ['ruling-untested']],
    ['a file that is gone', '- Shown by: `gone.test.ts` › a therapist', ['ruling-file']],
    ['a test that is not in it', '- Shown by: `dose.test.ts` › a nurse gives nothing', ['ruling-test']],
  ])('%s', (_what, line, rules) => {
    writeFileSync(join(root, rulingsPaper), `# Rulings\n\n## 3 · Who does what\n\nWords.\n\n${line}\n`)
    expect(rulingFindings(root).map(({ rule }) => rule)).toEqual(rules)
  })
})
