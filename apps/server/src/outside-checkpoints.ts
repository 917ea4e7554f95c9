import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PracticeId } from '@holdspace/kit/ids'
import { parseCheckpointText } from '@holdspace/proof/checkpoint'
import { parseNote } from '@holdspace/proof/signed-note'
import type { OutsideCheckpoint } from '@holdspace/use-cases/verify/verify-log'

/**
 * The newest checkpoint of each practice as a file beside the data, outside the database: an older copy of the database
 * put in its place is told by it (T7). After a restore that somebody meant, they move the file away (docs/ledger.md).
 */
export interface OutsideCheckpoints {
  readonly of: (practiceId: PracticeId) => readonly OutsideCheckpoint[]
  /** Keeps a newer one; never puts a shorter log in the place of a longer one. */
  readonly keep: (practiceId: PracticeId, note: Uint8Array) => void
}

export function outsideCheckpoints(dataDir: string): OutsideCheckpoints {
  const folder = join(dataDir, 'checkpoints')
  const pathOf = (practiceId: PracticeId) => join(folder, `${practiceId}.txt`)
  const read = (practiceId: PracticeId): Uint8Array | null => {
    try {
      return new Uint8Array(readFileSync(pathOf(practiceId)))
    } catch {
      return null
    }
  }
  return {
    of: (practiceId) => {
      const note = read(practiceId)
      return note === null ? [] : [{ where: `in ${pathOf(practiceId)}`, note }]
    },
    keep: (practiceId, note) => {
      const known = read(practiceId)
      if (known !== null && sizeOf(known) >= sizeOf(note)) return
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const draft = `${pathOf(practiceId)}.part`
      writeFileSync(draft, note, { mode: 0o600 })
      renameSync(draft, pathOf(practiceId))
    },
  }
}

/** A file that is no checkpoint counts as longer than any: it is looked at by a person, not written over. */
function sizeOf(note: Uint8Array): number {
  const parsed = parseNote(note)
  const checkpoint = parsed.ok ? parseCheckpointText(parsed.value.text) : parsed
  return checkpoint.ok ? checkpoint.value.size : Number.POSITIVE_INFINITY
}
