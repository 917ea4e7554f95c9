import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { asOwner } from '@holdspace/db/testing'
import {
  danaWhitfield,
  type FixturePerson,
  guestTherapistsPatient,
  helenAmes,
  inesCalder,
  lenaOkafor,
  maraQuist,
  rosaVance,
  samReyes,
} from '@holdspace/fixture-clinic/people'
import { type SeededClinic, seededClinic } from '@holdspace/fixture-clinic/seeded-clinic'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMember } from '../sign-in/add-member.ts'
import { findLogin } from '../sign-in/find-login.ts'
import { signInAsDemoPerson } from '../sign-in/sign-in-as-demo-person.ts'
import { changeMember, changeMemberInput } from './change-member.ts'
import { listMembers } from './list-members.ts'
import { readAccountEvents, readAudit, readAuditInput } from './read-audit.ts'

let clinic: SeededClinic
beforeAll(async () => {
  clinic = await seededClinic()
})
afterAll(() => clinic.stop())

async function signedIn(person: FixturePerson): Promise<{ actor: StaffActor; token: string }> {
  const from = { ipAddress: '192.0.2.1', userAgent: 'a test', deviceToken: null }
  const answer = await signInAsDemoPerson(clinic.house, { email: person.email }, from)
  if (!answer.ok) throw new Error(answer.refusal.sentence)
  const login = await findLogin(clinic.house, answer.value.token, { countsAsUse: true })
  if (login.kind !== 'active') throw new Error('The sign-in did not lead anywhere.')
  return { actor: login.actor, token: answer.value.token }
}

describe('reading the trail', () => {
  it('shows the auditor each access of the practice and writes down that it was read (S50)', async () => {
    const { actor: ines } = await signedIn(inesCalder)
    await inPractice(clinic.house.db, helenAmes.practiceId, (tx) =>
      recordAccess(tx, helenAmes.practiceId, {
        id: clinic.house.newId(),
        at: clinic.house.clock(),
        actor: { kind: 'staff', id: helenAmes.accountId, name: 'Dr Helen Ames', role: 'prescriber' },
        act: 'patient.read',
        outcome: 'done',
        patientId: guestTherapistsPatient,
      }),
    )
    clinic.clock.advance(1000)
    const first = await readAudit(clinic.house, ines, readAuditInput.parse({}))
    const accesses = first.ok ? first.value.events.map((event) => [event.act, event.actor.name, event.patientId]) : []
    expect(accesses).toEqual([['patient.read', 'Dr Helen Ames', guestTherapistsPatient]])
    const second = await readAudit(clinic.house, ines, readAuditInput.parse({ act: 'audit.read' }))
    expect(second.ok && second.value.events[0]).toMatchObject({ act: 'audit.read', actor: { name: 'Ines Calder' } })
  })

  it('shows nothing of one practice to another, and nothing to a nurse', async () => {
    const { actor: mara } = await signedIn(maraQuist)
    const refused = await readAudit(clinic.house, mara, readAuditInput.parse({}))
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'may-not-audit-read' } })
    const { actor: sam } = await signedIn(samReyes)
    const elsewhere = { ...sam, duties: ['privacy-officer'] as const }
    const page = await readAudit(clinic.house, elsewhere, readAuditInput.parse({ act: 'patient.read' }))
    expect(page.ok && page.value.events).toEqual([])
  })

  it('tells of sign-ins, refused ones included', async () => {
    const { actor: ines } = await signedIn(inesCalder)
    const events = await readAccountEvents(clinic.house, ines, { days: 30, limit: 100 })
    const kinds = events.ok ? events.value.map((event) => `${event.kind} ${event.name}`) : []
    expect(kinds).toContain('signed-in Mara Quist')
    expect(kinds).toContain('member-added Helen Ames')
    expect(kinds).not.toContain('signed-in Sam Reyes')
  })

  it('cannot be rewritten by the application (S50)', async () => {
    const { rows } = await asOwner(clinic.ownerUrl, (owner) =>
      owner.query<{ may: boolean }>(
        `select has_table_privilege('holdspace_app', 'identity.account_event', p) as may
         from unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) p`,
      ),
    )
    expect(rows.map((row) => row.may)).toEqual([false, false, false])
  })
})

