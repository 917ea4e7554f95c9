import type { Condition } from '@holdspace/clinic/session/condition'
import type { DayCondition } from '@holdspace/clinic/session/day-conditions'
import { openingConditions } from '@holdspace/clinic/session/open-session'
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
}

export const nothingAnswered: OpeningAnswers = {
  protocolKey: null,
  room: '',
  identifiers: [],
  statements: {},
}

export function attestationsOf({ statements }: OpeningAnswers, asked: readonly DayCondition[]): readonly Attestation[] {
  const order = [...openingConditions, ...asked].map(({ condition }) => condition)
  return order.flatMap((condition): Attestation[] => {
    const statement = statements[condition]
    return statement === undefined ? [] : [{ condition, statement }]
  })
}
