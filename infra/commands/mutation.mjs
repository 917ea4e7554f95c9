/**
 * `npm run mutation`: mutation scores of dose arithmetic, rules, proof and sign-in; a table on the screen, JSON in
 * infra/mutation/results. `npm run mutation -- dose` measures one group. What was measured is told in docs/mutation.md.
 */
import { join } from 'node:path'
import { ensureInstalled } from './prepare.mjs'
import { root, runNode } from './run.mjs'

if (!(await ensureInstalled())) process.exit(1)
const { code } = await runNode([join(root, 'infra', 'mutation', 'mutate.mjs'), ...process.argv.slice(2)])
process.exit(code)
