export const handoffMoments = ['before', 'after'] as const
export type HandoffMoment = (typeof handoffMoments)[number]

/** Which side a handoff is for: the prescriber's, nurses included, or the therapist's. */
export const handoffSides = ['prescriber', 'therapist'] as const
export type HandoffSide = (typeof handoffSides)[number]

/** The questions of the form, the same for both sides, so that nothing is forgotten in the telling. */
export const handoffTitles = {
  changed: 'What changed since last time',
  proposal: 'Proposal for the dose or the next step',
  setting: 'Intention, set and setting',
  redFlags: 'Red flags',
} as const
