import { codeOfStep, stepAt } from '@holdspace/auth/one-time-code'
import { digestOf } from '@holdspace/auth/token'
import type { StaffActor } from '@holdspace/clinic/access/actor'
import { asOwner } from '@holdspace/db/testing'
import { danaWhitfield, type FixturePerson, helenAmes, maraQuist, theoLind } from '@holdspace/fixture-clinic/people'
import { type SeededClinic, seededClinic } from '@holdspace/fixture-clinic/seeded-clinic'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changePassword } from './change-password.ts'
import { findLogin } from './find-login.ts'
import { listOwnLogins } from './list-own-logins.ts'
import { lockLogin, unlockLogin } from './lock-and-unlock.ts'
import type { WhereFrom } from './ports.ts'
import { renewRecoveryCodes } from './renew-recovery-codes.ts'
import { signInAsDemoPerson } from './sign-in-as-demo-person.ts'
import { signInWithPassword } from './sign-in-with-password.ts'
import { signInWithSecondFactor } from './sign-in-with-second-factor.ts'
import { endMembersLogins, endOwnLogin, signOut, signOutEverywhere } from './sign-out.ts'
import { stepUp } from './step-up.ts'

let clinic: SeededClinic
beforeAll(async () => {
  clinic = await seededClinic()
})
afterAll(() => clinic.stop())
// A code works once, so each test starts a while later and finds fresh ones.
beforeEach(() => clinic.clock.advance(30 * minute))

const minute = 60_000
let address = 0
function elsewhere(deviceToken: string | null = null): WhereFrom {
  address += 1
  return { ipAddress: `198.51.100.${address % 250}-${address}`, userAgent: 'a test', deviceToken }
}

async function pendingOf(person: FixturePerson, from: WhereFrom): Promise<string> {
  const answer = await signInWithPassword(clinic.house, { email: person.email, password: person.password }, from)
  if (!answer.ok) throw new Error(answer.refusal.sentence)
  return answer.value.pendingToken
}

function codeFor(person: FixturePerson, stepsAhead = 0) {
  return { kind: 'code' as const, code: codeOfStep(person.totpSecret, stepAt(clinic.house.clock()) + stepsAhead) }
}

async function signIn(person: FixturePerson, from: WhereFrom = elsewhere()) {
  clinic.clock.advance(minute)
  const pending = await pendingOf(person, from)
  const answer = await signInWithSecondFactor(clinic.house, { factor: codeFor(person) }, pending, from)
  if (!answer.ok) throw new Error(answer.refusal.sentence)
  const login = await standing(answer.value.token)
  if (login.kind !== 'active') throw new Error('The sign-in did not lead anywhere.')
  return { ...answer.value, actor: login.actor, deviceToken: answer.value.newDeviceToken ?? from.deviceToken }
}

function standing(token: string, countsAsUse = true) {
  return findLogin(clinic.house, token, { countsAsUse })
}

function codeOf(answer: { ok: true } | { ok: false; refusal: { code: string } }): string {
  return answer.ok ? 'ok' : answer.refusal.code
}

