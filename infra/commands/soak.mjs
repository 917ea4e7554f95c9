/**
 * `npm run soak`: the suites whose size can grow, at the full sizes of RELIABILITY (docs/checks.md says which), with one
 * seed that is printed first, so that a failure can be run again: `HOLDSPACE_SEED=<seed> npm run soak`. Nothing else of
 * the tests is repeated: the rest has one size, and `npm test` runs it.
 *
 * `npm run soak -- kill outbox` runs the suites whose path holds one of the words; `npm run soak -- --list` names them.
 */
import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { browserTests } from './browser-tests.mjs'
import { seedAsked } from './env.mjs'
import { ensureBuilt, ensureInstalled } from './prepare.mjs'
import { root, say, since } from './run.mjs'
import { sizedSuites } from './sized-suites.mjs'
import { sum } from './sum.mjs'
import { unitTests } from './unit-tests.mjs'

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const isAsked = (path) => words.length === 0 || words.some((word) => path.includes(word))
const all = sizedSuites(root)
const unit = all.unit.filter(isAsked)
const browser = all.browser.filter(isAsked)
if (process.argv.includes('--list')) {
  say([...unit, ...browser].join('\n'))
  process.exit(0)
}

const seed = /^\d+$/.test(seedAsked) ? seedAsked : String(randomInt(2 ** 31))
say(`Holdspace: soak, seed ${seed}, ${unit.length + browser.length} suites`)
if (!(await ensureInstalled()) || !(await ensureBuilt())) process.exit(1)

const started = performance.now()
const reports = mkdtempSync(join(tmpdir(), 'holdspace-soak-'))
const env = { HOLDSPACE_SIZE: 'full', HOLDSPACE_SEED: seed }
const results = []

/** Runs one suite and tells how it went. A failing suite stops no other, so the sum at the end is whole. */
async function soak(path, run) {
  const from = performance.now()
  say(`Holdspace: soaking ${path}`)
  const counted = await run()
  results.push(counted)
  const { passed, failed, skipped } = counted
  say(`Holdspace: soaked ${path} in ${since(from)}: ${passed} passed, ${failed} failed, ${skipped} skipped`)
}

/**
 * Two suites at a time, each with a database of its own: each waits for disk and database half of its time. The ten
 * thousand interleavings, which take longest, stand last in the list and begin first.
 */
const waiting = unit.toReversed()
async function lane() {
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const suite = path
    await soak(suite, () => unitTests(reports, { env, only: suite }))
  }
}
await Promise.all([lane(), lane()])

// A browser gets the machine to itself, and each suite a clinic to itself.
for (const path of browser) await soak(path, () => browserTests(reports, { env, only: basename(path) }))

rmSync(reports, { recursive: true, force: true })
const total = sum(results)
say(`Holdspace: soaked in ${since(started)}, seed ${seed}`)
say(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)
