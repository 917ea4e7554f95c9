import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSource, type SourceFile } from './source-file.ts'

/** One workspace package, as its package.json says. */
export interface WorkspacePackage {
  readonly name: string
  /** `packages/domain/kit`. */
  readonly folder: string
  readonly dependencies: ReadonlySet<string>
  readonly devDependencies: ReadonlySet<string>
}

/** Everything the rules look at, read once. */
export interface House {
  readonly root: string
  readonly packages: readonly WorkspacePackage[]
  readonly sources: readonly SourceFile[]
  /** Every folder, from the root, with forward slashes. */
  readonly folders: readonly string[]
  /** Every text file that is committed or could be, sources included. */
  readonly texts: ReadonlyMap<string, string>
}

const notOurs = new Set([
  'node_modules',
  'dist',
  '.next',
  '.turbo',
  '.git',
  '.holdspace',
  'test-results',
  'playwright-report',
  'coverage',
  // What bench and mutation runs leave behind.
  'results',
])
const textual = /\.(ts|tsx|mjs|js|json|jsonc|md|sql|csv|css|yaml|yml|sh|txt|svg|html)$|(^|\/)(LICENSE|NOTICE|run)$/
const source = /^(apps|packages|infra)\/.*\.(ts|tsx|mjs)$/
const generated = /(^|\/)(next-env\.d\.ts|[^/]*\.tmp\.[a-z]+)$/

function collect(root: string, folder: string, found: { files: string[]; folders: string[] }): void {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    if (notOurs.has(entry.name)) continue
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) {
      found.folders.push(path)
      collect(root, path, found)
    } else if (entry.isFile() && textual.test(path) && !generated.test(path)) found.files.push(path)
  }
}

// Rules look at the same files many times while violations are planted one by one: what has not changed is parsed once.
const parsed = new Map<string, SourceFile>()

function sourceOf(path: string, text: string): SourceFile {
  const known = parsed.get(path)
  if (known !== undefined && known.text === text) return known
  const fresh = readSource(path, text)
  parsed.set(path, fresh)
  return fresh
}

function namesIn(manifest: object, field: string): ReadonlySet<string> {
  const value: unknown = Reflect.get(manifest, field)
  return new Set(typeof value === 'object' && value !== null ? Object.keys(value) : [])
}

function packageAt(root: string, folder: string): WorkspacePackage {
  const manifest: unknown = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
  if (typeof manifest !== 'object' || manifest === null || !('name' in manifest) || typeof manifest.name !== 'string') {
    throw new Error(`${folder}/package.json names no package`)
  }
  return {
    name: manifest.name,
    folder,
    dependencies: namesIn(manifest, 'dependencies'),
    devDependencies: namesIn(manifest, 'devDependencies'),
  }
}

/** Reads the repository at `root`. Throws when a source file does not parse. */
export function readHouse(root: string): House {
  const found = { files: [] as string[], folders: [] as string[] }
  collect(root, '', found)
  const texts = new Map(found.files.map((path) => [path, readFileSync(join(root, path), 'utf8')]))
  const packages = found.folders
    .filter((folder) => /^(apps|packages|infra)\//.test(folder) && existsSync(join(root, folder, 'package.json')))
    .map((folder) => packageAt(root, folder))
  const sources = [...texts].filter(([path]) => source.test(path)).map(([path, text]) => sourceOf(path, text))
  return { root, packages, sources, folders: found.folders, texts }
}

/** The package a file lives in; undefined for loose files such as the commands. */
export function packageOf(house: House, path: string): WorkspacePackage | undefined {
  return house.packages.find((one) => path.startsWith(`${one.folder}/`))
}
