/** What can be written in the room. */
export type FormKey =
  | 'vitals'
  | 'not-obtained'
  | 'weight'
  | 'dose'
  | 'effect'
  | 'note'
  | 'escort'
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
