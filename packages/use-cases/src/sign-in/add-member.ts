import { newTotpSecret, totpUri } from '@holdspace/auth/one-time-code'
import { hashPassword } from '@holdspace/auth/password'
import { newPasswordWillDo } from '@holdspace/auth/password-rules'
import { digestOfRecoveryCode, newRecoveryCodes } from '@holdspace/auth/recovery-code'
import { sealSecret } from '@holdspace/auth/sealed-secret'
import { newToken } from '@holdspace/auth/token'
import { credentialKinds, duties, roles, type StaffActor, type SystemActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import {
  findAccountByEmail,
  foldEmail,
  insertAccount,
  insertMembership,
  insertRecoveryCodes,
  insertTotp,
} from '@holdspace/db/account-store'
import type { Tx } from '@holdspace/db/database'
import { findPractice } from '@holdspace/db/practice-store'
import { deriveKey } from '@holdspace/keys/derive-key'
import { calendarDate, dateInZone } from '@holdspace/kit/calendar-date'
import { type Decision, refuse } from '@holdspace/kit/decision'
import { type AccountId, accountId, type MembershipId, membershipId, patientId } from '@holdspace/kit/ids'
import { RefusalError } from '@holdspace/kit/refusal'
import { z } from 'zod'
import { journal } from './account-journal.ts'
import { identityChange } from './identity-change.ts'
import type { SignInHouse } from './ports.ts'

export const credentialInput = z.strictObject({
  kind: z.enum(credentialKinds),
  licenceType: z.string().min(1).max(20).optional(),
  number: z.string().min(1).max(60),
  state: z.string().length(2).optional(),
  expires: calendarDate,
})

export const addMemberInput = z.strictObject({
  email: z.email('an email address, like helen@clinic.example').max(254),
  name: z.string().trim().min(1).max(200),
  /** As colleagues and papers show it: `Dr Helen Ames`. */
  displayName: z.string().trim().min(1).max(200),
  role: z.enum(roles),
  duties: z.array(z.enum(duties)).max(duties.length).default([]),
  credentials: z.array(credentialInput).max(20).default([]),
  /** For an outside therapist: the patients they are a guest for (RULINGS 19). */
  guestPatients: z.array(patientId).max(500).default([]),
})

/** Set ahead of time for the demo's and the tests' made-up people; everybody else's are made here. */
export interface GivenBeforehand {
  readonly accountId?: AccountId
  readonly membershipId?: MembershipId
  readonly password?: string
  readonly totpSecret?: string
}

export interface NewMember {
  readonly accountId: AccountId
  readonly membershipId: MembershipId
  /** Shown once, to be handed over; null when the person already had an account and keeps what they have. */
  readonly firstSignIn: {
    readonly password: string
    readonly totpUri: string
    readonly totpSecret: string
    readonly recoveryCodes: readonly string[]
  } | null
}

/**
 * An administrator, or the operator at the command line, takes somebody in: an account with password, authenticator and
 * recovery codes where there is none yet, and a membership in the practice.
 */
export async function addMember(
  house: SignInHouse,
  actor: StaffActor | SystemActor,
  input: z.input<typeof addMemberInput>,
  given: GivenBeforehand = {},
): Promise<Decision<NewMember>> {
  const read = addMemberInput.safeParse(input)
  if (!read.success) return refuse(unusable(read.error))
  const practice = await findPractice(house.db, actor.practiceId)
  if (practice === null) {
    return refuse({ family: 'not-found', code: 'practice-not-found', sentence: 'There is no such practice.' })
  }
  const may = permit(actor, 'member.invite', { today: dateInZone(house.clock(), practice.zone) })
  if (!may.ok) return may

  const known = await findAccountByEmail(house.db, read.data.email)
  const password = given.password ?? newToken().slice(0, 20)
  const willDo = known === null ? newPasswordWillDo(password, [read.data.email, read.data.name, practice.name]) : null
  if (willDo !== null && !willDo.ok) return willDo
  const passwordHash = known === null ? await hashPassword(password) : null
  if (passwordHash === 'busy') {
    return refuse({ family: 'unavailable', code: 'too-busy', sentence: 'Try again in a few seconds.' })
  }

  const newMembership = given.membershipId ?? membershipId.parse(house.newId())
  const owner = known?.accountId ?? given.accountId ?? accountId.parse(house.newId())
  return identityChange(house.db, async (tx) => {
    const firstSignIn =
      passwordHash === null
        ? null
        : await openAccount(tx, house, { ...read.data, accountId: owner, password, passwordHash }, given.totpSecret)
    const { role, displayName, credentials } = read.data
    const isNew = await insertMembership(
      tx,
      {
        membershipId: newMembership,
        practiceId: actor.practiceId,
        accountId: owner,
        role,
        duties: read.data.duties,
        displayName,
        credentials: credentials.map(credentialOf),
        active: true,
        guestPatients: role === 'outside-therapist' ? read.data.guestPatients : null,
      },
      house.clock(),
    )
    if (!isNew) throw new RefusalError(alreadyMember)
    await journal(tx, house, {
      kind: 'member-added',
      accountId: owner,
      practiceId: actor.practiceId,
      ...(actor.kind === 'staff' ? { byAccountId: actor.accountId } : {}),
      detail: role,
    })
    return { accountId: owner, membershipId: newMembership, firstSignIn }
  })
}

async function openAccount(
  tx: Tx,
  house: SignInHouse,
  person: {
    readonly accountId: AccountId
    readonly email: string
    readonly name: string
    readonly password: string
    readonly passwordHash: string
  },
  givenSecret: string | undefined,
) {
  const email = foldEmail(person.email)
  if (!(await insertAccount(tx, { ...person, email }, house.clock()))) throw new RefusalError(alreadyMember)
  const totpSecret = givenSecret ?? newTotpSecret()
  await insertTotp(
    tx,
    person.accountId,
    sealSecret(deriveKey(house.secretKey, 'totp-secret'), person.accountId, totpSecret),
  )
  const recoveryCodes = newRecoveryCodes()
  await insertRecoveryCodes(tx, person.accountId, recoveryCodes.map(digestOfRecoveryCode))
  return { password: person.password, totpUri: totpUri(totpSecret, email), totpSecret, recoveryCodes }
}

/** zod leaves absent fields as undefined; a stored credential simply lacks them. */
export function credentialOf({ kind, number, expires, licenceType, state }: z.output<typeof credentialInput>) {
  return {
    kind,
    number,
    expires,
    ...(licenceType === undefined ? {} : { licenceType }),
    ...(state === undefined ? {} : { state }),
  }
}

const alreadyMember = {
  family: 'conflict',
  code: 'already-a-member',
  sentence: 'Somebody with this email already has this role in the practice.',
} as const

function unusable(error: z.ZodError) {
  const issue = error.issues[0]
  const field = issue?.path.map(String).join('.') ?? ''
  return {
    family: 'invalid',
    code: 'member-not-usable',
    sentence: `The member cannot be added as described: ${field === '' ? '' : `${field}: `}${issue?.message ?? 'not usable'}.`,
    ...(field === '' ? {} : { field }),
  } as const
}
