import type { ConsentSection, TextContent } from '@holdspace/clinic/consent/consent-text'

/** What an editor shows of a section: its paragraphs, then its points as lines that begin with a dash. */
export function linesOf({ paragraphs, points }: Pick<ConsentSection, 'paragraphs' | 'points'>): string {
  return [...paragraphs, ...points.map((point) => `- ${point}`)].join('\n\n')
}

/** Read back: lines with a dash are points, the others paragraphs; empty ones are nothing. */
export function readLines(text: string): Pick<ConsentSection, 'paragraphs' | 'points'> {
  const lines = text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return {
    paragraphs: lines.filter((line) => !line.startsWith('- ')),
    points: lines.filter((line) => line.startsWith('- ')).map((line) => line.slice(2).trim()),
  }
}

/** The next number: a material change raises the second part, another the third. */
export function nextVersion(version: string, material: boolean): string {
  const [major = 1, minor = 0, patch = 0] = version.split('.').map(Number)
  return material ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`
}

/** What the form says, as content. Sections keep their ids, so that a comparison finds them. */
export function contentFrom(base: TextContent, said: (name: string) => string): TextContent {
  return {
    ...base,
    title: said('title'),
    lede: said('lede'),
    agreement: said('agreement'),
    sections: base.sections.map((section) => ({
      ...section,
      heading: said(`heading.${section.id}`),
      ...readLines(said(`words.${section.id}`)),
    })),
  }
}
