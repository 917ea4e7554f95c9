import type { SessionState } from '@holdspace/record/state'

/** The rule that an answering `decision-recorded` names, with the entry of the withdrawal. */
export const withdrawalRule = 'consent-withdrawn'

export type WithdrawnInSession = SessionState['consentWithdrawals'][number]

/**
 * Withdrawals of the treatment itself that nobody in the room has answered by name yet: the room is asked to hold and to
 * look after the person until somebody says what is done (RULINGS 8). Nothing of the charting waits for it.
 */
export function unansweredWithdrawals(state: SessionState): readonly WithdrawnInSession[] {
  return state.consentWithdrawals.filter(
    ({ treatment, entryId }) =>
      treatment && !state.decisions.some(({ about }) => about.ruleId === withdrawalRule && about.entryId === entryId),
  )
}
