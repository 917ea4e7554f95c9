import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { printFindings } from './finding.ts'
import { outsideRules } from './outside-world.ts'
import { purityRules } from './purity.ts'
import { readHouse } from './read-house.ts'
import { syntaxFindings } from './syntax.ts'
import { repositoryRoot, temporaryCopy } from './temporary-copy.ts'
import { tidyFileFindings } from './tidy-files.ts'
import { tidyRules } from './tidy-syntax.ts'
import { wordFindings } from './words.ts'

const house = readHouse(repositoryRoot)
const rules = [...purityRules, ...tidyRules, ...outsideRules]

describe('the house is kept', () => {
  it('in its code', () => {
    expect(printFindings(syntaxFindings(house, rules))).toEqual([])
  })

  it('by a server that calls nobody (S44)', () => {
    expect(printFindings(syntaxFindings(house, rules).filter(({ rule }) => rule === 'outbound'))).toEqual([])
  })

  it('in its files and folders', () => {
    expect(printFindings(tidyFileFindings(house))).toEqual([])
  })

  it('in its words', () => {
    expect(house.texts.size).toBeGreaterThan(house.sources.length)
    expect(printFindings(wordFindings(house))).toEqual([])
  })
})

const domain = 'packages/domain/kit/src/planted.ts'
const useCase = 'packages/use-cases/src/planted.ts'
const lines = (count: number) => Array.from({ length: count }, (_, at) => `  const line${at} = ${at}`).join('\n')

describe('a planted violation is caught', () => {
  const copy = temporaryCopy()
  afterAll(() => copy.remove())

  const code: readonly (readonly [rule: string, path: string, text: string])[] = [
    ['purity', domain, 'export const now = Date.now()\n'],
    ['purity', domain, 'export const now = new Date()\n'],
    ['purity', domain, 'export const then = new Date(2026, 10, 21)\n'],
    ['purity', domain, 'export const dice = Math.random()\n'],
    ['purity', domain, 'export const hour = (day: Date) => day.getHours()\n'],
    ['purity', domain, "import { Temporal } from 'temporal-polyfill'\nexport const now = Temporal.Now.instant()\n"],
    ['function-length', useCase, `export function long() {\n${lines(71)}\n}\n`],
    ['environment', useCase, "export const port = process.env['PORT']\n"],
    ['escape', useCase, 'export const x = (y: any) => y\n'],
    ['escape', useCase, 'export const x = (y: string | null) => y!\n'],
    ['export-star', useCase, "export * from './house.ts'\n"],
    ['barrel', useCase, "export { x } from './x.ts'\nexport { y } from './y.ts'\n"],
    ['silenced', useCase, `// ${'@ts'}-ignore\nexport const x: number = 'y'\n`],
    ['server-action', 'apps/web/src/planted.ts', "'use server'\nexport async function save() {}\n"],
    ['server-action', 'apps/web/src/planted.ts', "export async function save() {\n  'use server'\n}\n"],
    [
      'switched-off',
      'packages/use-cases/src/planted.test.ts',
      "import { it } from 'vitest'\nit.skip('never', () => {})\n",
    ],
    ['switched-off', 'packages/use-cases/src/planted.test.ts', "import { it } from 'vitest'\nit.skip(true, 'x')\n"],
    ['outbound', useCase, "export const page = () => fetch('https://example.org')\n"],
    ['command-text', useCase, "import { exec } from 'node:child_process'\nexport const run = exec\n"],
  ]

  it.each(code)('%s: %s', (rule, path, text) => {
    onTestFinished(copy.plant(path, text))
    const planted = readHouse(copy.root)
    const looked = { ...planted, sources: planted.sources.filter((file) => file.path === path) }
    expect(syntaxFindings(looked, rules).map((one) => one.rule)).toContain(rule)
  })

  const files: readonly (readonly [rule: string, path: string, text: string])[] = [
    ['file-length', useCase, lines(402)],
    ['drawer', 'packages/use-cases/src/utils/pad.ts', 'export const pad = 1\n'],
    ['drawer', 'packages/use-cases/src/helpers.ts', 'export const pad = 1\n'],
    ['barrel', 'packages/use-cases/src/index.ts', 'export const pad = 1\n'],
    ['map', 'packages/adapters/fax/package.json', '{ "name": "@holdspace/fax" }\n'],
    ['top-level', 'tools/make.mjs', 'export const pad = 1\n'],
  ]

  it.each(files)('%s: %s', (rule, path, text) => {
    onTestFinished(copy.plant(path, text))
    expect(tidyFileFindings(readHouse(copy.root)).map((one) => one.rule)).toContain(rule)
  })

  it('a long table of data is no violation', () => {
    onTestFinished(copy.plant(useCase, `export const table = [\n${"  'row',\n".repeat(600)}] as const\n`))
    expect(tidyFileFindings(readHouse(copy.root)).filter((one) => one.path === useCase)).toEqual([])
  })

  const words: readonly (readonly [rule: string, text: string])[] = [
    ['claim', `Holdspace is ${'ONC'}-certified.\n`],
    ['claim', `Fully ${'HIPAA'} compliant.\n`],
    ['machine-path', `See ${['', 'home', 'ana', 'notes'].join('/')} for more.\n`],
    ['workplace', `Written by a ${'sub'}agent.\n`],
  ]

  it.each(words)('%s', (rule, text) => {
    onTestFinished(copy.plant('docs/planted.md', text))
    const planted = readHouse(copy.root)
    const looked = { ...planted, texts: new Map([['docs/planted.md', planted.texts.get('docs/planted.md') ?? '']]) }
    expect(wordFindings(looked).map((one) => one.rule)).toEqual([rule])
  })
})
