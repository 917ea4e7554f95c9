import { insertPractice } from '@holdspace/db/practice-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { plusMs } from '@holdspace/kit/instant'
import { addMember } from '@holdspace/use-cases/sign-in/add-member'
import type { DemoPerson } from '@holdspace/use-cases/sign-in/demo-person'
import type { SignInHouse } from '@holdspace/use-cases/sign-in/ports'
import { type FixturePerson, fixturePeople, fixturePractices } from './people.ts'

/**
 * Opens both practices and takes everybody in, through the same use case as real members. Demo and tests only: a
 * production installation never seeds a person (S55).
 */
export async function seedPractices(house: SignInHouse): Promise<void> {
  if (!house.isDemo) throw new Error('Made-up people are seeded in the demo only.')
  for (const practice of fixturePractices) await insertPractice(house.db, practice)
  for (const person of fixturePeople) await seedPerson(house, person)
}

async function seedPerson(house: SignInHouse, person: FixturePerson): Promise<void> {
  const { practiceId, accountId, membershipId, password, totpSecret } = person
  const zone = fixturePractices.find((practice) => practice.practiceId === practiceId)?.zone ?? 'UTC'
  const { email, name, displayName, role } = person
  const added = await addMember(
    house,
    { kind: 'system', practiceId, reason: 'seeding the fixture clinic' },
    {
      email,
      name,
      displayName,
      role,
      duties: [...person.duties],
      guestPatients: [...person.guestPatients],
      credentials: person.credentials.map(({ expiresInDays, ...credential }) => ({
        ...credential,
        expires: dateInZone(plusMs(house.clock(), expiresInDays * dayMs), zone),
      })),
    },
    { accountId, membershipId, password, totpSecret },
  )
  if (!added.ok) throw new Error(`${person.displayName} could not be seeded: ${added.refusal.sentence}`)
}

const dayMs = 24 * 60 * 60 * 1000

/** What one-click sign-in and `demo.json` need of everybody. */
export const demoPeople: readonly DemoPerson[] = fixturePeople.map(
  ({ role, displayName, practiceId, email, password, totpSecret }) => ({
    role,
    name: displayName,
    practiceName: fixturePractices.find((practice) => practice.practiceId === practiceId)?.name ?? '',
    email,
    password,
    totpSecret,
  }),
)
