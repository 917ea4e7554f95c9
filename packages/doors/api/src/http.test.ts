import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { codeOfStep, stepAt } from '@holdspace/auth/one-time-code'
import { type FixturePerson, helenAmes, inesCalder, maraQuist, theoLind } from '@holdspace/fixture-clinic/people'
import { type SeededClinic, seededClinic } from '@holdspace/fixture-clinic/seeded-clinic'
import type { House } from '@holdspace/use-cases/house'
import type { TRPCError } from '@trpc/server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { trpcDoor } from './http.ts'
import { policy } from './policy.ts'
import { appRouter } from './router.ts'

let clinic: SeededClinic
let server: Server
let origin: string
const unexpected: { path: string; error: TRPCError }[] = []

beforeAll(async () => {
  clinic = await seededClinic()
  const house = { ...clinic.house, listen: () => () => undefined } as unknown as House
  server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const door = trpcDoor({
    house,
    ownOrigins: [origin],
    ipAddressOf: (req) => String(req.headers['x-test-address'] ?? '192.0.2.1'),
    onUnexpected: (path, error) => unexpected.push({ path, error }),
  })
  server.on('request', door)
})
afterAll(async () => {
  await new Promise((closed) => server.close(closed))
  await clinic.stop()
})
beforeEach(() => clinic.clock.advance(20 * minute))

