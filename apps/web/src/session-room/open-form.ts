/** What can be written in the room. */
export type FormKey =
  | 'vitals'
  | 'not-obtained'
  | 'weight'
  | 'dose'
  | 'effect'
  | 'note'
  | 'escort'
  | 'psychotherapy'
  | 'discharge'
  | 'end'
  | 'decision'
  | 'correction'
  | 'withdrawal'

/** What is being written beside the chart. */
export interface OpenForm {
  readonly key: FormKey
  /** The entry a correction, a withdrawal or a decision is about. */
  readonly about?: string
}

export const formTitles: { readonly [Key in FormKey]: string } = {
  vitals: 'Vitals',
  'not-obtained': 'Vitals not obtained',
  weight: 'Weight',
  dose: 'Dose',
  effect: 'Adverse effect',
  note: 'Note for the care team',
  escort: 'Ride home',
  psychotherapy: 'Psychotherapy',
  discharge: 'Discharge',
  end: 'End the session',
  decision: 'Decision',
  correction: 'Correction',
  withdrawal: 'Withdraw an entry',
}
