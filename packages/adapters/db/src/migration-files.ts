import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface MigrationFile {
  readonly number: number
  readonly name: string
  readonly checksum: string
  readonly text: string
}

/** The migrations of a folder in order: `NNNN_name.sql`. Throws on a file that is named otherwise or a number used twice. */
export function readMigrations(folder: string): readonly MigrationFile[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const parts = /^(\d{4})_([a-z0-9_]+)\.sql$/.exec(file)
      if (parts?.[1] === undefined || parts[2] === undefined) throw new Error(`${file} is not named NNNN_name.sql`)
      const text = readFileSync(join(folder, file), 'utf8')
      return {
        number: Number(parts[1]),
        name: parts[2],
        text,
        // A clone with other line ends is the same migration.
        checksum: createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex'),
      }
    })
  if (files.length === 0) throw new Error(`${folder} holds no migration`)
  const twice = files.find((file, index) => files[index - 1]?.number === file.number)
  if (twice !== undefined) throw new Error(`Two migrations are numbered ${twice.number} in ${folder}`)
  return files
}
