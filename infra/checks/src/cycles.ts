import { posix } from 'node:path'
import type { Finding } from './finding.ts'
import { packageName } from './imports.ts'
import { type House, packageOf } from './read-house.ts'
import type { SourceFile } from './source-file.ts'

/** Where an import leads inside the repository; undefined when it leads outside. */
export function targetOf(
  house: House,
  known: ReadonlySet<string>,
  file: SourceFile,
  specifier: string,
): string | undefined {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(file.path), specifier)
  const name = packageName(specifier)
  const target = house.packages.find((one) => one.name === name)
  if (target === undefined) return undefined
  const rest = specifier.slice(name.length + 1)
  return [`${target.folder}/src/${rest}.ts`, `${target.folder}/src/${rest}.tsx`].find((path) => known.has(path))
}

/** Every ring of files that import each other, named once. Types count too: a ring of meaning is a ring. */
export function cycleFindings(house: House): Finding[] {
  const known = new Set(house.sources.map((file) => file.path))
  const targets = new Map(
    house.sources.map((file) => [
      file.path,
      file.imports.flatMap((one) => {
        const target = targetOf(house, known, file, one.specifier)
        return target === undefined || !known.has(target) ? [] : [target]
      }),
    ]),
  )
  const done = new Set<string>()
  const findings: Finding[] = []
  const follow = (path: string, trail: string[]): void => {
    if (done.has(path)) return
    const at = trail.indexOf(path)
    if (at !== -1) {
      findings.push({ rule: 'cycle', path, line: 1, sentence: [...trail.slice(at), path].join(' → ') })
      return
    }
    for (const next of targets.get(path) ?? []) follow(next, [...trail, path])
    done.add(path)
  }
  for (const path of targets.keys()) follow(path, [])
  return findings
}

/** How many source files each workspace package with a `src` folder gave, so that a rule cannot pass by reading nothing. */
export function filesRead(house: House): ReadonlyMap<string, number> {
  const counts = new Map(house.packages.map((one) => [one.name, 0]))
  for (const file of house.sources) {
    const home = packageOf(house, file.path)
    if (home !== undefined) counts.set(home.name, (counts.get(home.name) ?? 0) + 1)
  }
  return counts
}
