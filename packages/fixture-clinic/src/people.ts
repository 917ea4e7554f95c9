import type { CredentialKind, Duty, Role } from '@holdspace/clinic/access/actor'
import {
  type AccountId,
  accountId,
  type MembershipId,
  membershipId,
  type PatientId,
  type PracticeId,
  patientId,
  practiceId,
} from '@holdspace/kit/ids'

/**
 * Two made-up practices and the people who work there. Nobody here exists; passwords and authenticator secrets are
 * public, and no production installation ever holds them.
 */
export interface FixturePractice {
  readonly practiceId: PracticeId
  readonly name: string
  readonly zone: string
  readonly slug: string
  readonly letterhead: { readonly lines: readonly string[] }
}

export interface FixtureCredential {
  readonly kind: CredentialKind
  readonly licenceType?: string
  readonly number: string
  readonly state?: string
  /** Counted from the day of seeding, so that the demo never grows stale. */
  readonly expiresInDays: number
}

export interface FixturePerson {
  readonly practiceId: PracticeId
  readonly accountId: AccountId
  readonly membershipId: MembershipId
  readonly role: Role
  readonly duties: readonly Duty[]
  /** As on the account. */
  readonly name: string
  /** As colleagues and papers show it. */
  readonly displayName: string
  readonly email: string
  readonly password: string
  /** Base32, as an authenticator app takes it. */
  readonly totpSecret: string
  readonly credentials: readonly FixtureCredential[]
  readonly guestPatients: readonly PatientId[]
}

export const marigoldHouse: FixturePractice = {
  practiceId: practiceId.parse('018f0000-0000-7000-8000-000000000001'),
  name: 'Marigold House',
  zone: 'America/New_York',
  slug: 'marigold-house',
  letterhead: { lines: ['Marigold House', '12 Orchard Lane, Hudson, NY 12534', 'Telephone 518-555-0142'] },
}

export const juniperRow: FixturePractice = {
  practiceId: practiceId.parse('018f0000-0000-7000-8000-000000000002'),
  name: 'Juniper Row',
  zone: 'America/Denver',
  slug: 'juniper-row',
  letterhead: { lines: ['Juniper Row', '7 Mesa Street, Boulder, CO 80302', 'Telephone 303-555-0187'] },
}

/** Known before anybody is seeded, so that the outside therapist's guest membership can name her. */
export const guestTherapistsPatient: PatientId = patientId.parse('018f0000-0000-7000-8000-000000000d01')

function person(
  number: number,
  at: FixturePractice,
  rest: Omit<FixturePerson, 'practiceId' | 'accountId' | 'membershipId' | 'duties' | 'credentials' | 'guestPatients'> &
    Partial<Pick<FixturePerson, 'duties' | 'credentials' | 'guestPatients'>>,
): FixturePerson {
  const last = String(number).padStart(2, '0')
  return {
    practiceId: at.practiceId,
    accountId: accountId.parse(`018f0000-0000-7000-8000-000000000a${last}`),
    membershipId: membershipId.parse(`018f0000-0000-7000-8000-000000000b${last}`),
    duties: [],
    credentials: [],
    guestPatients: [],
    ...rest,
  }
}

export const helenAmes = person(1, marigoldHouse, {
  role: 'prescriber',
  duties: ['medical-director'],
  name: 'Helen Ames',
  displayName: 'Dr Helen Ames',
  email: 'helen.ames@marigold.example',
  password: 'copper-kettle-rain-41',
  totpSecret: 'JBSWY3DPEHPK3PXPKRSXG5BAMFWWK4Z2',
  credentials: [
    { kind: 'licence', licenceType: 'MD', number: 'NY-214477', state: 'NY', expiresInDays: 540 },
    { kind: 'DEA', number: 'FA4417729', state: 'NY', expiresInDays: 700 },
    { kind: 'ACLS', number: '88120', expiresInDays: 320 },
  ],
})

