import type { StaffActor } from '@holdspace/clinic/access/actor'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { deviceId, loginId } from '@holdspace/kit/ids'
import { type Clock, plusMs } from '@holdspace/kit/instant'
import { type FixturePerson, fixturePractices } from './people.ts'

const dayMs = 24 * 60 * 60 * 1000

/**
 * A person of the fixture clinic as a use case sees them once they are signed in, their password just given. For seeding
 * the demo and for tests of use cases; doors find out for themselves who asks.
 */
export function actAs(person: FixturePerson, clock: Clock, device = 1): StaffActor {
  const practice = fixturePractices.find((one) => one.practiceId === person.practiceId)
  if (practice === undefined) throw new Error(`${person.displayName} works in no fixture practice.`)
  const now = clock()
  const last = person.membershipId.slice(-2)
  return {
    kind: 'staff',
    accountId: person.accountId,
    membershipId: person.membershipId,
    practiceId: person.practiceId,
    practiceName: practice.name,
    practiceZone: practice.zone,
    role: person.role,
    duties: person.duties,
    displayName: person.displayName,
    credentials: person.credentials.map(({ expiresInDays, ...credential }) => ({
      ...credential,
      expires: dateInZone(plusMs(now, expiresInDays * dayMs), practice.zone),
    })),
    loginId: loginId.parse(`018f0000-0000-7000-8000-0000000001${last}`),
    deviceId: deviceId.parse(`018f0000-0000-7000-8000-00000000${String(device).padStart(2, '0')}${last}`),
    lastFactorAt: now,
    lastStepUpAt: now,
    guestPatients: person.role === 'outside-therapist' ? person.guestPatients : null,
  }
}