describe('members', () => {
  it('a role taken away is gone on the next request, and streams are told (S11)', async () => {
    const { token } = await signedIn(lenaOkafor)
    const { actor: dana } = await signedIn(danaWhitfield)
    clinic.announced.length = 0
    const changed = await changeMember(clinic.house, dana, { membershipId: lenaOkafor.membershipId, role: 'biller' })
    expect(changed.ok).toBe(true)
    const asBiller = await findLogin(clinic.house, token, { countsAsUse: true })
    expect(asBiller).toMatchObject({ kind: 'active', actor: { role: 'biller' } })
    await changeMember(clinic.house, dana, { membershipId: lenaOkafor.membershipId, active: false })
    expect(await findLogin(clinic.house, token, { countsAsUse: true })).toEqual({ kind: 'none' })
    expect(clinic.announced).toEqual(['logins', 'logins'])
  })

  it('a guest’s list of patients is what the administrator made it, from the next request on (RULINGS 19)', async () => {
    const { actor: rosa, token } = await signedIn(rosaVance)
    expect(rosa.guestPatients).toEqual([guestTherapistsPatient])
    const { actor: dana } = await signedIn(danaWhitfield)
    await changeMember(clinic.house, dana, { membershipId: rosaVance.membershipId, guestPatients: [] })
    const now = await findLogin(clinic.house, token, { countsAsUse: true })
    expect(now).toMatchObject({ actor: { guestPatients: [] } })
  })

  it('a renewed licence holds from the next request on, and an unreadable one is refused', async () => {
    const { actor: mara, token } = await signedIn(maraQuist)
    const { actor: dana } = await signedIn(danaWhitfield)
    const today = calendarDate.parse('2026-11-21')
    const change = (expires: string) =>
      changeMemberInput.safeParse({
        membershipId: maraQuist.membershipId,
        credentials: [{ kind: 'licence', licenceType: 'RN', number: 'NY-RN-620018', state: 'NY', expires }],
      })
    expect(change('next year').success).toBe(false)
    for (const [expires, holds] of [
      ['2026-11-20', false],
      ['2028-06-30', true],
    ] as const) {
      const input = change(expires)
      if (!input.success) throw input.error
      expect((await changeMember(clinic.house, dana, input.data)).ok).toBe(true)
      const now = await findLogin(clinic.house, token, { countsAsUse: true })
      expect(now.kind === 'active' && permit(now.actor, 'session.administer', { today }).ok).toBe(holds)
    }
    expect(mara.credentials).toHaveLength(3)
  })

  it('are not changed by a prescriber, nor across practices', async () => {
    const { actor: helen } = await signedIn(helenAmes)
    const byHelen = await changeMember(clinic.house, helen, { membershipId: maraQuist.membershipId, active: false })
    expect(byHelen).toMatchObject({ ok: false, refusal: { code: 'may-not-member-invite' } })
    const { actor: dana } = await signedIn(danaWhitfield)
    const across = await changeMember(clinic.house, dana, { membershipId: samReyes.membershipId, active: false })
    expect(across).toMatchObject({ ok: false, refusal: { code: 'member-not-found' } })
  })

  it('are listed for the administrator, of the own practice only', async () => {
    const { actor: dana } = await signedIn(danaWhitfield)
    const members = await listMembers(clinic.house, dana)
    const names = members.ok ? members.value.map((member) => member.displayName) : []
    expect(names).toContain('Dr Helen Ames')
    expect(names).not.toContain('Dr Sam Reyes')
  })

  it('can be added once: a second time, a weak password and a wrong email are refused', async () => {
    const operator = { kind: 'system', practiceId: helenAmes.practiceId, reason: 'holdspace user add' } as const
    const nora = {
      email: 'nora.bell@marigold.example',
      name: 'Nora Bell',
      displayName: 'Nora Bell RN',
      role: 'nurse',
    } as const
    const codeOf = async (...args: Parameters<typeof addMember>) => {
      const answer = await addMember(...args)
      return answer.ok ? 'ok' : answer.refusal.code
    }
    expect(await codeOf(clinic.house, operator, { ...nora, email: 'not an email' })).toBe('member-not-usable')
    expect(await codeOf(clinic.house, operator, nora, { password: 'password1' })).toBe('password-common')
    expect(await codeOf(clinic.house, operator, nora)).toBe('ok')
    expect(await codeOf(clinic.house, operator, nora)).toBe('already-a-member')
  })
})
