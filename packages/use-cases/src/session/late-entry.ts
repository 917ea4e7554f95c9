import type { AcceptedEntry } from '@holdspace/clinic/session/chart-entry'
import { cutText } from '@holdspace/kit/cut-text'
import type { Bodies } from '@holdspace/record/catalogue'
import { timelineText } from '@holdspace/record/timeline'

/** The longest addendum there is. */
const mostWords = 8_000

/**
 * An entry that reached the server after the record was signed, as an addendum nobody has confirmed yet: nothing that
 * happened is lost, and nothing that was signed changes (RULINGS 1).
 */
export function lateAddendum(entry: AcceptedEntry): Bodies['addendum-filed'] {
  const { title, detail } = timelineText(entry.kind, entry.body as never)
  const words = `Arrived after the record was signed: ${[title, detail].filter((part) => part !== '').join(', ')}`
  return {
    // The entry itself stands whole beside it.
    text: cutText(words, mostWords),
    unconfirmed: true,
    lateEntry: { kind: entry.kind, body: entry.body as Record<string, unknown> },
  }
}
