import type { Database } from '@holdspace/db/database'
import { type FreshDatabase, freshDatabase } from '@holdspace/db/testing'
import { type Instant, instant } from '@holdspace/kit/instant'
import type { SignInHouse } from '@holdspace/use-cases/sign-in/ports'
import { stillClock } from './clock.ts'
import { demoPeople, seedPractices } from './seed-practices.ts'
import { timeOrderedId } from './time-ordered-id.ts'

/** Saturday morning at Marigold House. */
export const saturdayMorning: Instant = instant.parse('2026-11-21T14:00:00.000Z')

/**
 * Both practices and their people in a database of their own, with a clock that stands still: the ground of tests that
 * sign in. `announced` lists what was announced, so that a test can see streams being told.
 */
export async function seededClinic() {
  const clock = stillClock(saturdayMorning)
  const announced: string[] = []
  const houseOn = (db: Database): SignInHouse => ({
    db,
    clock: clock.now,
    newId: () => timeOrderedId(clock.now()),
    secretKey: 'a secret key that only tests use, 64 characters long, no less.',
    isDemo: true,
    demoPeople,
    announce: (topic) => announced.push(topic),
  })
  const database = await withPeople(houseOn)
  const house = houseOn(database.db)
  return { house, clock, announced, ownerUrl: database.ownerUrl, stop: database.stop }
}

/** A database with both practices and their people, as they are on that morning: taken in once in a run of tests. */
export function withPeople(houseOn: (db: Database) => SignInHouse): Promise<FreshDatabase> {
  return freshDatabase({ filling: { name: 'people', fill: (db) => seedPractices(houseOn(db)) } })
}

export type SeededClinic = Awaited<ReturnType<typeof seededClinic>>
