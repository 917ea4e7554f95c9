import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { type FileHandle, open, rename } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { type ExportedLine, exportPractice } from '@holdspace/use-cases/export/export-practice'
import { done, exitCodeOf, refusalLines, refused } from './exit-codes.ts'
import type { Verb } from './verb.ts'
import { practiceOf, withHouse } from './with-house.ts'

/** Writes the lines into their files below `folder`, and answers how many each file has. */
async function writeLines(folder: string, lines: AsyncIterable<ExportedLine>): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  const files = new Map<string, FileHandle>()
  try {
    for await (const { file, line } of lines) {
      const path = join(folder, file)
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      const handle = files.get(file) ?? (await open(path, 'wx', 0o600))
      files.set(file, handle)
      await handle.write(`${line}\n`)
      counts.set(file, (counts.get(file) ?? 0) + 1)
    }
  } finally {
    for (const handle of files.values()) await handle.close()
  }
  return counts
}

export const exportVerb: Verb = {
  name: 'export',
  about: 'writes a practice’s record in open forms: FHIR NDJSON and the ledger',
  help: [
    'holdspace export FOLDER [--practice SLUG]',
    '',
    'FOLDER must not be there yet. The files hold patient data in clear: keep them as you keep the record itself.',
  ],
  options: { practice: { type: 'string' } },
  takes: { least: 1, most: 1 },
  run: (call) =>
    withHouse(call, async ({ house }) => {
      const folder = resolve(call.positionals[0] ?? '')
      if (existsSync(folder)) {
        call.terminal.complain(`${folder} is there already; an export is never mixed with other files.`)
        return refused
      }
      const { practiceId, name } = await practiceOf(call, house)
      const actor = { kind: 'system', practiceId, reason: 'export at the command line' } as const
      const exported = await exportPractice(house, actor)
      if (!exported.ok) {
        for (const line of refusalLines(exported.refusal)) call.terminal.complain(line)
        return exitCodeOf[exported.refusal.family]
      }
      const draft = `${folder}.part`
      rmSync(draft, { recursive: true, force: true })
      mkdirSync(draft, { recursive: true, mode: 0o700 })
      const counts = await writeLines(draft, exported.value)
      await rename(draft, folder)
      for (const [file, count] of [...counts].sort()) call.terminal.say(`${file}  ${count}`)
      call.terminal.say(`${name} is exported to ${folder}.`)
      return done
    }),
}