const minute = 60_000
const sameSite = () => ({ origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' })

interface Answer {
  readonly status: number
  readonly text: string
  readonly refusal: { family: string; code: string; sentence: string; field?: string } | null
  readonly data: unknown
  readonly setCookies: readonly string[]
}

async function send(path: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(`${origin}/trpc/${path}`, init)
  const text = await response.text()
  const body = text.startsWith('{') ? JSON.parse(text) : {}
  return {
    status: response.status,
    text,
    refusal: body.error?.json?.data?.refusal ?? null,
    data: body.result?.data?.json,
    setCookies: response.headers.getSetCookie(),
  }
}

function ask(path: string, cookie = ''): Promise<Answer> {
  return send(path, { headers: { cookie, 'sec-fetch-site': 'same-origin' } })
}

function act(path: string, input: unknown, cookie = '', headers: Record<string, string> = {}): Promise<Answer> {
  const body = JSON.stringify({ json: input })
  return send(path, { method: 'POST', headers: { ...sameSite(), cookie, ...headers }, body })
}

function cookieOf(setCookies: readonly string[], name: string): string {
  const found = setCookies.find((header) => header.startsWith(`${name}=`))
  return found?.split(';')[0] ?? ''
}

async function signIn(person: FixturePerson): Promise<string> {
  clinic.clock.advance(minute)
  const password = await act('signIn.withPassword', { email: person.email, password: person.password })
  const code = codeOfStep(person.totpSecret, stepAt(clinic.house.clock()))
  const pending = cookieOf(password.setCookies, '__Host-holdspace-pending')
  const done = await act('signIn.withSecondFactor', { factor: { kind: 'code', code } }, pending)
  expect(done.status).toBe(200)
  return cookieOf(done.setCookies, '__Host-holdspace')
}

describe('signing in over HTTP', () => {
  it('hands tokens over in bound cookies only, never in a body (S24)', async () => {
    const password = await act('signIn.withPassword', { email: helenAmes.email, password: helenAmes.password })
    expect(password.data).toEqual({ next: 'second-factor' })
    const code = codeOfStep(helenAmes.totpSecret, stepAt(clinic.house.clock()))
    const pending = cookieOf(password.setCookies, '__Host-holdspace-pending')
    const done = await act('signIn.withSecondFactor', { factor: { kind: 'code', code } }, pending)
    expect(done.data).toEqual({ signedIn: true })
    const names = done.setCookies.map((header) => header.split('=')[0])
    expect(names).toEqual(['__Host-holdspace', '__Host-holdspace-pending', '__Host-holdspace-device'])
    for (const header of [...password.setCookies, ...done.setCookies]) {
      expect(header).toMatch(/^__Host-/)
      for (const attribute of ['Path=/', 'Secure', 'HttpOnly', 'SameSite=Lax']) expect(header).toContain(attribute)
      expect(header).not.toMatch(/Domain=/i)
    }
    for (const header of done.setCookies) {
      const token = header.split(/[=;]/)[1] ?? ''
      if (token !== '') expect(password.text + done.text).not.toContain(token)
    }
  })

  it('knows who is signed in, and nobody without the cookie or with a made-up one', async () => {
    const cookie = await signIn(maraQuist)
    expect((await ask('signIn.whoAmI', cookie)).data).toMatchObject({
      standing: 'active',
      who: { displayName: 'Mara Quist RN', role: 'nurse', practiceName: 'Marigold House' },
    })
    for (const other of ['', '__Host-holdspace=made-up-token-of-the-right-length-0000', '__Host-holdspace=%00']) {
      expect((await ask('signIn.whoAmI', other)).data).toEqual({ standing: 'signed-out' })
    }
  })

  it('names the demo’s people but never how they prove themselves', async () => {
    const answer = await ask('signIn.demoPeople')
    expect(answer.text).toContain('Dr Helen Ames')
    expect(answer.text).not.toContain(helenAmes.password)
    expect(answer.text).not.toContain(helenAmes.totpSecret)
  })

  it('signs out: the cookie goes and the token is dead', async () => {
    const cookie = await signIn(theoLind)
    const out = await act('signIn.signOut', undefined, cookie)
    expect(out.setCookies[0]).toMatch(/^__Host-holdspace=; .*Max-Age=0/)
    expect((await ask('signIn.whoAmI', cookie)).data).toEqual({ standing: 'signed-out' })
  })
})

describe('a request from another site (S31)', () => {
  const mutations = Object.keys(policy).filter((path) => {
    const procedure = (appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>)[path]
    return procedure?._def.type === 'mutation'
  })

  const foreignHeaders: Readonly<Record<string, () => Record<string, string>>> = {
    'foreign origin': () => ({ ...sameSite(), origin: 'https://evil.example' }),
    'null origin': () => ({ ...sameSite(), origin: 'null' }),
    'no origin': () => ({ 'content-type': 'application/json' }),
    'cross-site': () => ({ ...sameSite(), 'sec-fetch-site': 'cross-site' }),
    'same-site neighbour': () => ({ ...sameSite(), 'sec-fetch-site': 'same-site' }),
    'text/plain': () => ({ ...sameSite(), 'content-type': 'text/plain' }),
    form: () => ({ ...sameSite(), 'content-type': 'application/x-www-form-urlencoded' }),
    multipart: () => ({ ...sameSite(), 'content-type': 'multipart/form-data; boundary=x' }),
    'no content type': () => ({ origin, 'sec-fetch-site': 'same-origin' }),
  }

  it.each(Object.entries(foreignHeaders))('is refused for every mutation: %s', async (_name, headers) => {
    const cookie = await signIn(theoLind)
    expect(mutations.length).toBeGreaterThan(8)
    for (const path of mutations) {
      // A Blob without a type keeps fetch from adding a content type of its own.
      const body = new Blob([JSON.stringify({ json: {} })])
      const answer = await send(path, { method: 'POST', headers: { ...headers(), cookie }, body })
      expect([path, answer.status]).toEqual([path, answer.refusal?.code === 'not-json' ? 415 : 403])
    }
    expect((await ask('signIn.whoAmI', cookie)).data).toMatchObject({ standing: 'active' })
  })

  it('GET never mutates: every mutation asked for with GET is refused', async () => {
    const cookie = await signIn(theoLind)
    for (const path of mutations) {
      const answer = await ask(`${path}?input=${encodeURIComponent('{"json":{}}')}`, cookie)
      expect([path, answer.status]).toEqual([path, 405])
    }
    expect((await ask('signIn.whoAmI', cookie)).data).toMatchObject({ standing: 'active' })
  })

  it('reading is refused too when the browser says another site asks', async () => {
    const cookie = await signIn(theoLind)
    const answer = await send('account.logins', { headers: { cookie, 'sec-fetch-site': 'cross-site' } })
    expect([answer.status, answer.refusal?.code]).toEqual([403, 'foreign-origin'])
  })
})

describe('who is let through', () => {
  it('nobody signed out reaches a procedure that is not public (S02)', async () => {
    for (const [path, needed] of Object.entries(policy)) {
      if (needed === 'public') continue
      // One of the two ways fits the procedure; an event stream carries its refusal as its only event.
      const answers = [await ask(path), await act(path, {})]
      const refused = answers.filter((answer) => /"(not-signed-in|no-packet-here)"/.test(answer.text))
      // A question may be asked by POST as well (S36), so it is refused twice; an act is refused as one, and has no GET.
      expect([path, refused.length > 0]).toEqual([path, true])
      expect(answers.every((answer) => answer.data === undefined)).toBe(true)
    }
  })

  it('a nurse may not read the trail, and is told who may', async () => {
    const answer = await ask(`audit.accesses?input=${encodeURIComponent('{"json":{}}')}`, await signIn(maraQuist))
    expect([answer.status, answer.refusal]).toEqual([
      403,
      {
        family: 'not-permitted',
        code: 'may-not-audit-read',
        sentence: 'The access record is read by the auditor or the privacy officer.',
      },
    ])
    const auditor = await ask(`audit.accesses?input=${encodeURIComponent('{"json":{}}')}`, await signIn(inesCalder))
    expect(auditor.status).toBe(200)
  })

  it('a locked login may unlock and sign out, and nothing else (S25)', async () => {
    const cookie = await signIn(maraQuist)
    clinic.clock.advance(15 * minute + 1000)
    expect((await ask('signIn.whoAmI', cookie)).data).toMatchObject({ standing: 'locked' })
    const refused = await ask('account.logins', cookie)
    expect([refused.status, refused.refusal?.family]).toEqual([401, 'login-locked'])
    const wrong = await act('signIn.unlock', { password: 'not this one' }, cookie)
    expect([wrong.status, wrong.refusal?.field]).toEqual([400, 'password'])
    const unlocked = await act('signIn.unlock', { password: maraQuist.password }, cookie)
    const renewed = cookieOf(unlocked.setCookies, '__Host-holdspace')
    expect((await ask('account.logins', renewed)).status).toBe(200)
    expect((await ask('account.logins', cookie)).status).toBe(401)
  })

  it('background questions do not keep an unattended screen unlocked (S25)', async () => {
    const cookie = await signIn(maraQuist)
    for (let asked = 0; asked < 4; asked += 1) {
      clinic.clock.advance(4 * minute)
      await send('signIn.whoAmI', { headers: { cookie, 'x-holdspace-background': '1' } })
    }
    expect((await ask('signIn.whoAmI', cookie)).data).toMatchObject({ standing: 'locked' })
  })
})

describe('what an answer gives away', () => {
  it('unusable input names the field and never repeats the value (S53)', async () => {
    const answer = await act('signIn.withPassword', {
      email: 'x@y.example',
      password: 'secret',
      isAdmin: 'canary-4711',
    })
    expect([answer.status, answer.refusal?.code]).toEqual([400, 'input-not-usable'])
    expect(answer.text).not.toContain('canary-4711')
    expect(answer.text).not.toContain('secret')
  })

  it('a character that cannot be kept is refused as unusable text, not as a failure of ours (R12)', async () => {
    const before = unexpected.length
    const cookie = await signIn(maraQuist)
    const cursor = { familyFolded: 'sara\u0000bia', givenFolded: '', id: maraQuist.practiceId }
    const answer = await act('people.search', { text: 'sara', cursor }, cookie)
    expect([answer.status, answer.refusal?.code]).toEqual([400, 'text-not-usable'])
    expect(unexpected).toHaveLength(before)
  })

  it('an unexpected failure is generic, without stack or path, and is reported inside (S54)', async () => {
    const broken = createServer(
      trpcDoor({
        house: { ...clinic.house, clock: () => brokenClock() } as unknown as House,
        ownOrigins: [],
        ipAddressOf: () => '192.0.2.1',
        onUnexpected: (path, error) => unexpected.push({ path, error }),
      }),
    )
    await new Promise<void>((listening) => broken.listen(0, '127.0.0.1', listening))
    const cookie = await signIn(maraQuist)
    const port = (broken.address() as AddressInfo).port
    const response = await fetch(`http://127.0.0.1:${port}/trpc/signIn.whoAmI`, { headers: { cookie } })
    const text = await response.text()
    broken.close()
    expect(response.status).toBe(500)
    expect(text).toContain('Something went wrong on our side')
    expect(text).not.toMatch(/stack|\.ts|clock fell/)
    expect(unexpected.map((each) => each.error.message)).toContain('the clock fell off the wall')
  })

  it('is never stored by the browser (S33)', async () => {
    for (const path of ['signIn.whoAmI', 'account.logins', 'live.follow', 'no.such']) {
      const response = await fetch(`${origin}/trpc/${path}`)
      await response.text()
      expect(`${path}: ${response.headers.get('cache-control')}`).toContain('no-store')
    }
  })

  it('a batch by POST answers each question by itself, also when one is refused', async () => {
    const cookie = await signIn(maraQuist)
    const asked = (body: string) =>
      send('signIn.whoAmI,member.list?batch=1', { method: 'POST', headers: { ...sameSite(), cookie }, body })
    const answers = await asked('{}')
    const [who, members] = JSON.parse(answers.text)
    expect([answers.status, who.result.data.json.who.displayName]).toEqual([207, maraQuist.displayName])
    expect(members.error.json.data.refusal).toMatchObject({ family: 'not-permitted' })
  })

  it('what is no JSON is refused in words a person can act on', async () => {
    const broken = await send('signIn.withPassword', { method: 'POST', headers: sameSite(), body: '{"json":' })
    expect([broken.status, broken.refusal?.code]).toEqual([400, 'not-json'])
    const noBatch = await send('signIn.withPassword?batch=1', { method: 'POST', headers: sameSite(), body: '7' })
    expect(noBatch.status).toBe(400)
  })

  it('a body over one megabyte is refused (S41), and so are more than twenty questions at once', async () => {
    const large = await act('signIn.withPassword', { email: 'x', password: 'y'.repeat(1024 * 1024) }).catch(() => null)
    expect(large === null || large.status === 413).toBe(true)
    const many = Array.from({ length: 21 }, () => 'signIn.whoAmI').join(',')
    expect((await ask(`${many}?batch=1&input=%7B%7D`)).status).toBe(400)
  })
})

function brokenClock(): never {
  throw new Error('the clock fell off the wall')
}
