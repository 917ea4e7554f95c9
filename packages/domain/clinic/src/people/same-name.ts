import { foldName } from './fold-name.ts'

/** Letters, not accents or capitals, and in any order: `Sarabia, Ramón` and `ramon sarabia` are one person. */
export function isSameName(typed: string, legal: string): boolean {
  const parts = (name: string) =>
    foldName(name)
      .split(/[^\p{L}\p{N}]+/u)
      .filter((part) => part !== '')
  const known = new Set(parts(legal))
  const given = parts(typed)
  return given.length >= Math.min(2, known.size) && given.every((part) => known.has(part))
}
