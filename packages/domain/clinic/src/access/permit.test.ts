import { readFileSync } from 'node:fs'
import { calendarDate } from '@holdspace/kit/calendar-date'
import {
  accountId,
  deviceId,
  loginId,
  membershipId,
  packetId,
  packetLinkId,
  patientId,
  practiceId,
} from '@holdspace/kit/ids'
import { instant } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import { type Credential, type Duty, duties, type PatientActor, type Role, roles, type StaffActor } from './actor.ts'
import { type Act, acts } from './acts.ts'
import { permissionTable } from './permission-table.ts'
import { mayReachPatient, permit, reachablePatients } from './permit.ts'

const today = calendarDate.parse('2026-11-21')
const ana = patientId.parse('018f0000-0000-7000-8000-000000000d01')
const minh = patientId.parse('018f0000-0000-7000-8000-000000000d02')
const licence: Credential = {
  kind: 'licence',
  licenceType: 'MD',
  number: 'NY-1',
  expires: calendarDate.parse('2027-01-31'),
}
const dea: Credential = { kind: 'DEA', number: 'FA1', expires: calendarDate.parse('2027-01-31') }

function member(
  role: Role,
  has: Partial<Pick<StaffActor, 'duties' | 'credentials' | 'guestPatients'>> = {},
): StaffActor {
  return {
    kind: 'staff',
    accountId: accountId.parse('018f0000-0000-7000-8000-000000000a01'),
    membershipId: membershipId.parse('018f0000-0000-7000-8000-000000000b01'),
    practiceId: practiceId.parse('018f0000-0000-7000-8000-000000000001'),
    practiceName: 'Marigold House',
    practiceZone: 'America/New_York',
    role,
    duties: [],
    displayName: 'Dr Helen Ames',
    credentials: [],
    loginId: loginId.parse('018f0000-0000-7000-8000-000000000c01'),
    deviceId: deviceId.parse('018f0000-0000-7000-8000-000000000e01'),
    lastFactorAt: instant.parse('2026-11-21T13:00:00.000Z'),
    lastStepUpAt: null,
    guestPatients: role === 'outside-therapist' ? [ana] : null,
    ...has,
  }
}

function may(role: Role, act: Act, has: Parameters<typeof member>[1] = {}): boolean {
  return permit(member(role, has), act, { today }).ok
}

/** What a row of the reviewed matrix claims, asked of the code in every combination the row speaks about. */
const claims: Readonly<Record<string, (role: Role, act: Act) => boolean>> = {
  allowed: (role, act) => may(role, act),
  refused: (role, act) => !may(role, act, { duties, credentials: [licence, dea] }),
  'allowed with licence': (role, act) =>
    may(role, act, { credentials: [licence] }) && !may(role, act, { credentials: [dea], duties }),
  'allowed with licence and DEA': (role, act) =>
    may(role, act, { credentials: [licence, dea] }) &&
    !may(role, act, { credentials: [licence], duties }) &&
    !may(role, act, { credentials: [dea], duties }),
  'allowed as medical-director with licence': (role, act) =>
    may(role, act, { credentials: [licence], duties: ['medical-director'] }) &&
    !may(role, act, { credentials: [licence], duties: without('medical-director') }) &&
    !may(role, act, { duties }),
  'refused unless privacy-officer': (role, act) => onlyWith(role, act, ['privacy-officer']),
  'refused unless privacy-officer or medical-director': (role, act) =>
    onlyWith(role, act, ['privacy-officer', 'medical-director']),
}

function without(...left: Duty[]): Duty[] {
  return duties.filter((duty) => !left.includes(duty))
}

function onlyWith(role: Role, act: Act, opening: Duty[]): boolean {
  return opening.every((duty) => may(role, act, { duties: [duty] })) && !may(role, act, { duties: without(...opening) })
}

describe('the access matrix', () => {
  const csv = new URL('../../../../../docs/access-matrix.csv', import.meta.url)
  const [head, ...lines] = readFileSync(csv, 'utf8').trim().split('\n')
  const rows = lines.map((line) => line.split(',') as [Role, Act, string])

  it('lists every role and every act exactly once, and nothing else (S04)', () => {
    expect(head).toBe('role,act,expected')
    const listed = rows.map(([role, act]) => `${role} ${act}`).sort()
    const all = acts.flatMap((act) => roles.map((role) => `${role} ${act}`)).sort()
    expect(listed).toEqual(all)
  })

  it('is what the permission table answers, pair by pair (S04)', () => {
    const mismatches = rows.filter(([role, act, expected]) => claims[expected]?.(role, act) !== true)
    expect(mismatches).toEqual([])
  })

  it('tells every person who may not, who may or what to do', () => {
    for (const act of acts) {
      const refused = roles.map((role) => permit(member(role), act, { today })).filter((answer) => !answer.ok)
      for (const answer of refused) {
        expect(answer.ok ? '' : answer.refusal.sentence).toMatch(/\w{3,}.*\.$/)
        expect(answer.ok ? '' : answer.refusal.family).toBe('not-permitted')
      }
    }
  })
})

