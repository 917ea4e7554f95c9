/**
 * The lowest versions without a hole that is known to be used against software like this (SECURITY S56): the newest line
 * last, older lines that were mended too before it. A package that is not listed stands at what the lockfile pins.
 */
export const versionFloors: { readonly [name: string]: readonly string[] } = {
  next: ['15.5.18', '16.2.6'],
  react: ['19.0.6', '19.1.7', '19.2.6'],
  'react-dom': ['19.0.6', '19.1.7', '19.2.6'],
  '@trpc/server': ['11.8.0'],
  'drizzle-orm': ['0.45.2'],
  pdfkit: ['0.14.0'],
  'crypto-js': ['4.2.0'],
}

/** Every package and version of a pnpm lockfile, as `name@version`. */
export function lockedPackages(lockfile: string): { readonly name: string; readonly version: string }[] {
  const [, packages = ''] = /^packages:\n([\s\S]*?)^snapshots:/m.exec(lockfile) ?? []
  return [...packages.matchAll(/^ {2}'?(@?[^@'\s]+)@([^:'\s]+)'?:$/gm)].map(([, name = '', version = '']) => ({
    name,
    version,
  }))
}

const numbers = (version: string) => version.split(/[.+-]/).slice(0, 3).map(Number)

function isAtLeast(version: string, floor: string): boolean {
  const [left, right] = [numbers(version), numbers(floor)]
  const at = left.findIndex((part, place) => part !== right[place])
  return at === -1 ? !version.includes('-') : (left[at] ?? 0) > (right[at] ?? 0)
}

/** A version holds from the newest floor up, or from the floor of its own line (major and minor) up. */
export function holdsFloor(version: string, floors: readonly string[]): boolean {
  const line = (one: string) => numbers(one).slice(0, 2).join('.')
  return floors.some(
    (floor, at) => isAtLeast(version, floor) && (at === floors.length - 1 || line(floor) === line(version)),
  )
}
