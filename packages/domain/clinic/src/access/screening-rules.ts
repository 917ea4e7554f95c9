import type { Act } from './acts.ts'
import { ownCareTeam, type PermissionRule } from './permission-rule.ts'

const careTeamReads = 'Screening and questionnaires are for the practice’s own prescribers, nurses and therapists.'

/** Questionnaires, the decision about eligibility, mood and safety, and what is measured after sessions. */
export const screeningRules = {
  'screening.read': { roles: ownCareTeam, system: true, whyNot: careTeamReads },
  'screening.attest-day': { roles: ownCareTeam, patient: 'once-identified', whyNot: careTeamReads },
  'screening.decide': {
    roles: ['prescriber'],
    never: ['therapist', 'outside-therapist', 'front-desk', 'biller', 'admin', 'auditor'],
    credentials: ['licence'],
    whyNot: 'Only a prescriber decides whether somebody may be treated.',
  },
  'screening.override': {
    // The medical director holds a prescriber's membership: the duty opens this to nobody else.
    roles: ['prescriber'],
    never: ['therapist', 'outside-therapist', 'front-desk', 'biller', 'admin', 'auditor'],
    credentials: ['licence'],
    whyNot: 'Only a second prescriber or the medical director answers for a hard stop.',
  },
  'safety.decide': {
    roles: ['prescriber', 'therapist'],
    never: ['outside-therapist', 'front-desk', 'biller', 'admin', 'auditor'],
    credentials: ['licence'],
    whyNot: 'A prescriber or a therapist of the practice decides about mood and safety.',
  },
  'instrument.record': { roles: ownCareTeam, whyNot: careTeamReads },
  'instrument.answer': {
    roles: [],
    patient: 'once-identified',
    whyNot: 'Only the patient does this, on the link or the tablet that was handed over.',
  },
  'instrument.read-catalogue': {
    roles: [...ownCareTeam, 'front-desk', 'admin'],
    whyNot: 'The catalogue of questionnaires is for the practice’s own staff.',
  },
  'instrument.switch-wording': {
    roles: ['admin'],
    whyNot: 'An administrator confirms the right to a questionnaire’s wording.',
  },
  'instrument.choose-cut-off': {
    roles: ['prescriber'],
    needsDuty: 'medical-director',
    never: ['outside-therapist', 'front-desk', 'biller', 'auditor'],
    credentials: ['licence'],
    whyNot: 'Only the medical director chooses the cut-off of a questionnaire.',
  },
  'outcome.read': { roles: ownCareTeam, system: true, whyNot: careTeamReads },
  'outcome.ask': {
    roles: ownCareTeam,
    system: true,
    whyNot: 'Measures are asked for by the practice’s own prescribers, nurses and therapists.',
  },
  'outcome.read-practice': {
    roles: [...ownCareTeam, 'admin'],
    never: ['outside-therapist'],
    whyNot: 'The outcomes of the practice are for its care team and its administrator.',
  },
} as const satisfies Partial<Record<Act, PermissionRule>>
