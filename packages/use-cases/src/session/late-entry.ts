import type { AcceptedEntry } from '@holdspace/clinic/session/chart-entry'
import type { Bodies } from '@holdspace/record/catalogue'
import { timelineText } from '@holdspace/record/timeline'

/**
 * An entry that reached the server after the record was signed, as an addendum nobody has confirmed yet: nothing that
 * happened is lost, and nothing that was signed changes (RULINGS 1).
 */
export function lateAddendum(entry: AcceptedEntry): Bodies['addendum-filed'] {
  const { title, detail } = timelineText(entry.kind, entry.body as never)
  return {
    text: `Arrived after the record was signed: ${[title, detail].filter((part) => part !== '').join(', ')}`,
    unconfirmed: true,
    lateEntry: { kind: entry.kind, body: entry.body as Record<string, unknown> },
  }
}
