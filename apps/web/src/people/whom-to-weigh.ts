import type { PatientId } from '@holdspace/kit/ids'

/** Whose weight is taken, and what is known of it here. */
export interface WhomToWeigh {
  readonly patientId: PatientId
  /** A height was measured here before. */
  readonly isHeightKnown: boolean
  /** The last weight of this practice’s own scale, with its day, in words; null where there is none. */
  readonly last: string | null
}
