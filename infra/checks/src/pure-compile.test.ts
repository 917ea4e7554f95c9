import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { pathOfCommands } from './env.ts'
import { floorOf } from './floors.ts'
import { readHouse } from './read-house.ts'
import { repositoryRoot } from './temporary-copy.ts'

const domain = join(repositoryRoot, 'packages', 'domain')
const tsc = join(repositoryRoot, 'node_modules', 'typescript', 'bin', 'tsc')

describe('the domain compiles where there is no machine (HOUSE section 3)', () => {
  const folders = readdirSync(domain)

  it.each(folders)('%s knows no library but the language and no ambient types', (folder) => {
    const config: unknown = JSON.parse(readFileSync(join(domain, folder, 'tsconfig.json'), 'utf8'))
    expect(config).toMatchObject({
      extends: '../../../tsconfig.base.json',
      compilerOptions: { lib: ['es2023'], types: [] },
      include: ['src'],
    })
  })

  it('is looked at in every package', () => {
    expect(folders.length).toBeGreaterThanOrEqual(7)
  })
})

describe('what a machine offers does not compile there', () => {
  const copy = mkdtempSync(join(tmpdir(), 'holdspace-pure-'))
  afterAll(() => rmSync(copy, { recursive: true, force: true }))
  const base = join(copy, 'packages', 'domain', 'planted')
  mkdirSync(join(base, 'src'), { recursive: true })
  writeFileSync(join(copy, 'tsconfig.base.json'), readFileSync(join(repositoryRoot, 'tsconfig.base.json')))
  writeFileSync(join(base, 'tsconfig.json'), readFileSync(join(domain, 'kit', 'tsconfig.json')))

  const compile = (text: string) => {
    writeFileSync(join(base, 'src', 'planted.ts'), text)
    const { status, stdout } = spawnSync(process.execPath, [tsc, '--noEmit', '-p', base], { encoding: 'utf8' })
    return { status, stdout }
  }

  it('a file of pure arithmetic does', () => {
    expect(compile('export const half = (doseMcg: number) => doseMcg / 2\n')).toEqual({ status: 0, stdout: '' })
  })

  it.each([
    "import { readFileSync } from 'node:fs'\nexport const x = readFileSync",
    'export const x = process.version',
    "export const x = fetch('https://example.org')",
    'export const x = document.title',
    "export const x = Buffer.from('x')",
    'export const x = setTimeout(() => 1, 1)',
    'export const x = crypto.randomUUID()',
    'export const x = new TextEncoder()',
  ])('%s', (text) => {
    expect(compile(`${text}\n`).status).not.toBe(0)
  })
})

describe('package boundaries (turbo)', () => {
  const turbo = join(repositoryRoot, 'node_modules', 'turbo', 'bin', 'turbo')
  const copy = mkdtempSync(join(tmpdir(), 'holdspace-boundaries-'))
  afterAll(() => rmSync(copy, { recursive: true, force: true }))
  const write = (path: string, value: unknown) => {
    mkdirSync(join(copy, path, '..'), { recursive: true })
    writeFileSync(join(copy, path), typeof value === 'string' ? value : JSON.stringify(value))
  }
  const boundaries = () =>
    spawnSync(process.execPath, [turbo, 'boundaries', '--no-color'], {
      cwd: copy,
      encoding: 'utf8',
      env: { PATH: pathOfCommands(), TURBO_TELEMETRY_DISABLED: '1' },
    })

  it('a package of the domain that depends on an adapter is caught by the tags', () => {
    write('turbo.json', readFileSync(join(repositoryRoot, 'turbo.json'), 'utf8'))
    write('package.json', { name: 'planted', private: true, packageManager: 'pnpm@12.21.0' })
    write('pnpm-workspace.yaml', 'packages:\n  - packages/*\n')
    write('pnpm-lock.yaml', "lockfileVersion: '9.0'\n")
    write('packages/db/package.json', { name: '@planted/db', version: '1.0.0' })
    write('packages/db/turbo.json', { extends: ['//'], tags: ['adapter'] })
    write('packages/kit/turbo.json', { extends: ['//'], tags: ['domain'] })
    write('packages/kit/package.json', { name: '@planted/kit', version: '1.0.0' })
    execFileSync('git', ['init', '-q'], { cwd: copy })
    expect(boundaries().status, 'without the violation').toBe(0)
    write('packages/kit/package.json', {
      name: '@planted/kit',
      version: '1.0.0',
      dependencies: { '@planted/db': 'workspace:*' },
    })
    const caught = boundaries()
    expect(caught.status).not.toBe(0)
    expect(`${caught.stdout}${caught.stderr}`).toContain('@planted/db')
  })

  it('every package carries the tag of its floor', () => {
    const tagOf = { web: 'app', bench: 'infra' }
    const wrong = readHouse(repositoryRoot).packages.filter((one) => {
      const floor = floorOf(one.folder)
      const tag = floor === 'web' || floor === 'bench' ? tagOf[floor] : floor
      const path = join(repositoryRoot, one.folder, 'turbo.json')
      const config: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
      return JSON.stringify(config) !== JSON.stringify({ extends: ['//'], tags: [tag] })
    })
    expect(wrong.map((one) => one.folder)).toEqual([])
  })
})
