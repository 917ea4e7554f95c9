import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from './browser.mjs'
import { root, runNode, say, since } from './run.mjs'
import { countPlaywright, nothing, oneFailed } from './sum.mjs'

const web = join(root, 'apps', 'web')

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

/**
 * The journey in a real browser, against the built server on a data folder of its own. `only` one file, of which nothing
 * is shown unless it fails: its caller tells the rest.
 */
export async function browserTests(reports, { env = {}, args = [], only } = {}) {
  if (!existsSync(join(web, 'playwright.config.ts'))) {
    say('Holdspace: there are no browser tests (apps/web/playwright.config.ts is missing).')
    return nothing
  }
  const browser = await findBrowser()
  if (browser === undefined) {
    say('Holdspace: no browser was found and none could be brought. Set CHROME_PATH to a Chromium or Chrome.')
    return oneFailed
  }
  const started = performance.now()
  const dataDir = mkdtempSync(join(tmpdir(), 'holdspace-e2e-'))
  const report = join(reports, 'playwright.json')
  const cli = join(createRequire(join(web, 'package.json')).resolve('@playwright/test/package.json'), '..', 'cli.js')
  const { code, output } = await runNode([cli, 'test', ...(only === undefined ? [] : [only]), ...args], {
    cwd: web,
    quiet: only !== undefined,
    env: {
      CHROME_PATH: browser,
      HOLDSPACE_E2E_PORT: String(await freePort()),
      HOLDSPACE_E2E_DATA_DIR: join(dataDir, 'clinic'),
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      ...env,
    },
  })
  rmSync(dataDir, { recursive: true, force: true })
  const counted = countPlaywright(report, code)
  if (only !== undefined && counted.failed > 0) say(output)
  if (only === undefined)
    say(`Holdspace: browser tests: ${counted.failed === 0 ? 'good' : 'FAILED'} (${since(started)})`)
  return counted
}
