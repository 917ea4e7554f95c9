/**
 * A view of events: one row per kind. A kind without a row does not compile, and there is no default branch, so a new
 * kind of entry cannot be forgotten by the timeline, the paper, FHIR or the state.
 */
export type View<Bodies extends object, Context, Result> = {
  readonly [Kind in keyof Bodies]: (body: Bodies[Kind], context: Context) => Result
}
