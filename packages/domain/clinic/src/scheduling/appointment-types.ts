import type { Role } from '../access/actor.ts'

export const stages = ['consultation', 'preparation', 'medicine', 'integration', 'follow-up'] as const
export type Stage = (typeof stages)[number]
export type MedicineRoute = 'IM' | 'IV' | 'nasal' | 'oral'

/** A kind of appointment as the practice keeps it. */
export interface AppointmentType {
  readonly key: string
  readonly label: string
  readonly stage: Stage
  /** How the medicine is given; null where none is. */
  readonly route: MedicineRoute | null
  readonly minutes: number
  /** One entry for each person needed; any of its roles will do. */
  readonly staffNeeded: readonly (readonly Role[])[]
  readonly needsRoom: boolean
}

const prescriber = ['prescriber'] as const
const medical = ['prescriber', 'nurse'] as const
const therapist = ['therapist'] as const

/**
 * What a new practice starts with; each is then its own to change. Lengths hold the monitoring the protocols ask for,
 * with the time to arrive and to be discharged. A therapist is needed for psychotherapy with the medicine, not on the
 * infusion track (RULINGS 4).
 */
export const firstAppointmentTypes: readonly AppointmentType[] = [
  type('consultation', 'Consultation', 'consultation', 60, [prescriber], false),
  type('preparation', 'Preparation', 'preparation', 60, [therapist], false),
  { ...type('kap-im', 'KAP, injection', 'medicine', 180, [medical, therapist], true), route: 'IM' },
  { ...type('kap-iv', 'KAP, infusion', 'medicine', 180, [medical, therapist], true), route: 'IV' },
  { ...type('infusion', 'Infusion', 'medicine', 120, [medical], true), route: 'IV' },
  { ...type('nasal', 'Nasal session', 'medicine', 150, [medical], true), route: 'nasal' },
  type('integration', 'Integration', 'integration', 60, [therapist], false),
  type('follow-up', 'Follow-up', 'follow-up', 30, [medical], false),
]

function type(
  key: string,
  label: string,
  stage: Stage,
  minutes: number,
  staffNeeded: AppointmentType['staffNeeded'],
  needsRoom: boolean,
): AppointmentType {
  return { key, label, stage, route: null, minutes, staffNeeded, needsRoom }
}
