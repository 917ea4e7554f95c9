import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { coloursFor } from './env.mjs'
import { root, runNode, say, since } from './run.mjs'
import { countVitest } from './sum.mjs'

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')

/**
 * Everything vitest runs: domain, database, doors, and the rules of the house (infra/checks). `only` one file, of which
 * nothing is shown unless it fails: its caller tells the rest.
 */
export async function unitTests(reports, { env = {}, only } = {}) {
  const started = performance.now()
  const report = join(reports, `vitest-${randomUUID()}.json`)
  const { code, output } = await runNode(
    [
      vitest,
      'run',
      ...(only === undefined ? [] : [only]),
      '--config',
      'infra/config/vitest.config.ts',
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { env: { ...coloursFor, ...env }, quiet: only !== undefined },
  )
  const counted = countVitest(report, code)
  if (only === undefined) say(`Holdspace: tests: ${counted.failed === 0 ? 'good' : 'FAILED'} (${since(started)})`)
  else if (counted.failed > 0) say(output)
  return counted
}
