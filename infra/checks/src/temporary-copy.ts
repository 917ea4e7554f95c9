import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const repositoryRoot = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')

const left = new Set(['node_modules', 'dist', '.next', '.turbo', '.git', '.holdspace', 'test-results'])

export interface TemporaryCopy {
  readonly root: string
  /** Writes a file into the copy and answers how to take it away again. */
  plant(path: string, text: string): () => void
  remove(): void
}

/** A copy of the repository's own files, to plant a violation in and see it caught. */
export function temporaryCopy(): TemporaryCopy {
  const root = mkdtempSync(join(tmpdir(), 'holdspace-checks-'))
  for (const top of ['apps', 'packages', 'infra', 'docs', 'package.json', 'turbo.json', 'tsconfig.base.json']) {
    cpSync(join(repositoryRoot, top), join(root, top), {
      recursive: true,
      filter: (from) => !left.has(basename(from)),
    })
  }
  return {
    root,
    plant: (path, text) => {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
      return () => rmSync(join(root, path))
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}
