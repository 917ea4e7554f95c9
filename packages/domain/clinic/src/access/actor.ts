import type { CalendarDate } from '@holdspace/kit/calendar-date'
import type {
  AccountId,
  DeviceId,
  LoginId,
  MembershipId,
  PacketId,
  PacketLinkId,
  PartnerId,
  PatientId,
  PracticeId,
} from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'

/** What somebody is in a practice. One role per membership; a person with two jobs holds two memberships. */
export const roles = [
  'prescriber',
  'nurse',
  'therapist',
  'outside-therapist',
  'front-desk',
  'biller',
  'admin',
  'auditor',
] as const
export type Role = (typeof roles)[number]

/** What somebody additionally answers for. Duties are held on a membership beside the role (RULINGS 3). */
export const duties = ['medical-director', 'privacy-officer', 'supervisor', 'witness'] as const
export type Duty = (typeof duties)[number]

export const credentialKinds = ['licence', 'DEA', 'ACLS', 'BLS', 'KAP'] as const
export type CredentialKind = (typeof credentialKinds)[number]

/** A licence, registration or certificate. It still holds on the day it expires and no longer on the next. */
export interface Credential {
  readonly kind: CredentialKind
  /** `MD`, `RN`, `LMFT`: the letters behind the name, where the credential gives any. */
  readonly licenceType?: string
  readonly number: string
  /** Two-letter state, where a state gave it. */
  readonly state?: string
  readonly expires: CalendarDate
}

/** A signed-in member of a practice's staff. Each request acts in exactly one practice (RULINGS 19). */
export interface StaffActor {
  readonly kind: 'staff'
  readonly accountId: AccountId
  readonly membershipId: MembershipId
  readonly practiceId: PracticeId
  readonly practiceName: string
  /** IANA zone of the practice: what day it is for a credential is decided there. */
  readonly practiceZone: string
  readonly role: Role
  readonly duties: readonly Duty[]
  readonly displayName: string
  readonly credentials: readonly Credential[]
  readonly loginId: LoginId
  readonly deviceId: DeviceId
  /** When a second factor (code, recovery code) was last shown on this login. */
  readonly lastFactorAt: Instant
  /** When the password was last asked again on this login, for signing and the like; null when never. */
  readonly lastStepUpAt: Instant | null
  /** A guest's named patients (RULINGS 19); null means the membership is not limited to named patients. */
  readonly guestPatients: readonly PatientId[] | null
}

/** Another organisation's system, reading over FHIR with a token it earned. */
export interface PartnerActor {
  readonly kind: 'partner'
  readonly partnerId: PartnerId
  readonly clientId: string
  readonly practiceId: PracticeId
  readonly scopes: readonly string[]
  /** Purpose of use, as registered: `TREAT`, `HPAYMT`. */
  readonly purpose: string
}

/** Holdspace itself or its operator at the command line: never a person, so it always says for what reason it acts. */
export interface SystemActor {
  readonly kind: 'system'
  readonly practiceId: PracticeId
  readonly reason: string
}

/**
 * A patient filling in the forms of one packet, on their own phone or on a tablet of the clinic. They hold no login:
 * the packet is all they reach, in exactly one practice, and only as long as it is open (RULINGS 15).
 */
export interface PatientActor {
  readonly kind: 'patient'
  readonly practiceId: PracticeId
  readonly practiceName: string
  readonly practiceZone: string
  readonly patientId: PatientId
  readonly packetId: PacketId
  /** The link by which they came; a tablet handed over has one of its own. */
  readonly linkId: PacketLinkId
  /** The browser that holds the packet cookie. */
  readonly deviceId: DeviceId
  readonly channel: 'link' | 'kiosk'
  /** Whether name and birth date were shown and are those of the chart, or the packet never asks. */
  readonly identityShown: boolean
}

export type Actor = StaffActor | PartnerActor | SystemActor | PatientActor