describe('signing in', () => {
  it('takes password and code, and says who came, where, with which credentials', async () => {
    const { actor } = await signIn(helenAmes)
    expect(actor).toMatchObject({
      kind: 'staff',
      displayName: 'Dr Helen Ames',
      role: 'prescriber',
      duties: ['medical-director'],
      practiceName: 'Marigold House',
      practiceZone: 'America/New_York',
      guestPatients: null,
      lastStepUpAt: null,
      lastFactorAt: clinic.house.clock(),
    } satisfies Partial<StaffActor>)
    expect(actor.credentials.map((credential) => credential.kind)).toEqual(['licence', 'DEA', 'ACLS'])
  })

  it('finds the person however the email is typed, and compares the password exactly as typed (S15)', async () => {
    const typed = { email: ` ${maraQuist.email.toUpperCase()} `, password: maraQuist.password }
    expect(codeOf(await signInWithPassword(clinic.house, typed, elsewhere()))).toBe('ok')
    const trimmed = { email: maraQuist.email, password: `${maraQuist.password} ` }
    expect(codeOf(await signInWithPassword(clinic.house, trimmed, elsewhere()))).toBe('sign-in-refused')
  })

  it('answers the same to a wrong password and to an unknown email (S20)', async () => {
    const wrong = await signInWithPassword(clinic.house, { email: theoLind.email, password: 'nope nope' }, elsewhere())
    const unknown = await signInWithPassword(
      clinic.house,
      { email: 'no@body.example', password: 'nope nope' },
      elsewhere(),
    )
    expect(wrong).toEqual(unknown)
    expect(codeOf(wrong)).toBe('sign-in-refused')
  })

  it('gives nothing for the password alone: the pending token opens no door (S18)', async () => {
    const pending = await pendingOf(helenAmes, elsewhere())
    expect(await standing(pending)).toEqual({ kind: 'none' })
  })

  it('takes a code once: the second sign-in with it is refused, and so is an older one (S18)', async () => {
    const from = elsewhere()
    const factor = codeFor(theoLind)
    const first = await signInWithSecondFactor(clinic.house, { factor }, await pendingOf(theoLind, from), from)
    expect(codeOf(first)).toBe('ok')
    for (const again of [factor, codeFor(theoLind, -1)]) {
      const second = await signInWithSecondFactor(
        clinic.house,
        { factor: again },
        await pendingOf(theoLind, from),
        from,
      )
      expect(codeOf(second)).toBe('code-refused')
    }
  })

  it('lets one of two win who send the same code at the same moment (S18)', async () => {
    const from = elsewhere()
    const pendings = [await pendingOf(theoLind, from), await pendingOf(theoLind, from)]
    const factor = codeFor(theoLind)
    const answers = await Promise.all(
      pendings.map((pending) => signInWithSecondFactor(clinic.house, { factor }, pending, from)),
    )
    expect(answers.map(codeOf).sort()).toEqual(['code-refused', 'ok'])
  })

  it('turns a pending sign-in into one login only', async () => {
    const from = elsewhere()
    const pending = await pendingOf(maraQuist, from)
    expect(codeOf(await signInWithSecondFactor(clinic.house, { factor: codeFor(maraQuist) }, pending, from))).toBe('ok')
    clinic.clock.advance(minute)
    const again = await signInWithSecondFactor(clinic.house, { factor: codeFor(maraQuist) }, pending, from)
    expect(codeOf(again)).toBe('sign-in-expired')
  })

  it('forgets a pending sign-in after ten minutes', async () => {
    const from = elsewhere()
    const pending = await pendingOf(maraQuist, from)
    clinic.clock.advance(10 * minute + 1000)
    const late = await signInWithSecondFactor(clinic.house, { factor: codeFor(maraQuist) }, pending, from)
    expect(codeOf(late)).toBe('sign-in-expired')
  })

  it('signs a made-up person in with one click, again and again, over the same path (RULINGS 16)', async () => {
    for (let click = 1; click <= 5; click += 1) {
      expect(codeOf(await signInAsDemoPerson(clinic.house, { email: theoLind.email }, elsewhere()))).toBe('ok')
    }
    const outsideTheDemo = { ...clinic.house, isDemo: false }
    expect(codeOf(await signInAsDemoPerson(outsideTheDemo, { email: theoLind.email }, elsewhere()))).toBe(
      'no-demo-person',
    )
  })

  it('signs a made-up person in where the half minute of a code ends on the way', async () => {
    const clock = () => {
      clinic.clock.advance(8000)
      return clinic.house.clock()
    }
    for (let click = 1; click <= 6; click += 1) {
      const answer = await signInAsDemoPerson({ ...clinic.house, clock }, { email: theoLind.email }, elsewhere())
      expect(codeOf(answer)).toBe('ok')
    }
  })
})

