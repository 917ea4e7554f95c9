/** `npm run screenshots`: the pictures of docs/images, taken by the browser tests from a freshly seeded demo clinic. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { browserTests } from './browser-tests.mjs'
import { ensureBuilt, ensureInstalled } from './prepare.mjs'
import { root, say } from './run.mjs'

if (!(await ensureInstalled()) || !(await ensureBuilt())) process.exit(1)
if (!existsSync(join(root, 'apps', 'web', 'e2e', 'screenshots.spec.ts'))) {
  say('Holdspace: there is nothing to photograph yet (apps/web/e2e/screenshots.spec.ts is missing).')
  process.exit(1)
}
const reports = mkdtempSync(join(tmpdir(), 'holdspace-screenshots-'))
const { failed } = await browserTests(reports, {
  env: { HOLDSPACE_SCREENSHOTS: join(root, 'docs', 'images') },
  only: 'screenshots.spec.ts',
})
rmSync(reports, { recursive: true, force: true })
process.exit(failed === 0 ? 0 : 1)
