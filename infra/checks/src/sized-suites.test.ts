import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readHouse } from './read-house.ts'
import { repositoryRoot } from './temporary-copy.ts'

/** What `npm run soak` would run, asked of the command itself. */
const listed = (root: string) =>
  execFileSync(process.execPath, [join(root, 'infra/commands/soak.mjs'), '--list'], { encoding: 'utf8' })
    .trim()
    .split('\n')

describe('npm run soak', () => {
  const house = readHouse(repositoryRoot)
  const isSuite = (path: string) => /\.(test|spec)\.ts$/.test(path)
  /** The files of the house that say a word; these checks and the command itself only speak of it. */
  const naming = (word: RegExp) =>
    house.sources.filter(({ path, text }) => word.test(text) && !/^infra\/(checks|commands)\//.test(path))

  it('runs every suite that has two sizes, of unit and of browser tests', () => {
    const sized = naming(/\bisFullSize\b/).map(({ path }) => path)
    expect(listed(repositoryRoot).toSorted()).toEqual(sized.filter(isSuite).toSorted())
    expect(listed(repositoryRoot)).toContain('packages/use-cases/src/session/interleavings.test.ts')
    expect(listed(repositoryRoot)).toContain('apps/web/e2e/outbox.spec.ts')
  })

  it('runs a suite that is given a size, without a word to anybody', () => {
    const root = mkdtempSync(join(tmpdir(), 'holdspace-soak-'))
    cpSync(join(repositoryRoot, 'infra/commands'), join(root, 'infra/commands'), { recursive: true })
    for (const top of ['apps', 'packages']) mkdirSync(join(root, top))
    writeFileSync(join(root, 'packages/one.test.ts'), `import { ${'isFullSize'}, other } from './env.ts'\n`)
    writeFileSync(join(root, 'packages/two.test.ts'), '// Says isFullSize and imports nothing.\n')
    expect(listed(root)).toEqual(['packages/one.test.ts'])
    rmSync(root, { recursive: true, force: true })
  })

  it('is asked for by suites alone and given under one name, so that no suite hides its size', () => {
    const giving = naming(/process\.env\.HOLDSPACE_SIZE\b/)
    for (const { path, text } of giving) {
      expect(path).toMatch(/\/env\.ts$/)
      expect(text).toMatch(/export (const|function) isFullSize\b/)
    }
    const asking = naming(/\bisFullSize\b/).filter(({ path }) => !isSuite(path))
    expect(asking.map(({ path }) => path).toSorted()).toEqual(giving.map(({ path }) => path).toSorted())
  })
})
