import { allPractices } from '@holdspace/db/practice-store'
import { outsideCheckpoints } from '@holdspace/server/outside-checkpoints'
import { type VerifiedRecord, verifyRecord } from '@holdspace/use-cases/verify/verify-record'
import { done, exitCodeOf, refused } from './exit-codes.ts'
import { optional, type Verb } from './verb.ts'
import { practiceOf, withHouse } from './with-house.ts'

export const verifyVerb: Verb = {
  name: 'verify',
  about: 'verifies the record: every chain, the practice’s log, every checkpoint and every signed paper',
  help: [
    'holdspace verify [--practice SLUG]',
    '',
    'Without --practice, every practice of the installation. Says what was looked at; exit 1 names what does not hold.',
    'The newest checkpoint kept in the data folder is held against the database: an older copy of it is told.',
  ],
  options: { practice: { type: 'string' } },
  takes: { least: 0, most: 0 },
  run: (call) =>
    withHouse(call, async ({ house, settings }) => {
      const outside = outsideCheckpoints(settings.dataDir)
      const asked =
        optional(call, 'practice') === undefined ? await allPractices(house.db) : [await practiceOf(call, house)]
      let code = done
      for (const { practiceId, name } of asked) {
        const actor = { kind: 'system', practiceId, reason: 'verify at the command line' } as const
        const looking = { by: 'holdspace verify', outside: outside.of(practiceId) }
        const verified = await verifyRecord(house, actor, looking)
        if (!verified.ok) {
          call.terminal.complain(`${name}: ${verified.refusal.sentence}`)
          code = exitCodeOf[verified.refusal.family]
          continue
        }
        for (const { sentence } of verified.value.findings) call.terminal.complain(`${name}: ${sentence}`)
        if (verified.value.findings.length > 0) code = refused
        for (const line of saidOf(name, verified.value, looking.outside.length)) call.terminal.say(line)
      }
      return code
    }),
}

/** What was looked at, in words; the last line is the verdict. */
function saidOf(name: string, { check, signedHeads, findings }: VerifiedRecord, kept: number): readonly string[] {
  const { sessions, entries, papers, checkpoints, size, blind } = check
  return [
    `${name}: ${entries} entries of ${sessions} sessions recomputed and followed link by link, ${signedHeads} signed heads found again.`,
    `${name}: the log of ${size} leaves recomputed and held against ${checkpoints} signed checkpoints and ${kept} kept outside the database; ${blind} entries are newer than the last one.`,
    `${name}: ${papers} signed papers held against the bytes they were drawn and signed as.`,
    findings.length === 0
      ? `${name}: everything holds.`
      : `${name}: ${findings.length} things do not hold, named above.`,
  ]
}
