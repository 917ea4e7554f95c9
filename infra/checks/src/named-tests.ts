import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A test as a paper names it: the file from the root of the repository, and the beginning of the test's name. */
export interface NamedTest {
  readonly path: string
  readonly test: string
}

/** The lines `- <word>: \`path\` › test` of one part of a paper. */
export function namedTestsIn(lines: readonly string[], word: string): NamedTest[] {
  const line = new RegExp(`^- ${word}: \`([^\`]+)\` › (.+)$`)
  return lines.flatMap((text) => {
    const [, path, test] = line.exec(text) ?? []
    return path === undefined || test === undefined ? [] : [{ path, test }]
  })
}

export type Missing = 'no-file' | 'no-test' | null

/** A test that is not there shows nothing. A name counts where it begins a text of the code: a comment is no test. */
export function missingOf(root: string, { path, test }: NamedTest): Missing {
  if (!existsSync(join(root, path))) return 'no-file'
  const source = readFileSync(join(root, path), 'utf8')
  const code = source.split('\n').filter((line) => !/^\s*(\/\/|\/?\*)/.test(line))
  return code.some((line) => ["'", '"', '`'].some((quote) => line.includes(quote + test))) ? null : 'no-test'
}
