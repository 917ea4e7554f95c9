import { join } from 'node:path'
import { coloursFor } from './env.mjs'
import { root, runNode, say, since } from './run.mjs'
import { countVitest } from './sum.mjs'

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')

/** Everything vitest runs: domain, database, doors, and the rules of the house (infra/checks). */
export async function unitTests(reports, env = {}) {
  const started = performance.now()
  const report = join(reports, 'vitest.json')
  const { code } = await runNode(
    [
      vitest,
      'run',
      '--config',
      'infra/config/vitest.config.ts',
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { env: { ...coloursFor, ...env } },
  )
  const counted = countVitest(report, code)
  say(`Holdspace: tests: ${counted.failed === 0 ? 'good' : 'FAILED'} (${since(started)})`)
  return counted
}
