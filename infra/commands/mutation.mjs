/**
 * `npm run mutation`: mutation scores of dose arithmetic, scoring, rules, proof and sign-in. The runner (Stryker 9) is
 * not installed yet, and this verb says so rather than print a score nobody measured.
 */
import { say } from './run.mjs'

say('Holdspace: mutation testing has nothing to run yet: no mutation runner is part of this version.')
process.exit(1)
