/** `npm run bench`: the benchmarks of infra/bench; a table on the screen and results as JSON in bench/results. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt, ensureInstalled } from './prepare.mjs'
import { root, runNode, say } from './run.mjs'

if (!(await ensureInstalled()) || !(await ensureBuilt())) process.exit(1)
const bundle = join(root, 'infra', 'bench', 'dist', 'bench.mjs')
if (!existsSync(bundle)) {
  say('Holdspace: there are no benchmarks to run yet (infra/bench builds nothing).')
  process.exit(1)
}
const { code } = await runNode([bundle, ...process.argv.slice(2)])
process.exit(code)
