import { posix } from 'node:path'
import type { Finding } from './finding.ts'
import {
  domainMayUse,
  domainMayUseTypes,
  domainStorey,
  fencedPackages,
  floorOf,
  gates,
  keptTo,
  mayImport,
  mayImportTypes,
  testsMayImport,
} from './floors.ts'
import { type House, packageOf, type WorkspacePackage } from './read-house.ts'
import type { ImportOf, SourceFile } from './source-file.ts'

interface Edge {
  readonly file: SourceFile
  readonly one: ImportOf
  readonly home: WorkspacePackage
}

function finding(rule: string, { file, one }: Pick<Edge, 'file' | 'one'>, sentence: string): Finding {
  return { rule, path: file.path, line: one.line, sentence }
}

/** `zod/v4` → `zod`, `@trpc/server/http` → `@trpc/server`. */
export function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

function relativeImport(edge: Edge): Finding[] {
  const { file, one, home } = edge
  const target = posix.join(posix.dirname(file.path), one.specifier)
  if (!target.startsWith(`${home.folder}/`)) {
    return [finding('leaves-package', edge, `imports ${one.specifier}; another package is named by its package name`)]
  }
  if (!/\.(ts|tsx|mjs|js|json|css)$/.test(one.specifier)) {
    return [finding('file-ending', edge, `imports ${one.specifier}; say the file's ending (.ts or .tsx)`)]
  }
  return fence(edge, target)
}

function subjectOf(path: string, home: WorkspacePackage): string | undefined {
  const inside = path.slice(home.folder.length + 1).split('/')
  return inside[0] === 'src' && inside.length > 2 ? inside[1] : undefined
}

function fence(edge: Edge, target: string): Finding[] {
  const { file, home } = edge
  if (!fencedPackages.includes(home.folder) || file.isTest) return []
  const from = subjectOf(file.path, home)
  const to = subjectOf(target, home)
  if (from === undefined || to === undefined || from === to) return []
  const open = gates.some(
    (gate) => gate.within === home.folder && (gate.from === '*' || gate.from === from) && gate.to === to,
  )
  return open ? [] : [finding('fence', edge, `${from} looks into ${to}; there is no gate between them in floors.ts`)]
}

function workspaceImport(edge: Edge, target: WorkspacePackage): Finding[] {
  const { file, one, home } = edge
  if (target.folder === home.folder) return []
  const from = floorOf(home.folder)
  const to = floorOf(target.folder)
  const allowed = new Set([
    ...mayImport[from],
    ...(one.typeOnly ? (mayImportTypes[from] ?? []) : []),
    ...(file.isTest ? testsMayImport : []),
  ])
  // A test of an adapter may stand on the database's own test support.
  if (file.isTest && one.specifier === '@holdspace/db/testing') return []
  if (!allowed.has(to)) return [finding('floor', edge, `${from} may not import ${to} (${one.specifier})`)]
  if (from === 'domain' && !file.isTest && storey(home.name) <= storey(target.name)) {
    return [finding('storey', edge, `${home.name} stands on or below ${target.name}`)]
  }
  return []
}

function storey(name: string): number {
  const found = domainStorey[name]
  if (found === undefined) throw new Error(`${name} has no storey; give it one in infra/checks/src/floors.ts`)
  return found
}

/** Programs that stand beside a domain package, such as the stand-alone verifier, are not part of it. */
function inPureSource({ file, home }: Edge): boolean {
  return floorOf(home.folder) === 'domain' && file.path.startsWith(`${home.folder}/src/`)
}

function outsideImport(edge: Edge): Finding[] {
  const { file, one, home } = edge
  if (file.isTest) return []
  const name = packageName(one.specifier)
  const erased = one.typeOnly && domainMayUseTypes.includes(name)
  if (inPureSource(edge) && !erased && !domainMayUse.includes(name)) {
    return [finding('pure', edge, `the domain imports ${one.specifier}; it may use ${domainMayUse.join(' and ')} only`)]
  }
  const places = keptTo[name]
  if (places !== undefined && !places.some((place) => home.folder === place) && !one.typeOnly) {
    return [finding('kept-to', edge, `${name} is used only in ${places.join(', ')}`)]
  }
  return []
}

function declared(edge: Edge): Finding[] {
  const { file, one, home } = edge
  const name = packageName(one.specifier)
  if (name.startsWith('node:') || name === home.name) return []
  const known = home.dependencies.has(name) || (onlyForBuilding(file) && home.devDependencies.has(name))
  const typesKnown = one.typeOnly && (home.devDependencies.has(name) || home.devDependencies.has(`@types/${name}`))
  if (known || typesKnown) return []
  return [finding('undeclared', edge, `${name} is not a dependency of ${home.name}`)]
}

/** Tests, builds and the tools of infra never run in the shipped server; the database's launcher does. */
function onlyForBuilding(file: SourceFile): boolean {
  const isTool = file.path.startsWith('infra/') && !file.path.startsWith('infra/postgres/')
  return file.isTest || isTool || /(^|\/)(build\.mjs|[^/]+\.config\.(ts|mjs))$/.test(file.path)
}

/** Floors, storeys, fences, packages left by a relative path, undeclared and misplaced packages. */
export function importFindings(house: House): Finding[] {
  const byName = new Map(house.packages.map((one) => [one.name, one]))
  return house.sources.flatMap((file) => {
    const home = packageOf(house, file.path)
    if (home === undefined) return []
    return file.imports.flatMap((one) => {
      const edge = { file, one, home }
      if (one.specifier.startsWith('.')) return relativeImport(edge)
      const target = byName.get(packageName(one.specifier))
      return [...declared(edge), ...(target === undefined ? outsideImport(edge) : workspaceImport(edge, target))]
    })
  })
}
