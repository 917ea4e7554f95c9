import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { danaWhitfield } from '@holdspace/fixture-clinic/people'
import { newId } from '@holdspace/server/new-id'
import { postgresPid } from '@holdspace/server/testing/running-server'
import { registerPartner } from '@holdspace/use-cases/share/register-partner'
import autocannon, { type Client } from 'autocannon'
import { benchHouse } from './bench-house.ts'
import type { BenchClinic } from './clinic.ts'
import { besideFloor } from './floor.ts'
import { clients, ownPids } from './load.ts'
import { atLeastPercent, type Figure, round, share } from './measure.ts'
import { processorMs } from './processor-time.ts'

/** An assertion is good for one token, and signing one costs more than checking it: all are signed beforehand. */
const tokens = 4_000
const scope = 'system/*.rs'

/** Tokens for assertions signed with RS384, beside a bare server that verifies the same signature and answers. */
export async function tokenFigures(clinic: BenchClinic): Promise<Figure[]> {
  const { address } = clinic.server()
  const base = `${address}/fhir/r4`
  const { databaseUrl } = clinic.demo()
  const { house, close } = benchHouse({ databaseUrl, secretKey: clinic.secretKey(), address })
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const kid = `bench-${newId()}`
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS384', use: 'sig' }
  const registered = await registerPartner(house, actAs(danaWhitfield, house.clock), {
    name: `Benchmarks ${newId()}`,
    purpose: 'TREAT',
    jwks: { keys: [jwk] },
    scopes: [scope],
  })
  await close()
  if (!registered.ok) throw new Error(registered.refusal.sentence)
  const { clientId } = registered.value
  const bodies = (count: number) =>
    Array.from({ length: count }, () =>
      formOf(assertionOf({ clientId, kid, privateKey, audience: `${base}/auth/token` })),
    )
  return besideFloor(databaseUrl, async (floor) => {
    await fetch(`${floor.address}/key`, { method: 'POST', body: JSON.stringify(jwk) })
    await each(`${base}/auth/token`, bodies(300), ownPids(clinic))
    const bare = await each(`${floor.address}/token`, bodies(tokens), [floor.pid, postgresPid(clinic.dataDir)])
    const own = await each(`${base}/auth/token`, bodies(tokens), ownPids(clinic))
    return [
      {
        ...share('FHIR', `token, private_key_jwt RS384, c${clients}`, '/s', [own, bare], atLeastPercent(50, 70)),
        note: 'floor: verifies the same signature over HTTP and keeps nothing',
      },
    ]
  })
}

/** Every form once, from as many connections as always. */
async function each(url: string, forms: readonly string[], pids: readonly number[]) {
  const waiting = [...forms]
  const next = () => ({ body: waiting.pop() ?? '' })
  const before = processorMs([process.pid, ...pids])
  const started = performance.now()
  const result = await autocannon({
    url,
    connections: clients,
    amount: forms.length,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    setupClient: (client: Client) => client.setRequests([{ setupRequest: (request) => ({ ...request, ...next() }) }]),
  })
  const seconds = (performance.now() - started) / 1000
  const refused = result.non2xx + result.errors
  // The generator builds a request for each connection before it begins, so a few of the forms are never sent.
  if (refused > 2 * clients) throw new Error(`${url}: ${refused} of ${forms.length} tokens were refused.`)
  const spent = processorMs([process.pid, ...pids]) - before
  return { rate: round(forms.length / seconds), cost: round((spent * 1000) / forms.length, 0) }
}

interface Asserting {
  readonly clientId: string
  readonly kid: string
  readonly privateKey: KeyObject
  readonly audience: string
}

function assertionOf({ clientId, kid, privateKey, audience }: Asserting): string {
  const now = Math.floor(Date.now() / 1000)
  const claims = { iss: clientId, sub: clientId, aud: audience, iat: now, exp: now + 240, jti: newId() }
  const text = [{ alg: 'RS384', kid, typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${text}.${sign('sha384', Buffer.from(text), privateKey).toString('base64url')}`
}

function formOf(assertion: string): string {
  return new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    scope,
  }).toString()
}