describe('who gives medicine (RULINGS 3)', () => {
  it('a therapist never does, whatever duty and paper they hold: an explicit no beats every yes (S12)', () => {
    const everything = { duties, credentials: [licence, dea] }
    for (const role of ['therapist', 'outside-therapist'] as const) {
      const answer = permit(member(role, everything), 'session.administer', { today })
      expect(answer).toMatchObject({ ok: false, refusal: { code: 'may-not-session-administer' } })
    }
  })

  it('beats every yes in each rule that has an explicit no (S12)', () => {
    for (const act of acts) {
      const rule = permissionTable[act]
      for (const role of rule.never ?? []) {
        expect(may(role, act, { duties, credentials: [licence, dea] })).toBe(false)
        expect(rule.roles).not.toContain(role)
      }
    }
  })

  it('a licence holds through its last day and not the day after', () => {
    const lastDay = { ...licence, expires: today }
    const yesterday = { ...licence, expires: calendarDate.parse('2026-11-20') }
    expect(may('nurse', 'session.administer', { credentials: [lastDay] })).toBe(true)
    expect(permit(member('nurse', { credentials: [yesterday] }), 'session.administer', { today })).toEqual({
      ok: false,
      refusal: {
        family: 'not-permitted',
        code: 'licence-not-in-force',
        sentence: 'Dr Helen Ames’s licence ended on 20-Nov-2026. Ask an administrator to record the renewal.',
      },
    })
  })

  it('an order needs the DEA registration too, and says which paper is missing', () => {
    const answer = permit(member('prescriber', { credentials: [licence] }), 'session.order-dose', { today })
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'dea-not-in-force' } })
    const sentence = answer.ok ? '' : answer.refusal.sentence
    expect(sentence).toBe('No DEA registration is on file for Dr Helen Ames. Ask an administrator to record it.')
  })
})

describe('a guest membership (RULINGS 19)', () => {
  it('reaches its named patient and learns nothing of anybody else', () => {
    const rosa = member('outside-therapist')
    expect(permit(rosa, 'session.observe', { today, patientId: ana }).ok).toBe(true)
    expect(permit(rosa, 'session.observe', { today, patientId: minh })).toEqual({
      ok: false,
      refusal: {
        family: 'not-found',
        code: 'patient-not-found',
        sentence: 'There is no such person in this practice.',
      },
    })
  })

  it('reaches nobody when the list is missing: a forgotten list must not open every chart', () => {
    const forgotten = member('outside-therapist', { guestPatients: null })
    expect(reachablePatients(forgotten)).toEqual([])
    expect(mayReachPatient(forgotten, ana)).toBe(false)
  })

  it('does not limit anybody else', () => {
    expect(reachablePatients(member('nurse'))).toBeNull()
  })
})

describe('actors that are not people', () => {
  const practice = practiceId.parse('018f0000-0000-7000-8000-000000000001')

  it('the command line may import a referral, but gives no dose and signs nothing', () => {
    const operator = { kind: 'system', practiceId: practice, reason: 'holdspace import' } as const
    expect(permit(operator, 'referral.import', { today }).ok).toBe(true)
    for (const act of ['session.order-dose', 'session.administer', 'session.sign', 'protocol.approve'] as const) {
      expect(permit(operator, act, { today }).ok).toBe(false)
    }
  })

  it('a partner system is refused every act of this table', () => {
    const partner = {
      kind: 'partner',
      partnerId: '018f0000-0000-7000-8000-0000000000f1',
      clientId: 'river-clinic',
      practiceId: practice,
      scopes: ['system/*.rs'],
      purpose: 'TREAT',
    } as Parameters<typeof permit>[0]
    expect(acts.filter((act) => permit(partner, act, { today }).ok)).toEqual([])
  })
})

describe('a patient in their packet (RULINGS 15)', () => {
  const patient = (identityShown: boolean): PatientActor => ({
    kind: 'patient',
    practiceId: practiceId.parse('018f0000-0000-7000-8000-000000000001'),
    practiceName: 'Marigold House',
    practiceZone: 'America/New_York',
    patientId: ana,
    packetId: packetId.parse('018f0000-0000-7000-8000-000000000f01'),
    linkId: packetLinkId.parse('018f0000-0000-7000-8000-000000000f02'),
    deviceId: deviceId.parse('018f0000-0000-7000-8000-000000000f03'),
    channel: 'link',
    identityShown,
  })
  const opened = (identityShown: boolean) => acts.filter((act) => permit(patient(identityShown), act, { today }).ok)

  it('before they have shown who they are, does nothing but show it', () => {
    expect(opened(false)).toEqual(['packet.read-own', 'packet.show-identity'])
    expect(permit(patient(false), 'packet.answer', { today })).toMatchObject({
      ok: false,
      refusal: { code: 'identity-not-shown' },
    })
  })

  it('is refused every act of the staff, and every act nobody opened to patients', () => {
    const forPatients = acts.filter((act) => permissionTable[act].patient !== undefined)
    expect(opened(true)).toEqual(forPatients)
    expect(permit(patient(true), 'patient.read', { today })).toMatchObject({ ok: false })
  })

  it('learns nothing of anybody else', () => {
    expect(permit(patient(true), 'packet.answer', { today, patientId: minh })).toMatchObject({
      ok: false,
      refusal: { family: 'not-found' },
    })
  })
})
