import { danaWhitfield, type FixturePerson, maraQuist } from '@holdspace/fixture-clinic/people'
import { type SeededClinic, seededClinic } from '@holdspace/fixture-clinic/seeded-clinic'
import { changeMember } from '@holdspace/use-cases/admin/change-member'
import type { House } from '@holdspace/use-cases/house'
import { findLogin } from '@holdspace/use-cases/sign-in/find-login'
import { signInAsDemoPerson } from '@holdspace/use-cases/sign-in/sign-in-as-demo-person'
import { signOutEverywhere } from '@holdspace/use-cases/sign-in/sign-out'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { whileSignedIn } from './while-signed-in.ts'

let clinic: SeededClinic
let house: House
const listeners = new Set<() => void>()
beforeAll(async () => {
  clinic = await seededClinic()
  house = {
    ...clinic.house,
    announce: () => {
      for (const heard of listeners) heard()
    },
    listen: (_topic: string, heard: () => void) => {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
  } as unknown as House
})
afterAll(() => clinic.stop())

async function actorOf(person: FixturePerson) {
  const from = { ipAddress: '192.0.2.1', userAgent: 'a test', deviceToken: null }
  const answer = await signInAsDemoPerson(house, { email: person.email }, from)
  const login = answer.ok
    ? await findLogin(house, answer.value.token, { countsAsUse: true })
    : { kind: 'none' as const }
  if (login.kind !== 'active') throw new Error('The sign-in did not lead anywhere.')
  return login.actor
}

/** A stream that says hello and then waits for ever, as an event stream with no news does. */
async function* quiet(stop: AbortSignal) {
  yield 'hello'
  await new Promise<void>((stopped) => stop.addEventListener('abort', () => stopped(), { once: true }))
}

describe('an event stream (S11, S27)', () => {
  it('ends when the login behind it is ended elsewhere, and lets go of everything', async () => {
    const actor = await actorOf(maraQuist)
    const stream = whileSignedIn({ house, actor }, undefined, quiet)
    expect(await stream.next()).toEqual({ done: false, value: 'hello' })
    expect(listeners.size).toBe(1)
    const next = stream.next()
    await signOutEverywhere(house, actor)
    expect(await next).toEqual({ done: true, value: undefined })
    expect(listeners.size).toBe(0)
  })

  it('ends when the member is taken out of the practice', async () => {
    const [actor, dana] = [await actorOf(maraQuist), await actorOf(danaWhitfield)]
    const stream = whileSignedIn({ house, actor }, undefined, quiet)
    await stream.next()
    const next = stream.next()
    await changeMember(house, dana, { membershipId: maraQuist.membershipId, active: false })
    expect(await next).toEqual({ done: true, value: undefined })
    await changeMember(house, dana, { membershipId: maraQuist.membershipId, active: true })
  })

  it('goes on while somebody else’s login is ended', async () => {
    const [actor, dana] = [await actorOf(maraQuist), await actorOf(danaWhitfield)]
    const gone = new AbortController()
    const stream = whileSignedIn({ house, actor }, gone.signal, quiet)
    await stream.next()
    const next = stream.next()
    await signOutEverywhere(house, dana)
    const first = await Promise.race([next.then(() => 'ended'), actorOf(danaWhitfield).then(() => 'goes on')])
    expect(first).toBe('goes on')
    gone.abort()
    expect(await next).toEqual({ done: true, value: undefined })
  })
})