export const maraQuist = person(2, marigoldHouse, {
  role: 'nurse',
  duties: ['witness'],
  name: 'Mara Quist',
  displayName: 'Mara Quist RN',
  email: 'mara.quist@marigold.example',
  password: 'seven-green-ladders-8',
  totpSecret: 'KRUGKIDROVUWG2ZAMJZG653OEBTG66A2',
  credentials: [
    { kind: 'licence', licenceType: 'RN', number: 'NY-RN-620018', state: 'NY', expiresInDays: 410 },
    { kind: 'ACLS', number: '90733', expiresInDays: 200 },
    { kind: 'BLS', number: '41107', expiresInDays: 200 },
  ],
})

export const lenaOkafor = person(3, marigoldHouse, {
  role: 'therapist',
  name: 'Lena Okafor',
  displayName: 'L. Okafor LMFT',
  email: 'lena.okafor@marigold.example',
  password: 'paper-boats-at-noon-3',
  totpSecret: 'MFZWIZTHNBVGW3DNNZXXA4LSON2HK5TX',
  credentials: [
    { kind: 'licence', licenceType: 'LMFT', number: 'NY-LMFT-3381', state: 'NY', expiresInDays: 365 },
    { kind: 'KAP', number: '2210', expiresInDays: 900 },
  ],
})

export const rosaVance = person(4, marigoldHouse, {
  role: 'outside-therapist',
  name: 'Rosa Vance',
  displayName: 'Rosa Vance LCSW',
  email: 'rosa.vance@stillwater.example',
  password: 'tall-window-quiet-22',
  totpSecret: 'NBSWY3DPO5XXE3DEEBUG63DEOBQWGZI2',
  credentials: [{ kind: 'licence', licenceType: 'LCSW', number: 'NY-LCSW-7745', state: 'NY', expiresInDays: 365 }],
  guestPatients: [guestTherapistsPatient],
})

export const theoLind = person(5, marigoldHouse, {
  role: 'front-desk',
  name: 'Theo Lind',
  displayName: 'Theo Lind',
  email: 'theo.lind@marigold.example',
  password: 'morning-bread-stack-6',
  totpSecret: 'OBQXEYLMNRSWYLLCMVWGY4ZAN5YGK3Q2',
})

export const priyaRaman = person(6, marigoldHouse, {
  role: 'biller',
  name: 'Priya Raman',
  displayName: 'Priya Raman',
  email: 'priya.raman@marigold.example',
  password: 'blue-ledger-stone-19',
  totpSecret: 'PB4XU6DZPJ5GC3DMEBRGS3DMOMQHAYL2',
})

export const danaWhitfield = person(7, marigoldHouse, {
  role: 'admin',
  duties: ['privacy-officer'],
  name: 'Dana Whitfield',
  displayName: 'Dana Whitfield',
  email: 'dana.whitfield@marigold.example',
  password: 'slow-river-bend-730',
  totpSecret: 'ONUG64TUEBRGSZ3IOQQGC2DFMFSA2Z3H',
})

export const inesCalder = person(8, marigoldHouse, {
  role: 'auditor',
  name: 'Ines Calder',
  displayName: 'Ines Calder',
  email: 'ines.calder@marigold.example',
  password: 'glass-beads-counted-5',
  totpSecret: 'NNSWK4BAOR2XE3TJNZTSA5DIMUQGYYLN',
})

export const samReyes = person(9, juniperRow, {
  role: 'prescriber',
  duties: ['medical-director'],
  name: 'Sam Reyes',
  displayName: 'Dr Sam Reyes',
  email: 'sam.reyes@juniper.example',
  password: 'red-mesa-thunder-12',
  totpSecret: 'MRSXGZLSOQQHIZLBMNUGK4RAONXW443H',
  credentials: [
    { kind: 'licence', licenceType: 'MD', number: 'CO-119203', state: 'CO', expiresInDays: 500 },
    { kind: 'DEA', number: 'FR2290117', state: 'CO', expiresInDays: 600 },
  ],
})

export const fixturePractices: readonly FixturePractice[] = [marigoldHouse, juniperRow]

/** Marigold House first, in the order of the roles, then Juniper Row. */
export const fixturePeople: readonly FixturePerson[] = [
  helenAmes,
  maraQuist,
  lenaOkafor,
  rosaVance,
  theoLind,
  priyaRaman,
  danaWhitfield,
  inesCalder,
  samReyes,
]
