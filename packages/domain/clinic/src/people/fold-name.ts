/**
 * Names as they are searched and compared: lower case, without accents, apostrophes or hyphens, so that "Sarabia" finds
 * "SARABIA", "Ramon" finds "Ramón" and "oneil" finds "O’Neil". Only leakproof comparisons of such text use an index
 * under row-level security (HOUSE section 7), so the database keeps exactly this form, COLLATE "C".
 */
export function foldName(name: string): string {
  return [...name.normalize('NFKD').toLowerCase()]
    .map((letter) => lettersThatDoNotDecompose[letter] ?? letter)
    .join('')
    .replace(/\p{M}+/gu, '')
    .replace(/['’‘`ʼ´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The single words a person is found by: each word of every name, and each name run together ("de la cruz", "delacruz"). */
export function nameTokens(names: readonly string[]): string[] {
  const tokens = new Set<string>()
  for (const name of names) {
    const folded = foldName(name)
    if (folded === '') continue
    for (const word of folded.split(' ')) tokens.add(word)
    tokens.add(folded.replaceAll(' ', ''))
  }
  return [...tokens]
}

/** Unicode keeps these letters whole; people type them as they sound. */
const lettersThatDoNotDecompose: { readonly [letter: string]: string } = {
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
}
