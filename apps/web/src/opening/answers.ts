import type { DayCondition } from '@holdspace/clinic/session/day-conditions'
import { type Condition, openingConditions } from '@holdspace/clinic/session/open-session'
import type { Bodies } from '@holdspace/record/catalogue'

type Opened = Bodies['session-opened']
export type Identifier = Opened['identityConfirmedBy'][number]
export type Attestation = Opened['attestations'][number]

/** Everything answered on the page so far. */
export interface OpeningAnswers {
  readonly protocolKey: string | null
  readonly room: string
  readonly identifiers: readonly Identifier[]
  /** What was attested, in the words that will be recorded. */
  readonly statements: { readonly [C in Condition]?: string }
  /** Where the paper behind a statement is kept. */
  readonly references: { readonly [C in Condition]?: string }
}

export const nothingAnswered: OpeningAnswers = {
  protocolKey: null,
  room: '',
  identifiers: [],
  statements: {},
  references: {},
}

export function attestationsOf(
  { statements, references }: OpeningAnswers,
  asked: readonly DayCondition[],
): readonly Attestation[] {
  const order = [...openingConditions, ...asked].map(({ condition }) => condition)
  return order.flatMap((condition): Attestation[] => {
    const statement = statements[condition]
    if (statement === undefined) return []
    const reference = (references[condition] ?? '').trim()
    return [{ condition, statement, ...(reference === '' ? {} : { reference }) }]
  })
}
