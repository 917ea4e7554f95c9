import { targetOf } from './cycles.ts'
import type { Finding } from './finding.ts'
import type { House } from './read-house.ts'

/** What a browser fetches before these screens stand: the door, the frame around everything, the session room. */
const firstFiles = [
  'apps/web/src/sign-in.tsx',
  'apps/web/src/providers.tsx',
  'apps/web/src/staff-frame.tsx',
  'apps/web/src/session-room/session-room.tsx',
]

/** Libraries that are for reading what comes in and for paper: each is a tenth of a first route (PERFORMANCE). */
const tooHeavy = new Set(['zod', 'temporal-polyfill'])

/** Each import that would bring a heavy library with a first route, with the way that leads to it. */
export function firstRouteFindings(house: House): Finding[] {
  const files = new Map(house.sources.map((file) => [file.path, file]))
  const known = new Set(files.keys())
  const seen = new Set<string>()
  const findings: Finding[] = []
  const follow = (path: string, trail: readonly string[]): void => {
    const file = files.get(path)
    if (file === undefined || seen.has(path)) return
    seen.add(path)
    for (const { specifier, line, typeOnly, isLater } of file.imports) {
      if (typeOnly || isLater) continue
      if (tooHeavy.has(specifier)) {
        const sentence = `${specifier} comes with a first route: ${[...trail, path].join(' → ')}`
        findings.push({ rule: 'first-route', path, line, sentence })
      }
      const target = targetOf(house, known, file, specifier)
      if (target !== undefined) follow(target, [...trail, path])
    }
  }
  for (const path of firstFiles) follow(path, [])
  return findings
}

/** Of these files a rule that reads nothing would say nothing. */
export function missingFirstFiles(house: House): string[] {
  return firstFiles.filter((path) => !house.sources.some((file) => file.path === path))
}
