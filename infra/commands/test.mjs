/**
 * `npm test`: all checks and all tests. A failing step does not stop the next one, so the sum at the end is whole.
 * The last line is always `N passed, N failed, N skipped`; the exit code is 0 only when nothing failed.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { browserTests } from './browser-tests.mjs'
import { ensureInstalled } from './prepare.mjs'
import { root, runNode, runTurbo, say, since } from './run.mjs'
import { serverActionsBuilt } from './server-actions-built.mjs'
import { sum } from './sum.mjs'
import { unitTests } from './unit-tests.mjs'

const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome')

/** One line on success; everything the tool said on failure. */
async function check(name, promise) {
  const started = performance.now()
  const { code, output } = await promise
  if (code !== 0) say(output)
  say(`Holdspace: ${name}: ${code === 0 ? 'good' : 'FAILED'} (${since(started)})`)
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }
}

const started = performance.now()
const reports = mkdtempSync(join(tmpdir(), 'holdspace-reports-'))
const quiet = { quiet: true }
const results = []

if (await ensureInstalled()) {
  results.push(await check('lint and format', runNode([biome, 'check', '--config-path', 'infra/config', '.'], quiet)))
  results.push(await check('types', runTurbo(['run', 'types', '--continue', '--output-logs=errors-only'], quiet)))
  results.push(await check('package boundaries', runTurbo(['boundaries'], quiet)))
  results.push(await check('build', runTurbo(['run', 'build', '--continue', '--output-logs=errors-only'], quiet)))
  results.push(await check('no server actions in the build', serverActionsBuilt()))
  results.push(await unitTests(reports))
  results.push(await browserTests(reports))
} else {
  results.push({ passed: 0, failed: 1, skipped: 0 })
}
rmSync(reports, { recursive: true, force: true })

const total = sum(results)
say(`Holdspace: tested in ${since(started)}`)
say(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)
