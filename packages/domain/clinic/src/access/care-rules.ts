import type { Role } from './actor.ts'
import type { Act } from './acts.ts'
import { careTeam, ownCareTeam, type PermissionRule } from './permission-rule.ts'

type CareAct = Extract<Act, `${'team' | 'plan' | 'handoff' | 'message' | 'note' | 'psychotherapy-note'}.${string}`>

const notCareTeam: readonly Role[] = ['front-desk', 'biller', 'admin', 'auditor']

const careTeamOnly = 'Only the care team works on this: prescriber, nurse and therapist.'

const patientOnly = 'Only the patient does this, on the link or the tablet that was handed over.'

/** Care team, plan, handoff notes, messages and notes: the part of the record that prescriber and therapist share. */
export const careRules: { readonly [A in CareAct]: PermissionRule } = {
  'team.read': {
    roles: [...careTeam, 'front-desk'],
    whyNot: 'Who treats whom is for the care team and the front desk.',
  },
  'team.change': {
    roles: ['prescriber', 'nurse', 'front-desk'],
    whyNot: 'A prescriber, a nurse or the front desk changes who is on the care team.',
  },
  'plan.read': { roles: careTeam, whyNot: careTeamOnly },
  'plan.propose': {
    roles: ownCareTeam,
    whyNot: 'A plan is proposed by the practice’s own prescribers, nurses and therapists.',
  },
  'plan.sign': {
    roles: ['prescriber', 'therapist', 'outside-therapist'],
    never: ['nurse', ...notCareTeam],
    credentials: ['licence'],
    whyNot: 'A plan is signed by the prescriber and, where the protocol asks for one, the therapist of the care team.',
  },
  'plan.take-patient-signature': {
    roles: ownCareTeam,
    never: ['outside-therapist', ...notCareTeam],
    whyNot: 'The patient signs the plan with a prescriber, nurse or therapist of the practice standing by.',
  },
  'plan.end': {
    roles: ['prescriber'],
    whyNot: 'Only a prescriber ends a plan.',
  },
  'plan.read-own': { roles: [], patient: 'once-identified', whyNot: patientOnly },
  'plan.sign-own': { roles: [], patient: 'once-identified', whyNot: patientOnly },
  'handoff.read': { roles: careTeam, whyNot: careTeamOnly },
  'handoff.write': { roles: careTeam, whyNot: careTeamOnly },
  'handoff.acknowledge': { roles: careTeam, whyNot: careTeamOnly },
  'message.read': {
    roles: [...careTeam, 'front-desk', 'biller'],
    whyNot: 'Messages about a person are for those who work with them.',
  },
  'message.write': {
    roles: [...careTeam, 'front-desk', 'biller'],
    whyNot: 'Messages about a person are for those who work with them.',
  },
  'note.read': { roles: careTeam, whyNot: 'Notes on treatment are for the care team.' },
  'note.write': { roles: careTeam, whyNot: 'Notes on treatment are written by the care team.' },
  'note.sign': {
    roles: careTeam,
    credentials: ['licence'],
    whyNot: 'A note is signed by the member of the care team who wrote it.',
  },
  'psychotherapy-note.keep': {
    roles: ['prescriber', 'therapist', 'outside-therapist'],
    never: ['nurse', ...notCareTeam],
    whyNot: 'Psychotherapy notes are kept by the professional who leads the conversation, for themselves alone.',
  },
}
