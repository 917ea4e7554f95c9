/** `npm run bench`: the benchmarks of infra/bench; a table on the screen and results as JSON in bench/results. */
import { join } from 'node:path'
import { findBrowser } from './browser.mjs'
import { ensureBuilt, ensureInstalled } from './prepare.mjs'
import { root, runNode } from './run.mjs'

if (!(await ensureInstalled()) || !(await ensureBuilt())) process.exit(1)
const bench = join(root, 'infra', 'bench')
const bundled = await runNode([join(bench, 'build.mjs')], { cwd: bench })
if (bundled.code !== 0) process.exit(1)
// Without one, the areas that need a browser say that they could not be measured.
const browser = (await findBrowser()) ?? ''
const { code } = await runNode([join(bench, 'dist', 'bench.mjs'), ...process.argv.slice(2)], {
  env: { CHROME_PATH: browser },
})
process.exit(code)
