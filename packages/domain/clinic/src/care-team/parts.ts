import type { Role } from '../access/actor.ts'

/** What somebody is to one patient. The lead prescriber answers for the treatment; there is one at a time. */
export const careTeamParts = ['lead-prescriber', 'prescriber', 'nurse', 'therapist', 'outside-therapist'] as const
export type CareTeamPart = (typeof careTeamParts)[number]

export const partWords: { readonly [P in CareTeamPart]: string } = {
  'lead-prescriber': 'Lead prescriber',
  prescriber: 'Prescriber',
  nurse: 'Nurse',
  therapist: 'Therapist',
  'outside-therapist': 'Outside therapist',
}

/** The role in the practice that a part takes: nobody becomes a prescriber by being put on a team. */
export const roleOfPart: { readonly [P in CareTeamPart]: Role } = {
  'lead-prescriber': 'prescriber',
  prescriber: 'prescriber',
  nurse: 'nurse',
  therapist: 'therapist',
  'outside-therapist': 'outside-therapist',
}

/** Why the time of somebody on a team was over. A withdrawn release ends an outside therapist's at once (M19). */
export const endingReasons = ['care-ended', 'changed-hands', 'release-withdrawn', 'entered-in-error'] as const
export type EndingReason = (typeof endingReasons)[number]
