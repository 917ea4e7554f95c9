import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

const notSource = new Set(['node_modules', 'dist', '.next', '.turbo', 'test-results', 'results'])

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (notSource.has(entry.name)) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesUnder(path) : [path]
  })
}

const asksForItsSize = /import \{[^}]*\bisFullSize\b[^}]*\} from/

/**
 * The test files whose size `HOLDSPACE_SIZE` changes, from the root of the repository: those that import `isFullSize`. Read
 * from the files and not kept by hand, so that none is forgotten; that nobody else asks is a rule of infra/checks.
 */
export function sizedSuites(root) {
  const suites = ['apps', 'packages', 'infra']
    .flatMap((top) => filesUnder(join(root, top)))
    .filter((path) => /\.(test|spec)\.ts$/.test(path) && asksForItsSize.test(readFileSync(path, 'utf8')))
    .map((path) => relative(root, path).split(sep).join('/'))
    .sort()
  return {
    unit: suites.filter((path) => path.endsWith('.test.ts')),
    browser: suites.filter((path) => path.endsWith('.spec.ts')),
  }
}
