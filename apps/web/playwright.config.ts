import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'

// `npm test` finds a browser and a free port and hands both in; by hand, `npx playwright test` uses these defaults.
const port = process.env.HOLDSPACE_E2E_PORT ?? '3190'
const dataDir = process.env.HOLDSPACE_E2E_DATA_DIR ?? join(tmpdir(), 'holdspace-e2e')
const browser = process.env.CHROME_PATH
const photographs = process.env.HOLDSPACE_SCREENSHOTS !== undefined

/** The journey in a real browser, against the built server with a demo clinic of its own. */
export default defineConfig({
  testDir: 'e2e',
  testIgnore: photographs ? [] : ['screenshots.spec.ts'],
  outputDir: 'test-results',
  // Everybody works in one clinic on one server: tests that share it run one after the other. `npm test` opens two clinics.
  workers: 1,
  retries: 0,
  forbidOnly: process.env.CI === 'true',
  // Two clinics share two cores under `npm test`: a limit is there for what never comes, not for what comes late.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME === undefined ? 'list' : [['dot'], ['json']],
  use: {
    baseURL: `http://localhost:${port}`,
    locale: 'en-US',
    timezoneId: 'America/New_York',
    // A press that waits longer than this waits for something that will not come.
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    // What a failing test did and what its page showed at the end. Filming every step of every test would take as long again
    // as the tests themselves on two cores.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(browser === undefined || browser === '' ? {} : { executablePath: browser }),
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `${JSON.stringify(process.execPath)} ../server/dist/server.mjs`,
    url: `http://localhost:${port}/readyz`,
    reuseExistingServer: false,
    timeout: 300_000,
    gracefulShutdown: { signal: 'SIGINT', timeout: 15_000 },
    env: {
      PORT: port,
      HOLDSPACE_DEMO: '1',
      HOLDSPACE_DATA_DIR: dataDir,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
    },
  },
})
