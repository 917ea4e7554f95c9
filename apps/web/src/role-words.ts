import type { Role } from '@holdspace/clinic/access/actor'

/** What the clinic calls each role. */
export const roleWords: Record<Role, string> = {
  prescriber: 'Prescriber',
  nurse: 'Nurse',
  therapist: 'Therapist',
  'outside-therapist': 'Outside therapist, guest',
  'front-desk': 'Front desk',
  biller: 'Biller',
  admin: 'Administrator',
  auditor: 'Auditor',
}