describe('what is stored', () => {
  it('holds the SHA-256 of tokens and never a token, a password or an authenticator secret (S22)', async () => {
    const { token, deviceToken } = await signIn(helenAmes)
    const rows = await asOwner(clinic.ownerUrl, async (owner) => {
      const tables = ['account', 'totp', 'recovery_code', 'device', 'pending_sign_in', 'login', 'account_event']
      const everything = tables.map((table) => `select t::text from identity.${table} t`).join(' union all ')
      return (await owner.query<{ t: string }>(everything)).rows.map((row) => row.t).join('\n')
    })
    expect(rows).toContain(Buffer.from(digestOf(token)).toString('hex'))
    const secrets = [token, deviceToken ?? '', helenAmes.password, helenAmes.totpSecret]
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(15)
      expect(rows).not.toContain(secret)
      expect(rows).not.toContain(Buffer.from(secret, 'utf8').toString('hex'))
    }
    expect(rows).toMatch(/\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  it('gives tokens of 256 bits (S22)', async () => {
    const { token } = await signIn(helenAmes)
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  })
})

describe('limits of time (S25)', () => {
  it('locks a login nobody used for 15 minutes, and background questions are no use', async () => {
    const { token } = await signIn(maraQuist)
    clinic.clock.advance(10 * minute)
    expect((await standing(token, false)).kind).toBe('active')
    clinic.clock.advance(5 * minute + 1000)
    const locked = await standing(token)
    expect(locked.kind).toBe('locked')
    // Asking while locked does not unlock.
    expect((await standing(token)).kind).toBe('locked')
  })

  it('stays open while it is used, and ends after twelve hours all the same', async () => {
    const { token } = await signIn(maraQuist)
    for (let quarter = 0; quarter < 12 * 6; quarter += 1) {
      expect((await standing(token)).kind).toBe('active')
      clinic.clock.advance(10 * minute)
    }
    expect((await standing(token)).kind).toBe('active')
    clinic.clock.advance(1000)
    expect(await standing(token)).toEqual({ kind: 'none' })
  })
})

describe('unlocking', () => {
  it('asks for the password, keeps the login and changes the token (S23)', async () => {
    const { token, actor } = await signIn(maraQuist)
    await lockLogin(clinic.house, actor)
    expect((await standing(token)).kind).toBe('locked')
    const wrong = await unlockLogin(clinic.house, actor, token, { password: 'not this one' }, elsewhere())
    expect(codeOf(wrong)).toBe('password-wrong')
    const right = await unlockLogin(clinic.house, actor, token, { password: maraQuist.password }, elsewhere())
    if (!right.ok) throw new Error(right.refusal.sentence)
    expect(await standing(token)).toEqual({ kind: 'none' })
    expect(await standing(right.value.token)).toMatchObject({ kind: 'active', actor: { loginId: actor.loginId } })
  })
})

describe('step-up (S29)', () => {
  it('with a fresh factor asks for the password only, rotates the token and keeps the login (S23, RULINGS 14)', async () => {
    const { token, actor } = await signIn(helenAmes)
    const answer = await stepUp(clinic.house, actor, token, { password: helenAmes.password }, elsewhere())
    if (!answer.ok) throw new Error(answer.refusal.sentence)
    expect(await standing(token)).toEqual({ kind: 'none' })
    expect(await standing(answer.value.token)).toMatchObject({
      kind: 'active',
      actor: { loginId: actor.loginId, lastStepUpAt: clinic.house.clock() },
    })
  })

  it('with a factor older than 30 minutes asks for a code too (RULINGS 16)', async () => {
    const { token, actor } = await signIn(helenAmes)
    for (const _ of [1, 2, 3]) {
      clinic.clock.advance(10 * minute)
      await standing(token)
    }
    clinic.clock.advance(1000)
    const { password } = helenAmes
    expect(codeOf(await stepUp(clinic.house, actor, token, { password }, elsewhere()))).toBe('code-needed')
    const wrong = { password, factor: { kind: 'code' as const, code: '000000' } }
    expect(codeOf(await stepUp(clinic.house, actor, token, wrong, elsewhere()))).toBe('code-refused')
    const right = await stepUp(clinic.house, actor, token, { password, factor: codeFor(helenAmes) }, elsewhere())
    expect(codeOf(right)).toBe('ok')
  })

  it('with a wrong password changes nothing', async () => {
    const { token, actor } = await signIn(helenAmes)
    const answer = await stepUp(clinic.house, actor, token, { password: 'not this one' }, elsewhere())
    expect(codeOf(answer)).toBe('password-wrong')
    expect(await standing(token)).toMatchObject({ kind: 'active', actor: { lastStepUpAt: null } })
  })

  it('of a login that was ended a moment ago is refused', async () => {
    const { token, actor } = await signIn(helenAmes)
    await signOut(clinic.house, actor)
    const answer = await stepUp(clinic.house, actor, token, { password: helenAmes.password }, elsewhere())
    expect(codeOf(answer)).toBe('login-replaced')
  })
})

describe('recovery codes (S18)', () => {
  it('are renewed only after step-up; each works once, and the old list is void (S29)', async () => {
    const { token, actor } = await signIn(maraQuist)
    expect(codeOf(await renewRecoveryCodes(clinic.house, actor))).toBe('step-up-required')
    const stepped = await stepUp(clinic.house, actor, token, { password: maraQuist.password }, elsewhere())
    const now = await standing(stepped.ok ? stepped.value.token : '')
    if (now.kind !== 'active') throw new Error('The step-up did not lead anywhere.')
    const lists = [await renewRecoveryCodes(clinic.house, now.actor), await renewRecoveryCodes(clinic.house, now.actor)]
    const [voided = '', good = ''] = lists.map((list) => (list.ok ? (list.value.recoveryCodes[0] ?? '') : ''))
    const use = async (code: string) => {
      const from = elsewhere()
      const pending = await pendingOf(maraQuist, from)
      return codeOf(
        await signInWithSecondFactor(clinic.house, { factor: { kind: 'recovery-code', code } }, pending, from),
      )
    }
    expect(await use(voided)).toBe('recovery-code-refused')
    expect(await use(good.toUpperCase())).toBe('ok')
    expect(await use(good)).toBe('recovery-code-refused')
    const listed = await listOwnLogins(clinic.house, now.actor)
    expect(listed.ok && listed.value.recoveryCodesLeft).toBe(9)
  })

  it('do not come with a step-up older than five minutes', async () => {
    const { token, actor } = await signIn(maraQuist)
    const stepped = await stepUp(clinic.house, actor, token, { password: maraQuist.password }, elsewhere())
    clinic.clock.advance(5 * minute + 1)
    const now = await standing(stepped.ok ? stepped.value.token : '')
    expect(now.kind === 'active' && codeOf(await renewRecoveryCodes(clinic.house, now.actor))).toBe('step-up-required')
  })
})

describe('leaving', () => {
  it('signing out ends this login; signing out everywhere ends all, and streams are told (S27)', async () => {
    const first = await signIn(theoLind)
    const second = await signIn(theoLind)
    await signOut(clinic.house, first.actor)
    expect((await standing(first.token)).kind).toBe('none')
    expect((await standing(second.token)).kind).toBe('active')
    const third = await signIn(theoLind)
    clinic.announced.length = 0
    await signOutEverywhere(clinic.house, third.actor)
    expect([(await standing(second.token)).kind, (await standing(third.token)).kind]).toEqual(['none', 'none'])
    expect(clinic.announced).toEqual(['logins'])
  })

  it('lists own logins and ends one of them, but nobody else’s (S28)', async () => {
    const tablet = await signIn(maraQuist)
    const desk = await signIn(maraQuist)
    const listed = await listOwnLogins(clinic.house, desk.actor)
    const logins = listed.ok ? listed.value.logins : []
    expect(logins.filter((login) => login.isThisOne).map((login) => login.loginId)).toEqual([desk.loginId])
    expect(logins.map((login) => login.loginId)).toContain(tablet.loginId)
    const helen = await signIn(helenAmes)
    const notHers = await endOwnLogin(clinic.house, helen.actor, { loginId: tablet.loginId })
    expect(codeOf(notHers)).toBe('login-not-found')
    expect((await standing(tablet.token)).kind).toBe('active')
    expect(codeOf(await endOwnLogin(clinic.house, desk.actor, { loginId: tablet.loginId }))).toBe('ok')
    expect((await standing(tablet.token)).kind).toBe('none')
  })

  it('an administrator ends anybody’s logins; a nurse does not (S28)', async () => {
    const theo = await signIn(theoLind)
    const mara = await signIn(maraQuist)
    const dana = await signIn(danaWhitfield)
    const target = { membershipId: theoLind.membershipId }
    expect(codeOf(await endMembersLogins(clinic.house, mara.actor, target))).toBe('may-not-account-end-any-login')
    expect((await standing(theo.token)).kind).toBe('active')
    expect(codeOf(await endMembersLogins(clinic.house, dana.actor, target))).toBe('ok')
    expect((await standing(theo.token)).kind).toBe('none')
  })
})

describe('changing the password', () => {
  it('asks for the current one, refuses weak ones, and ends every login but a new one here (S15, S16, S27)', async () => {
    const tablet = await signIn(theoLind)
    const desk = await signIn(theoLind)
    const change = (currentPassword: string, newPassword: string) =>
      changePassword(clinic.house, desk.actor, { currentPassword, newPassword }, elsewhere())
    expect(codeOf(await change('not the current one', 'a long walk by the sea'))).toBe('password-wrong')
    expect(codeOf(await change(theoLind.password, 'baseball'))).toBe('password-common')
    expect(codeOf(await change(theoLind.password, 'marigold-forever-9'))).toBe('password-has-context-word')
    expect((await standing(tablet.token)).kind).toBe('active')
    const changed = await change(theoLind.password, 'a long walk by the sea')
    if (!changed.ok) throw new Error(changed.refusal.sentence)
    expect([(await standing(tablet.token)).kind, (await standing(desk.token)).kind]).toEqual(['none', 'none'])
    expect((await standing(changed.value.token)).kind).toBe('active')
    const old = { email: theoLind.email, password: theoLind.password }
    expect(codeOf(await signInWithPassword(clinic.house, old, elsewhere()))).toBe('sign-in-refused')
    const fresh = { email: theoLind.email, password: 'a long walk by the sea' }
    expect(codeOf(await signInWithPassword(clinic.house, fresh, elsewhere()))).toBe('ok')
  })
})

describe('what nobody is asked for', () => {
  it('given a password of five years ago, then it still opens the door: none ends by its age (S17)', async () => {
    clinic.clock.advance(5 * 365 * 24 * 60 * minute)
    expect((await signIn(helenAmes)).actor.displayName).toBe('Dr Helen Ames')
  })

  it('no column keeps a hint, a question or a day on which a password ends (S17)', async () => {
    const { rows } = await asOwner(clinic.ownerUrl, (owner) =>
      owner.query<{ name: string }>(
        "select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'identity'",
      ),
    )
    const names = rows.map(({ name }) => name)
    expect(names).toContain('account.password_hash')
    expect(names.filter((name) => /hint|question|password_(expires|ends|valid|until|age)/.test(name))).toEqual([])
  })
})
