import type { ConsentSection, TextContent } from './consent-text.ts'

/** A stretch of words that stayed, went or came. */
export interface Stretch {
  readonly is: 'same' | 'removed' | 'added'
  readonly text: string
}

/** One paragraph, point or heading that differs, with its words marked. */
export interface ChangedText {
  readonly where: string
  readonly stretches: readonly Stretch[]
}

/**
 * What changed between two versions, paragraph by paragraph and word by word, for whoever decides whether it is
 * material. Empty when the two say the same.
 */
export function textDiff(before: TextContent, after: TextContent): readonly ChangedText[] {
  const ids = [...new Set([...before.sections, ...after.sections].map(({ id }) => id))]
  const sections = ids.flatMap((id) => sectionDiff(find(before, id), find(after, id)))
  return [
    ...lineDiff('Title', before.title, after.title),
    ...lineDiff('Opening', before.lede, after.lede),
    ...sections,
    ...aligned(checkLines(before), checkLines(after)).flatMap(([left, right]) => lineDiff('Questions', left, right)),
    ...lineDiff('Above the signature', before.agreement, after.agreement),
    ...lineDiff('How long it holds', before.lasts ?? 'no end', after.lasts ?? 'no end'),
    ...lineDiff('Highest dose', doseWords(before), doseWords(after)),
  ]
}

function checkLines({ checks = [] }: TextContent): string[] {
  return checks.map(
    ({ question, choices, right }) => `${question} ${choices.join(' / ')} (right: ${choices[right] ?? ''})`,
  )
}

function doseWords({ maximumMcgPerKg }: TextContent): string {
  return maximumMcgPerKg === null ? 'none' : `${maximumMcgPerKg} micrograms per kilogram`
}

function find(content: TextContent, id: string): ConsentSection | undefined {
  return content.sections.find((one) => one.id === id)
}

function sectionDiff(before: ConsentSection | undefined, after: ConsentSection | undefined): ChangedText[] {
  const where = after?.heading ?? before?.heading ?? ''
  const [old, now] = [linesOf(before), linesOf(after)]
  return aligned(old, now).flatMap(([left, right]) => lineDiff(where, left, right))
}

function linesOf(section: ConsentSection | undefined): string[] {
  if (section === undefined) return []
  const { heading, paragraphs, points, initials } = section
  return [heading, ...paragraphs, ...points, ...(initials === null ? [] : [`Initials: ${initials}`])]
}

function lineDiff(where: string, before: string, after: string): ChangedText[] {
  return before === after ? [] : [{ where, stretches: stretchesOf(words(before), words(after)) }]
}

const words = (text: string): string[] => text.split(/(?<=\s)/)

/** Lines that stayed are paired with themselves; between them, changed lines are paired in order. */
function aligned(before: readonly string[], after: readonly string[]): (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = []
  let [removed, added]: [string[], string[]] = [[], []]
  const flush = () => {
    for (let at = 0; at < Math.max(removed.length, added.length); at += 1) {
      pairs.push([removed[at] ?? '', added[at] ?? ''])
    }
    removed = []
    added = []
  }
  for (const { is, item } of steps(before, after)) {
    if (is === 'removed') removed.push(item)
    else if (is === 'added') added.push(item)
    else flush()
  }
  flush()
  return pairs
}

function stretchesOf(before: readonly string[], after: readonly string[]): Stretch[] {
  const stretches: { is: Stretch['is']; text: string }[] = []
  for (const { is, item } of steps(before, after)) {
    const last = stretches.at(-1)
    if (last?.is === is) last.text += item
    else if (item !== '') stretches.push({ is, text: item })
  }
  return stretches
}

/** The longest common subsequence, walked from the front: what is removed comes before what is added in its place. */
function steps(before: readonly string[], after: readonly string[]): { is: Stretch['is']; item: string }[] {
  const width = after.length + 1
  const lengths = new Array<number>((before.length + 1) * width).fill(0)
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        before[row] === after[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  const walked: { is: Stretch['is']; item: string }[] = []
  let [row, column] = [0, 0]
  while (row < before.length || column < after.length) {
    const [left, right] = [before[row], after[column]]
    if (left !== undefined && left === right) {
      walked.push({ is: 'same', item: left })
      row += 1
      column += 1
    } else if (left !== undefined && (right === undefined || at(row + 1, column) >= at(row, column + 1))) {
      walked.push({ is: 'removed', item: left })
      row += 1
    } else if (right !== undefined) {
      walked.push({ is: 'added', item: right })
      column += 1
    }
  }
  return walked
}
