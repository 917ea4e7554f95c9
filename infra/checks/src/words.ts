import type { Finding } from './finding.ts'
import type { House } from './read-house.ts'

interface WordRule {
  readonly name: string
  readonly pattern: RegExp
  readonly sentence: string
  readonly appliesTo?: (path: string) => boolean
}

// Put together from pieces, so that this file does not contain what it looks for.
const path = (...parts: readonly string[]) => ['', ...parts, ''].join('/')
const either = (...words: readonly string[]) => words.join('|')

const rules: readonly WordRule[] = [
  {
    name: 'claim',
    // Nobody has certified Holdspace and it never says so (SECURITY section 2.1).
    pattern: new RegExp(
      `\\b(${either('ONC', 'HIPAA', 'HITRUST', 'CHPL', 'EPCS')})[- ](${either('certif', 'complian', 'approv')})`,
      'i',
    ),
    sentence: 'claims a certification nobody has given',
  },
  {
    name: 'machine-path',
    pattern: new RegExp(
      `(^|[\\s"'\`(=:])(${either(path('work'), path('farm'), path('root'), '/home/[a-z]', '/Users/[a-zA-Z]', '/tmp/[a-z]')})`,
    ),
    sentence: 'names a place on somebody’s machine',
  },
  {
    name: 'workplace',
    pattern: new RegExp(
      `\\b(${either('sub' + 'agent', 'steering' + ' repo', 'agent' + ' session', 'language' + ' model', 'C' + 'EO')})s?\\b`,
      'i',
    ),
    sentence: 'speaks of how the work was done; the project speaks of itself',
  },
  {
    name: 'registry',
    pattern: /^\s*(tarball:|resolution: \{[^}]*tarball|registry\s*=)/,
    sentence: 'names a registry host; the lockfile names none',
    appliesTo: (file) => file === 'pnpm-lock.yaml' || file.endsWith('.npmrc'),
  },
]

/** Claims, places and words that do not belong into the repository, in any of its texts. */
export function wordFindings(house: House): Finding[] {
  return [...house.texts].flatMap(([file, text]) =>
    rules
      .filter((rule) => rule.appliesTo?.(file) ?? file !== 'pnpm-lock.yaml')
      .flatMap((rule) =>
        text.split('\n').flatMap((line, at) => {
          if (!rule.pattern.test(line)) return []
          return [{ rule: rule.name, path: file, line: at + 1, sentence: rule.sentence }]
        }),
      ),
  )
}
