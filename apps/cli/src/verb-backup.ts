import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { allPractices } from '@holdspace/db/practice-store'
import { backUp } from '@holdspace/use-cases/export/back-up'
import { restore } from '@holdspace/use-cases/export/restore'
import { verifyLedger } from '@holdspace/use-cases/verify/verify-ledger'
import { done, exitCodeOf, refusalLines, refused } from './exit-codes.ts'
import type { Call, Verb } from './verb.ts'
import { type OpenedHouse, withHouse } from './with-house.ts'

export const backupVerb: Verb = {
  name: 'backup',
  about: 'writes the whole installation into one encrypted file',
  help: [
    'holdspace backup FILE',
    '',
    'Works beside a running server. The file is encrypted with a key derived from HOLDSPACE_SECRET_KEY (in the demo: the',
    'file secret-key of the data folder) and cannot be opened without it: keep a copy of that key somewhere else.',
  ],
  takes: { least: 1, most: 1 },
  run: (call) =>
    withHouse(call, async ({ house, data }) => {
      const path = resolve(call.positionals[0] ?? '')
      if (existsSync(path)) {
        call.terminal.complain(`${path} is there already; a backup is never written over another file.`)
        return refused
      }
      const made = await backUp(house, { path, ownerUrl: data.ownerUrl })
      if (!made.ok) return complain(call, made.refusal)
      const { tables, practices, sessions, isNoted } = made.value
      call.terminal.say(`${path}: ${practices} practices, ${sessions} sessions, ${tables} tables.`)
      if (!isNoted)
        call.terminal.complain('The database took no note of it: /readyz still tells the age of the one before.')
      return done
    }),
}

export const restoreVerb: Verb = {
  name: 'restore',
  about: 'puts a backup into an empty installation',
  help: [
    'holdspace restore FILE [--verify]',
    '',
    'The file is proved whole before anything is written. HOLDSPACE_SECRET_KEY must be the one it was made with.',
    'With --verify every entry of the restored ledger is recomputed afterwards.',
  ],
  options: { verify: { type: 'boolean' } },
  takes: { least: 1, most: 1 },
  run: (call) =>
    withHouse(call, async (opened) => {
      const path = resolve(call.positionals[0] ?? '')
      if (!existsSync(path)) {
        call.terminal.complain(`${path} is not there.`)
        return refused
      }
      const put = await restore(opened.house, { path, ownerUrl: opened.data.ownerUrl })
      if (!put.ok) return complain(call, put.refusal)
      const { madeAt, tables, rows, sessions } = put.value
      call.terminal.say(`Restored as of ${madeAt}: ${rows} rows in ${tables} tables, ${sessions} sessions.`)
      return call.values.verify === true ? verifyAll(call, opened) : done
    }),
}

function complain(call: Call, refusal: Parameters<typeof refusalLines>[0]): number {
  for (const line of refusalLines(refusal)) call.terminal.complain(line)
  return exitCodeOf[refusal.family]
}

async function verifyAll(call: Call, { house }: OpenedHouse): Promise<number> {
  let broken = 0
  for (const { practiceId, name } of await allPractices(house.db)) {
    const verified = await verifyLedger(house, { kind: 'system', practiceId, reason: 'verify after a restore' })
    if (!verified.ok) return complain(call, verified.refusal)
    broken += verified.value.broken.length
    call.terminal.say(
      `${name}: ${verified.value.entries} entries recomputed, ${verified.value.broken.length} sessions do not hold.`,
    )
  }
  return broken === 0 ? done : refused
}
