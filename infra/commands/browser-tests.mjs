import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from './browser.mjs'
import { root, runNode, say, since } from './run.mjs'
import { countPlaywright, nothing, oneFailed, sum } from './sum.mjs'

const web = join(root, 'apps', 'web')
/** Pictures are taken only when asked for (`npm run screenshots`). */
const photographs = 'screenshots.spec.ts'

/**
 * How many seconds the longest files take; any other takes about twenty. Nothing but the balance of the two halves hangs on it.
 */
const secondsOf = {
  'journey.spec.ts': 155,
  'accessibility.spec.ts': 130,
  'refusals.spec.ts': 90,
  'gallery.spec.ts': 70,
  'main-job.spec.ts': 35,
  'keyboard.spec.ts': 35,
  'packet.spec.ts': 30,
  'billing.spec.ts': 30,
}

/** Every file in exactly one of two lists that take about as long, the same lists in every run. */
function halves() {
  const files = readdirSync(join(web, 'e2e')).filter((name) => name.endsWith('.spec.ts') && name !== photographs)
  const byLength = files.map((name) => ({ name, seconds: secondsOf[name] ?? 20 }))
  byLength.sort((one, other) => other.seconds - one.seconds || (one.name < other.name ? -1 : 1))
  const lists = [
    { seconds: 0, names: [] },
    { seconds: 0, names: [] },
  ]
  for (const { name, seconds } of byLength) {
    const shorter = lists[0].seconds <= lists[1].seconds ? lists[0] : lists[1]
    shorter.names.push(`e2e/${name}`)
    shorter.seconds += seconds
  }
  return lists.map(({ names }) => names)
}

async function freePort() {
  const probe = createServer()
  probe.listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address()
  return { port, free: () => new Promise((resolve) => probe.close(resolve)) }
}

/** These files against the built server on a port, a data folder and a clinic of their own. */
async function inAClinic(files, { number, port, env, reports, browser, quiet }) {
  const dataDir = mkdtempSync(join(tmpdir(), 'holdspace-e2e-'))
  const report = join(reports, `playwright-${number}.json`)
  const cli = join(createRequire(join(web, 'package.json')).resolve('@playwright/test/package.json'), '..', 'cli.js')
  const { code, output } = await runNode([cli, 'test', `--output=test-results/${number}`, ...files], {
    cwd: web,
    quiet,
    env: {
      CHROME_PATH: browser,
      HOLDSPACE_E2E_PORT: String(port),
      HOLDSPACE_E2E_DATA_DIR: join(dataDir, 'clinic'),
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      ...env,
    },
  })
  rmSync(dataDir, { recursive: true, force: true })
  const counted = countPlaywright(report, code)
  if (quiet && counted.failed > 0) say(output)
  return counted
}

/**
 * The journey in a real browser. In one clinic tests run one after the other, because everybody works in it; so that the
 * second core has something to do, half of the files runs in another clinic beside it, on a server of its own. `only` one
 * file, of which nothing is shown unless it fails: its caller tells the rest.
 */
export async function browserTests(reports, { env = {}, only } = {}) {
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
  const lists = only === undefined ? halves() : [[only]]
  const quiet = only !== undefined
  // All are held before one is let go, or two clinics might be given the same.
  const held = await Promise.all(lists.map(freePort))
  for (const { free } of held) await free()
  const counted = sum(
    await Promise.all(
      lists.map((list, number) => inAClinic(list, { number, port: held[number].port, env, reports, browser, quiet })),
    ),
  )
  if (!quiet) say(`Holdspace: browser tests: ${counted.failed === 0 ? 'good' : 'FAILED'} (${since(started)})`)
  return counted
}
