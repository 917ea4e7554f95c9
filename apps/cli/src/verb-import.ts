import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { importFiles } from '@holdspace/use-cases/import/import-files'
import { done, refused } from './exit-codes.ts'
import type { Verb } from './verb.ts'
import { practiceOf, withHouse } from './with-house.ts'

/** Above what an import takes (RULINGS 21): the use case refuses it by name, so a little more is read than allowed. */
const mostBytes = 21 * 1024 * 1024

function readSome(path: string): Uint8Array {
  const { size } = statSync(path)
  return size > mostBytes ? new Uint8Array(mostBytes) : new Uint8Array(readFileSync(path))
}

export const importVerb: Verb = {
  name: 'import',
  about: 'takes in referrals: FHIR R4 bundles, one person each',
  help: [
    'holdspace import FILE… [--practice SLUG]',
    '',
    'Each file becomes a referral that waits for review; nobody is created before somebody has looked. The same file',
    'twice adds nothing. One refused file does not keep the others out; the exit code is then 1.',
  ],
  options: { practice: { type: 'string' } },
  takes: { least: 1, most: 500 },
  run: (call) =>
    withHouse(call, async ({ house }) => {
      const { practiceId } = await practiceOf(call, house)
      const actor = { kind: 'system', practiceId, reason: 'import at the command line' } as const
      const files = call.positionals.map((path) => ({ fileName: basename(path), bytes: readSome(path) }))
      const imported = await importFiles(house, actor, files)
      for (const file of imported) {
        const write = file.ok ? call.terminal.say : call.terminal.complain
        const [first = '', ...more] = file.lines
        write(`${file.fileName}: ${first}`)
        for (const line of more) write(`  ${line}`)
      }
      return imported.every((file) => file.ok) ? done : refused
    }),
}
