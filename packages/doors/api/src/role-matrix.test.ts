import { readFileSync } from 'node:fs'
import { duties, type Role, roles, type StaffActor } from '@holdspace/clinic/access/actor'
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
import type { House } from '@holdspace/use-cases/house'
import type { PatientState } from '@holdspace/use-cases/intake/find-packet-patient'
import type { LoginState } from '@holdspace/use-cases/sign-in/login-state'
import { TRPCError } from '@trpc/server'
import { describe, expect, it } from 'vitest'
import type { ApiContext } from './context.ts'
import { policy } from './policy.ts'
import { procedureMetas } from './procedure-metas.ts'
import { refusalOf } from './refusal-codes.ts'
import { appRouter, createCaller } from './router.ts'

const now = instant.parse('2026-11-21T14:00:00.000Z')
const nextYear = calendarDate.parse('2027-11-21')

/** A house with nothing in it: whatever a procedure would reach for beyond its door is not there. */
const emptyHouse = { clock: () => now, isDemo: true } as unknown as House

function actorWith(role: Role, hasEverything: boolean): StaffActor {
  return {
    kind: 'staff',
    accountId: accountId.parse('018f0000-0000-7000-8000-000000000a01'),
    membershipId: membershipId.parse('018f0000-0000-7000-8000-000000000b01'),
    practiceId: practiceId.parse('018f0000-0000-7000-8000-000000000001'),
    practiceName: 'Marigold House',
    practiceZone: 'America/New_York',
    role,
    duties: hasEverything ? duties : [],
    displayName: 'Somebody',
    credentials: hasEverything
      ? (['licence', 'DEA'] as const).map((kind) => ({ kind, number: '1', expires: nextYear }))
      : [],
    loginId: loginId.parse('018f0000-0000-7000-8000-000000000c01'),
    deviceId: deviceId.parse('018f0000-0000-7000-8000-000000000e01'),
    lastFactorAt: now,
    lastStepUpAt: null,
    guestPatients: role === 'outside-therapist' ? [] : null,
  }
}

/** What the door itself said: the refusal's family where it turned the caller away, `let through` for anything after. */
async function atTheDoor(path: string, login: LoginState, patient: PatientState = { kind: 'none' }): Promise<string> {
  const context: ApiContext = {
    house: emptyHouse,
    request: { ipAddress: '192.0.2.1', userAgent: 'a test', isBackground: false },
    cookies: { login: null, pending: null, device: null, packet: null },
    patient,
    login,
    setCookie: () => undefined,
  }
  const steps = path.split('.')
  const procedure = steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], createCaller(context))
  try {
    // No procedure accepts this input, so none goes on to do anything.
    await (procedure as (input: unknown) => Promise<unknown>)(Symbol.for('no procedure takes this'))
    return 'let through'
  } catch (error) {
    const family = error instanceof TRPCError ? refusalOf(error)?.family : undefined
    return family === 'not-permitted' || family === 'unauthenticated' || family === 'login-locked'
      ? family
      : 'let through'
  }
}

const csv = readFileSync(new URL('../../../../docs/access-matrix.csv', import.meta.url), 'utf8')
const expected = new Map(
  csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
    .map(([role, act, words]) => [`${role} ${act}`, words ?? '']),
)

const metas = procedureMetas(appRouter)
const isPatients = (path: string) => metas.get(path)?.by === 'patient'

describe('roles by procedures (S04)', () => {
  const staffProcedures = Object.entries(policy).filter(
    ([path, act]) => act !== 'public' && act !== 'locked-login' && !isPatients(path),
  )

  it.each(roles)('a %s reaches what the reviewed matrix says, and nothing else', async (role) => {
    const mismatches: string[] = []
    for (const [path, act] of staffProcedures) {
      const words = expected.get(`${role} ${act}`)
      const bare = await atTheDoor(path, { kind: 'active', actor: actorWith(role, false) })
      const withEverything = await atTheDoor(path, { kind: 'active', actor: actorWith(role, true) })
      const wanted = words === 'allowed' ? 'let through' : 'not-permitted'
      if (bare !== wanted) mismatches.push(`${path} (${act}), without papers: ${bare}, wanted ${wanted}`)
      const wantedWithAll = words === 'refused' ? 'not-permitted' : 'let through'
      if (withEverything !== wantedWithAll)
        mismatches.push(`${path} (${act}), with every paper and duty: ${withEverything}`)
    }
    expect(mismatches).toEqual([])
  })

  it('nobody signed out is let through, and a locked login only to unlock, to leave, to send its outbox and to hear calls for help', async () => {
    const locked: LoginState = { kind: 'locked', actor: actorWith('prescriber', true), lockedSince: now }
    const letThroughLocked: string[] = []
    for (const [path] of staffProcedures) {
      expect([path, await atTheDoor(path, { kind: 'none' })]).toEqual([path, 'unauthenticated'])
      if ((await atTheDoor(path, locked)) === 'let through') letThroughLocked.push(path)
    }
    // RULINGS 14 and 17: two things. A new line here is a decision, not a convenience.
    expect(letThroughLocked.filter((path) => !['session.record', 'live.follow'].includes(path))).toEqual([])
  })
})

/** A patient with an open packet on this browser; `channel` by link, or on a tablet of the clinic. */
function patientWith(channel: 'link' | 'kiosk', identityShown: boolean): PatientState {
  return {
    kind: 'active',
    standing: 'open',
    language: 'en',
    actor: {
      kind: 'patient',
      practiceId: practiceId.parse('018f0000-0000-7000-8000-000000000001'),
      practiceName: 'Marigold House',
      practiceZone: 'America/New_York',
      patientId: patientId.parse('018f0000-0000-7000-8000-000000000d01'),
      packetId: packetId.parse('018f0000-0000-7000-8000-000000000f01'),
      linkId: packetLinkId.parse('018f0000-0000-7000-8000-000000000f02'),
      deviceId: deviceId.parse('018f0000-0000-7000-8000-000000000f03'),
      channel,
      identityShown,
    },
  }
}

describe('patients by procedures (S04, RULINGS 15)', () => {
  const all = Object.entries(policy).filter(([, act]) => act !== 'public')
  const nobody: LoginState = { kind: 'none' }

  it.each(['link', 'kiosk'] as const)(
    'a patient by %s reaches their own procedures and none of the staff’s',
    async (channel) => {
      for (const [path, act] of all) {
        const expectedAtDoor = isPatients(path) ? 'let through' : 'unauthenticated'
        expect([path, act, await atTheDoor(path, nobody, patientWith(channel, true))]).toEqual([
          path,
          act,
          expectedAtDoor,
        ])
      }
    },
  )

  it('a patient who has not shown who they are only reads what is asked first, and shows it', async () => {
    const through: string[] = []
    for (const [path] of all) {
      if ((await atTheDoor(path, nobody, patientWith('link', false))) === 'let through') through.push(path)
    }
    expect(through).toEqual(['packet.own', 'packet.showIdentity'])
  })

  it('a login opens no packet, whatever the role', async () => {
    for (const [path] of all.filter(([path]) => isPatients(path))) {
      const login: LoginState = { kind: 'active', actor: actorWith('prescriber', true) }
      expect([path, await atTheDoor(path, login)]).toEqual([path, 'unauthenticated'])
    }
  })
})
