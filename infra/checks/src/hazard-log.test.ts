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

  it('has a row for each mistake known to hurt in ketamine clinics, guarded or said to be open', () => {
    const ids = readHazards(readFileSync(join(repositoryRoot, hazardLog), 'utf8')).map((one) => one.id)
    const known = Array.from({ length: 22 }, (_, at) => `M${String(at + 1).padStart(2, '0')}`)
    expect(ids.filter((id) => id.startsWith('M'))).toEqual(known)
  })
})

describe('a planted bad row is caught', () => {
  const root = mkdtempSync(join(tmpdir(), 'holdspace-hazards-'))
  mkdirSync(join(root, 'docs', 'safety'), { recursive: true })
  writeFileSync(join(root, 'dose.test.ts'), "// it('only spoken of', …)\nit('refuses a tenfold dose', () => {})\n")
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  const rulesOf = (...guards: readonly string[]) => {
    const rows = guards.map((guard, at) => `| H0${at + 1} | Harm | Cause | Control | ${guard} | Rest |`)
    writeFileSync(join(root, hazardLog), `# Hazard log\n\n${rows.join('\n')}\n`)
    return hazardFindings(root).map((one) => `${one.line} ${one.rule}`)
  }
  const good = '`dose.test.ts` › refuses a tenfold dose'

  it('not a good one', () => {
    expect(rulesOf(good, 'not guarded yet: comes with stock.')).toEqual([])
  })

  it.each([
    ['a file that is not there', '`gone.test.ts` › refuses a tenfold dose', 'hazard-file'],
    ['a test that is not in it', '`dose.test.ts` › refuses a hundredfold dose', 'hazard-test'],
    ['a test that is only spoken of', '`dose.test.ts` › only spoken of', 'hazard-test'],
    ['no guard and no word about it', '', 'hazard-guard'],
    ['a file without a test', '`dose.test.ts`', 'hazard-guard'],
  ])('%s', (_what, guard, rule) => {
    expect(rulesOf(good, guard)).toEqual([`4 ${rule}`])
  })

  it('one bad guard among good ones', () => {
    expect(rulesOf(`${good}<br>\`gone.test.ts\` › refuses`)).toEqual(['3 hazard-file'])
  })

  it('a hazard with two rows', () => {
    rulesOf(good)
    const log = readFileSync(join(root, hazardLog), 'utf8')
    writeFileSync(join(root, hazardLog), `${log}${log.trim().split('\n').at(-1)}\n`)
    expect(hazardFindings(root).map((one) => one.rule)).toEqual(['hazard-twice'])
  })
})
