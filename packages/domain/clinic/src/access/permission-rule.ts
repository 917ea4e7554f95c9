import type { CredentialKind, Duty, Role } from './actor.ts'

/** Who may do one act, and what a person who may not is told. */
export interface PermissionRule {
  /** Roles that may. */
  readonly roles: readonly Role[]
  /** Duties that open the act to roles not listed above. */
  readonly duties?: readonly Duty[]
  /** Duties that a listed role needs as well: approving a protocol takes a prescriber who is medical director. */
  readonly needsDuty?: Duty
  /** Roles that may not, whatever duty they hold: an explicit no beats every yes (S12). */
  readonly never?: readonly Role[]
  /** Credentials that must be in force on the day of the act. */
  readonly credentials?: readonly CredentialKind[]
  /** The practice's own machinery (command line, import, worker) may do it without a person. */
  readonly system?: true
  /**
   * A patient may do it for themselves in their packet: at once, or once name and birth date were those of the chart.
   * Absent, no patient may, whatever they hold.
   */
  readonly patient?: 'from-the-link' | 'once-identified'
  /** What a person who may not is told: who may, and what to do instead. */
  readonly whyNot: string
}

/** Groups of roles that several acts share. */
export const everyone: readonly Role[] = [
  'prescriber',
  'nurse',
  'therapist',
  'outside-therapist',
  'front-desk',
  'biller',
  'admin',
  'auditor',
]
export const careTeam: readonly Role[] = ['prescriber', 'nurse', 'therapist', 'outside-therapist']
export const ownCareTeam: readonly Role[] = ['prescriber', 'nurse', 'therapist']
