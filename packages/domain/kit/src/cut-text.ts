/**
 * A text of at most `most` UTF-16 units, with a mark where it was cut and never through the middle of a character: half
 * of one has no place in the ledger.
 */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most - 1)
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`
}
