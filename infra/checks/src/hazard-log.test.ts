import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { printFindings } from './finding.ts'
import { hazardFindings, hazardLog, readHazards } from './hazard-log.ts'
import { repositoryRoot } from './temporary-copy.ts'

describe('the hazard log', () => {
  it('names guards that are there', () => {
    expect(printFindings(hazardFindings(repositoryRoot))).toEqual([])
  })

  it('tells of each mistake known to hurt in ketamine clinics, guarded or said to be open', () => {
    const ids = readHazards(readFileSync(join(repositoryRoot, hazardLog), 'utf8')).map((one) => one.id)
    const known = Array.from({ length: 22 }, (_, at) => `M${String(at + 1).padStart(2, '0')}`)
    expect(ids.filter((id) => id.startsWith('M'))).toEqual(known)
  })
})

describe('a planted bad guard is caught', () => {
  const root = mkdtempSync(join(tmpdir(), 'holdspace-hazards-'))
  mkdirSync(join(root, 'docs', 'safety'), { recursive: true })
  writeFileSync(join(root, 'dose.test.ts'), "// it('only spoken of', …)\nit('refuses a tenfold dose', () => {})\n")
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  /** One hazard for each list of lines; answers the number of the hazard and the rule. */
  const rulesOf = (...hazards: readonly string[]) => {
    const told = hazards.map((lines, at) => `## H0${at + 1} · Harm\n\n- Cause: haste\n${lines}\n`)
    writeFileSync(join(root, hazardLog), `# Hazard log\n\n${told.join('\n')}`)
    return hazardFindings(root).map((one) => `${/H\d+/.exec(one.sentence)?.[0]} ${one.rule}`)
  }
  const good = '- Guard: `dose.test.ts` › refuses a tenfold dose'

  it('not a good one', () => {
    expect(rulesOf(good, '- Not guarded yet: comes with stock.')).toEqual([])
  })

  it.each([
    ['a file that is not there', '- Guard: `gone.test.ts` › refuses a tenfold dose', 'hazard-file'],
    ['a test that is not in it', '- Guard: `dose.test.ts` › refuses a hundredfold dose', 'hazard-test'],
    ['a test that is only spoken of', '- Guard: `dose.test.ts` › only spoken of', 'hazard-test'],
    ['no guard and no word about it', '', 'hazard-guard'],
    ['a file without a test', '- Guard: `dose.test.ts`', 'hazard-guard'],
  ])('%s', (_what, guard, rule) => {
    expect(rulesOf(good, guard)).toEqual([`H02 ${rule}`])
  })

  it('the hundredth hazard as well', () => {
    rulesOf(good)
    const log = readFileSync(join(root, hazardLog), 'utf8')
    writeFileSync(
      join(root, hazardLog),
      `${log}\n## H160 · Harm\n\n- Cause: haste\n- Guard: \`gone.test.ts\` › refuses\n`,
    )
    expect(hazardFindings(root).map((one) => one.rule)).toEqual(['hazard-file'])
  })

  it('one bad guard among good ones', () => {
    expect(rulesOf(`${good}\n- Guard: \`gone.test.ts\` › refuses`)).toEqual(['H01 hazard-file'])
  })

  it('a guard beside the word that there is none', () => {
    expect(rulesOf(`${good}\n- Not guarded yet: comes with stock.`)).toEqual(['H01 hazard-guard'])
  })

  it('a hazard that stands there twice', () => {
    rulesOf(good)
    const log = readFileSync(join(root, hazardLog), 'utf8')
    writeFileSync(join(root, hazardLog), `${log}\n${log.slice(log.indexOf('## H01'))}`)
    expect(hazardFindings(root).map((one) => one.rule)).toEqual(['hazard-twice'])
  })
})
