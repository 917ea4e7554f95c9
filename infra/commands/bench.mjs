/** `npm run bench`: the benchmarks of infra/bench; a table on the screen and results as JSON in bench/results. */
import { join } from 'node:path'
import { ensureBuilt, ensureInstalled } from './prepare.mjs'
import { root, runNode } from './run.mjs'

if (!(await ensureInstalled()) || !(await ensureBuilt())) process.exit(1)
const bench = join(root, 'infra', 'bench')
const bundled = await runNode([join(bench, 'build.mjs')], { cwd: bench })
if (bundled.code !== 0) process.exit(1)
const { code } = await runNode([join(bench, 'dist', 'bench.mjs'), ...process.argv.slice(2)])
process.exit(code)
