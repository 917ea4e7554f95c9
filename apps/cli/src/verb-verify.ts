import { allPractices } from '@holdspace/db/practice-store'
import { verifyLedger } from '@holdspace/use-cases/verify/verify-ledger'
import { done, exitCodeOf, refused } from './exit-codes.ts'
import { optional, type Verb } from './verb.ts'
import { practiceOf, withHouse } from './with-house.ts'

export const verifyVerb: Verb = {
  name: 'verify',
  about: 'recomputes every entry of the ledger and follows every link',
  help: [
    'holdspace verify [--practice SLUG]',
    '',
    'Without --practice, every practice of the installation. Exit 1 names the first broken entry of each broken session.',
  ],
  options: { practice: { type: 'string' } },
  takes: { least: 0, most: 0 },
  run: (call) =>
    withHouse(call, async ({ house }) => {
      const asked =
        optional(call, 'practice') === undefined ? await allPractices(house.db) : [await practiceOf(call, house)]
      let code = done
      for (const { practiceId, name } of asked) {
        const actor = { kind: 'system', practiceId, reason: 'verify at the command line' } as const
        const verified = await verifyLedger(house, actor)
        if (!verified.ok) {
          call.terminal.complain(`${name}: ${verified.refusal.sentence}`)
          code = exitCodeOf[verified.refusal.family]
          continue
        }
        const { sessions, entries, signedHeads, broken } = verified.value
        for (const { sessionId, error } of broken) {
          call.terminal.complain(`${name}: session ${sessionId}, entry ${error.sequence}: ${error.code}.`)
        }
        if (broken.length > 0) code = refused
        const verdict = broken.length === 0 ? 'every entry holds' : `${broken.length} sessions do not hold`
        call.terminal.say(`${name}: ${sessions} sessions, ${entries} entries, ${signedHeads} signed heads: ${verdict}.`)
      }
      return code
    }),
}
