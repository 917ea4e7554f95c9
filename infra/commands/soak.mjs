/**
 * `npm run soak`: the same suites at their full sizes (RELIABILITY), with one seed that is printed first, so that a
 * failure can be run again: HOLDSPACE_SEED=<seed> npm run soak.
 */
import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { browserTests } from './browser-tests.mjs'
import { seedAsked } from './env.mjs'
import { ensureBuilt, ensureInstalled } from './prepare.mjs'
import { say, since } from './run.mjs'
import { sum } from './sum.mjs'
import { unitTests } from './unit-tests.mjs'

const seed = /^\d+$/.test(seedAsked) ? seedAsked : String(randomInt(2 ** 31))
say(`Holdspace: soak, seed ${seed}`)
if (!(await ensureInstalled()) || !(await ensureBuilt())) process.exit(1)

const started = performance.now()
const reports = mkdtempSync(join(tmpdir(), 'holdspace-soak-'))
const env = { HOLDSPACE_SIZE: 'full', HOLDSPACE_SEED: seed }
const total = sum([await unitTests(reports, env), await browserTests(reports, { env })])
rmSync(reports, { recursive: true, force: true })
say(`Holdspace: soaked in ${since(started)}, seed ${seed}`)
say(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)
