import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checkFindings, checkIds, checksPaper } from './checks-paper.ts'
import { printFindings } from './finding.ts'
import { repositoryRoot } from './temporary-copy.ts'

describe('the paper of checks', () => {
  it('tells of every id once, and the tests it names cite them', () => {
    expect(printFindings(checkFindings(repositoryRoot))).toEqual([])
  })
})

describe('a planted bad row is caught', () => {
  const root = mkdtempSync(join(tmpdir(), 'holdspace-paper-'))
  mkdirSync(join(root, 'docs'))
  writeFileSync(join(root, 'a.test.ts'), "// it('R9 is only spoken of')\nit('nobody guesses (S6)', () => {})\n")
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  const good = (id: string) => `| ${id} | words | not yet | | why |`
  const rulesOf = (rows: readonly string[]) => {
    writeFileSync(join(root, checksPaper), rows.join('\n'))
    return checkFindings(root).map(({ rule }) => rule)
  }
  const withRow = (id: string, row: string) => rulesOf(checkIds.map((one) => (one === id ? row : good(one))))

  it.each([
    ['a good one', 'S06', '| S06 | words | shown | `a.test.ts` | |', []],
    ['one cited under another id', 'O1', '| O1 | words | in part | `a.test.ts` as S06 | the rest |', []],
    ['a file that is gone', 'S06', '| S06 | words | shown | `gone.test.ts` | |', ['check-file']],
    ['a file that does not cite it', 'S07', '| S07 | words | shown | `a.test.ts` | |', ['check-cited']],
    ['an id only spoken of', 'R9', '| R9 | words | shown | `a.test.ts` | |', ['check-cited']],
    ['shown by nothing', 'S06', '| S06 | words | shown | | |', ['check-state']],
    ['in part, of what nobody says', 'S06', '| S06 | words | in part | `a.test.ts` | |', ['check-state']],
    ['not yet without why', 'S06', '| S06 | words | not yet | | |', ['check-state']],
    ['a state that is none', 'S06', '| S06 | words | nearly | `a.test.ts` | x |', ['check-state']],
  ])('%s', (_what, id, row, rules) => {
    expect(withRow(id, row)).toEqual(rules)
  })

  it('an id left out, or told twice', () => {
    expect(rulesOf(checkIds.slice(1).map(good))).toEqual(['check-ids'])
    expect(rulesOf([...checkIds, 'O10'].map(good))).toEqual(['check-ids'])
  })
})
