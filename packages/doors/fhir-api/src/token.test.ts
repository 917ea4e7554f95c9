import { randomUUID } from 'node:crypto'
import { asOwner } from '@holdspace/db/testing'
import { base64url, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  askToken,
  assertion,
  type Claims,
  get,
  noon,
  type Partner,
  type PartnerWorld,
  type PrivateKey,
  partnerWorld,
  registerPartner,
  secondProcess,
  tokenForm,
} from './testing/partner-world.ts'

let world: PartnerWorld
let ec: Partner
let rsa: Partner
const nowSeconds = Math.floor(Date.parse(noon) / 1000)

beforeAll(async () => {
  world = await partnerWorld()
  ec = await registerPartner(world, { alg: 'ES384' })
  rsa = await registerPartner(world, { alg: 'RS384', scopes: ['system/Patient.rs', 'system/Observation.s'] })
})
beforeEach(() => {
  world.setNow(noon)
  world.setAudience('token-address-or-issuer')
})
afterAll(async () => {
  expect(world.failures).toEqual([])
  await world.stop()
})

describe('given a correct assertion (FHIR.md rule 4)', () => {
  test.each(['ES384', 'RS384'] as const)(
    'when it is signed with %s, then a token of at most 300 s is given',
    async (alg) => {
      const partner = alg === 'ES384' ? ec : rsa
      const reply = await askToken(world.base, tokenForm(await assertion(world, partner), 'system/Patient.rs'))
      expect(reply.status).toBe(200)
      expect(reply.body).toMatchObject({ token_type: 'bearer', expires_in: 300, scope: 'system/Patient.rs' })
      expect(reply.body).not.toHaveProperty('refresh_token')
      expect(reply.headers.get('cache-control')).toBe('no-store')
      expect((await get(world, reply.body.access_token ?? '', '/Patient')).status).toBe(200)
    },
  )

  test('when the issuer is named as audience, then it counts as well; under the switch it alone does (F5)', async () => {
    const toIssuer = () => assertion(world, ec, { claims: { aud: world.base } })
    expect((await askToken(world.base, tokenForm(await toIssuer()))).status).toBe(200)
    world.setAudience('issuer-only')
    expect((await askToken(world.base, tokenForm(await toIssuer()))).status).toBe(200)
    const toTokenAddress = await askToken(world.base, tokenForm(await assertion(world, ec)))
    expect([toTokenAddress.status, toTokenAddress.body.error]).toEqual([401, 'invalid_client'])
  })

  test.each([
    ['v1 spelling', 'system/Patient.read', 'system/Patient.read'],
    ['finer than registered', 'system/Patient.r', 'system/Patient.r'],
    ['all, narrowed to what is registered', 'system/*.rs', 'system/Patient.rs system/Observation.s'],
    ['more than registered of one type', 'system/Observation.rs', 'system/Observation.s'],
    ['one within and one beyond', 'system/Patient.rs system/Encounter.rs', 'system/Patient.rs'],
  ])('when the scope is %s, then it is never more than registered (S48)', async (_what, asked, granted) => {
    const reply = await askToken(world.base, tokenForm(await assertion(world, rsa), asked))
    expect([reply.status, reply.body.scope]).toEqual([200, granted])
  })
})

type Wrong = Parameters<typeof assertion>[2]
const vectors: readonly (readonly [string, Wrong])[] = [
  ['iss is missing', { without: ['iss'] }],
  ['sub is missing', { without: ['sub'] }],
  ['aud is missing', { without: ['aud'] }],
  ['exp is missing', { without: ['exp'] }],
  ['jti is missing', { without: ['jti'] }],
  ['kid is missing', { without: ['kid'] }],
  ['iss is not sub', { claims: { sub: 'somebody-else' } }],
  ['iss is unknown', { claims: { iss: 'nobody-we-know', sub: 'nobody-we-know' } }],
  ['iss is empty', { claims: { iss: '', sub: '' } }],
  ['iss is a list', { claims: { iss: ['a'], sub: ['a'] } }],
  ['aud is another server', { claims: { aud: 'https://elsewhere.example/token' } }],
  ['aud is empty', { claims: { aud: '' } }],
  ['aud has a slash too many', { claims: { aud: 'SLASH' } }],
  ['aud is a list of ours and another', { claims: { aud: 'LIST-OF-TWO' } }],
  ['aud is a list of ours alone', { claims: { aud: 'LIST-OF-ONE' } }],
  ['aud is a number', { claims: { aud: 7 } }],
  ['exp is past', { claims: { exp: nowSeconds - 1 } }],
  ['exp is now', { claims: { exp: nowSeconds } }],
  ['exp is 301 s ahead', { claims: { exp: nowSeconds + 301 } }],
  ['exp is a year ahead', { claims: { exp: nowSeconds + 31_536_000 } }],
  ['exp is text', { claims: { exp: `${nowSeconds + 100}` } }],
  ['exp is negative', { claims: { exp: -1 } }],
  ['nbf is in the future', { claims: { nbf: nowSeconds + 60 } }],
  ['nbf is text', { claims: { nbf: 'soon' } }],
  ['iat is in the future', { claims: { iat: nowSeconds + 60 } }],
  ['iat is text', { claims: { iat: 'now' } }],
  ['jti is empty', { claims: { jti: '' } }],
  ['jti is a number', { claims: { jti: 42 } }],
  ['jti is longer than 256', { claims: { jti: 'j'.repeat(257) } }],
  ['kid is unknown', { header: { kid: 'another-key' } }],
  ['kid is empty', { header: { kid: '' } }],
  ['kid is a path', { header: { kid: '../../etc/passwd' } }],
  ['typ is no JWT', { header: { typ: 'at+jwt' } }],
  ['jku is another address', { header: { jku: 'https://elsewhere.example/jwks.json' } }],
  ['x5u is given', { header: { x5u: 'https://elsewhere.example/cert.pem' } }],
  ['x5c is given', { header: { x5c: ['MIIB'] } }],
]

describe('given an assertion that is wrong in one thing (S45)', () => {
  test.each(vectors)('when %s, then no token', async (_what, wrong) => {
    await refused(await assertion(world, ec, withAddresses(wrong)))
  })

  test('when it brings its own key (jwk), then no token', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES384')
    const jwk = await exportJWK(publicKey)
    await refused(await signedBy(privateKey, { alg: 'ES384', kid: ec.kid, jwk }))
  })

  test('when alg is none, then no token', async () => {
    const part = (value: unknown) => base64url.encode(JSON.stringify(value))
    const body = part({ ...claims(), iss: ec.clientId, sub: ec.clientId })
    for (const alg of ['none', 'None', 'NONE', 'nOnE']) await refused(`${part({ alg, kid: ec.kid })}.${body}.`)
  })

  test('when it is HS256 keyed with the public key, then no token', async () => {
    const secret = new TextEncoder().encode(JSON.stringify(ec.publicJwk))
    await refused(await signedBy(secret, { alg: 'HS256', kid: ec.kid }))
    await refused(await signedBy(secret, { alg: 'HS384', kid: ec.kid }))
  })

  test.each(['ES256', 'RS256', 'PS384', 'EdDSA'])('when alg is %s, which is not listed, then no token', async (alg) => {
    const { privateKey } = await generateKeyPair(alg)
    await refused(await signedBy(privateKey, { alg, kid: ec.kid }))
  })

  test('when another key signed it, then no token', async () => {
    const { privateKey } = await generateKeyPair('ES384')
    await refused(await signedBy(privateKey, { alg: 'ES384', kid: ec.kid }))
  })

  test('when one byte of the signature or of the claims differs, then no token', async () => {
    const [header = '', body = '', signature = ''] = (await assertion(world, ec)).split('.')
    const flipped = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`
    await refused(`${header}.${body}.${flipped}`)
    const other = base64url.encode(JSON.stringify({ ...claims(), iss: ec.clientId, sub: ec.clientId, extra: 1 }))
    await refused(`${header}.${other}.${signature}`)
    await refused(`${header}.${body}.`)
  })

  test.each(['', 'not-a-jwt', 'a.b', 'a.b.c.d', '{"iss":"x"}', '....'])(
    'when it is "%s", then no token',
    async (text) => {
      await refused(text)
    },
  )

  test('when two registered keys have its kid, then no token', async () => {
    const { publicKey } = await generateKeyPair('ES384', { extractable: true })
    const twin = await exportJWK(publicKey)
    const doubled = await registerPartner(world, { jwk: { kid: 'same' }, extraKeys: [{ ...twin, kid: 'same' }] })
    await refused(await assertion(world, { ...doubled, kid: 'same' }))
  })

  test('when the registered key is of another kind than alg, then no token', async () => {
    await refused(await assertion(world, { ...rsa, kid: rsa.kid }, { claims: { iss: ec.clientId, sub: ec.clientId } }))
    const mislabelled = await registerPartner(world, { jwk: { kty: 'RSA' } })
    await refused(await assertion(world, mislabelled))
    const forEncryption = await registerPartner(world, { jwk: { use: 'enc' } })
    await refused(await assertion(world, forEncryption))
  })

  test('when it is sent again, then only the first gets a token', async () => {
    const signed = await assertion(world, ec)
    expect((await askToken(world.base, tokenForm(signed))).status).toBe(200)
    await refused(signed)
    await refused(signed)
  })

  test('when another jti is signed under the id of another client, then its spent jti is its own', async () => {
    const jti = randomUUID()
    expect((await askToken(world.base, tokenForm(await assertion(world, ec, { claims: { jti } })))).status).toBe(200)
    const others = tokenForm(await assertion(world, rsa, { claims: { jti } }), 'system/Patient.rs')
    expect((await askToken(world.base, others)).status).toBe(200)
  })

  test('when it is sent 50 times at once, then exactly one gets a token', async () => {
    const form = tokenForm(await assertion(world, ec))
    const replies = await Promise.all(Array.from({ length: 50 }, () => askToken(world.base, form)))
    const statuses = replies.map((reply) => reply.status).sort()
    expect(statuses).toEqual([200, ...Array.from({ length: 49 }, () => 401)])
  })
})

describe('given a request that is wrong around the assertion (S45)', () => {
  test.each<[string, Record<string, string>, string]>([
    ['grant_type is another', { grant_type: 'authorization_code' }, 'unsupported_grant_type'],
    ['grant_type is missing', { grant_type: '' }, 'unsupported_grant_type'],
    [
      'assertion type is another',
      { client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer' },
      'invalid_request',
    ],
    ['assertion type is missing', { client_assertion_type: '' }, 'invalid_request'],
    ['assertion is missing', { client_assertion: '' }, 'invalid_request'],
    ['scope is missing', { scope: '' }, 'invalid_scope'],
    ['scope writes', { scope: 'system/Patient.cruds' }, 'invalid_scope'],
    ['scope writes in v1', { scope: 'system/Patient.write' }, 'invalid_scope'],
    ['scope is v1 everything', { scope: 'system/*.*' }, 'invalid_scope'],
    ['scope is a user’s', { scope: 'user/Patient.rs' }, 'invalid_scope'],
    ['scope is not registered', { scope: 'system/Encounter.rs' }, 'invalid_scope'],
    ['scope is no scope', { scope: 'all' }, 'invalid_scope'],
  ])('when %s, then no token', async (_what, wrong, error) => {
    const form = { ...tokenForm(await assertion(world, rsa), 'system/Patient.rs'), ...wrong }
    const reply = await askToken(world.base, form)
    expect([reply.status, reply.body.error]).toEqual([400, error])
    expect(reply.body).not.toHaveProperty('access_token')
  })

  test('when it is JSON, a GET, or says a parameter twice, then no token', async () => {
    const form = tokenForm(await assertion(world, ec))
    const json = await fetch(`${world.base}/auth/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(form),
    })
    const asked = await fetch(`${world.base}/auth/token?${new URLSearchParams(form)}`)
    const twice = new URLSearchParams(form)
    twice.append('scope', 'system/*.rs')
    const doubled = await fetch(`${world.base}/auth/token`, { method: 'POST', body: twice })
    expect([json.status, asked.status, doubled.status]).toEqual([400, 400, 400])
  })
})

describe('given a partner that changes its keys (S47)', () => {
  test('when its registration holds another set, then the new key counts at once and the old one no more, without a restart', async () => {
    const partner = await registerPartner(world)
    const ask = async (asking: Partner) =>
      (await askToken(world.base, tokenForm(await assertion(world, asking)))).status
    expect(await ask(partner)).toBe(200)
    const { publicKey, privateKey } = await generateKeyPair('ES384', { extractable: true })
    const next = { ...partner, kid: 'next', privateKey }
    expect(await ask(next)).toBe(401)
    const keys = [{ ...(await exportJWK(publicKey)), kid: 'next', alg: 'ES384', use: 'sig' }]
    await asOwner(world.database.ownerUrl, (owner) =>
      owner.query('update identity.partner_client set jwks = $1 where id = $2', [JSON.stringify({ keys }), partner.id]),
    )
    expect([await ask(next), await ask(partner)]).toEqual([200, 401])
  })
})

describe('given two processes on one database (S46)', () => {
  test('when an assertion was spent at one, then the other refuses it; and a restarted one as well', async () => {
    const second = await secondProcess(world)
    const signed = await assertion(world, ec)
    expect((await askToken(world.base, tokenForm(signed))).status).toBe(200)
    expect((await askToken(second.url, tokenForm(signed))).status).toBe(401)
    await second.stop()
    const restarted = await secondProcess(world)
    expect((await askToken(restarted.url, tokenForm(signed))).status).toBe(401)
    await restarted.stop()
  })

  test('when both are asked at once, then exactly one gives a token, and the other honours it', async () => {
    const second = await secondProcess(world)
    const form = tokenForm(await assertion(world, ec))
    const urls = Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? world.base : second.url))
    const replies = await Promise.all(urls.map((url) => askToken(url, form)))
    const given = replies.filter((reply) => reply.status === 200)
    expect(given).toHaveLength(1)
    const headers = { Authorization: `Bearer ${given[0]?.body.access_token}` }
    const statuses = await Promise.all(
      [world.base, second.url].map(async (url) => (await fetch(`${url}/Patient`, { headers })).status),
    )
    expect(statuses).toEqual([200, 200])
    await second.stop()
  })
})

describe('given a client whose registration a process remembers, when another process changes it', () => {
  const changed = (change: string, client: Partner, value: string) =>
    asOwner(world.database.ownerUrl, (owner) =>
      owner.query(`update identity.partner_client set ${change} where id = $2`, [value, client.id]),
    )

  test.each(['ES384', 'RS384'] as const)(
    'so that it is revoked, then the very next assertion signed with %s gets no token (S48)',
    async (alg) => {
      const client = await registerPartner(world, { alg })
      expect((await askToken(world.base, tokenForm(await assertion(world, client)))).status).toBe(200)
      await changed(`status = 'revoked', revoked_at = now(), revoked_why = 'x', revoked_by = $1`, client, 'Test')
      await refused(await assertion(world, client))
    },
  )

  test('so that it has fewer scopes, then no token carries the others any more', async () => {
    const client = await registerPartner(world, { scopes: ['system/Patient.rs', 'system/Observation.rs'] })
    expect((await askToken(world.base, tokenForm(await assertion(world, client)))).body.scope).toContain('Observation')
    await changed('scopes = array[$1]', client, 'system/Patient.rs')
    const reply = await askToken(world.base, tokenForm(await assertion(world, client)))
    expect([reply.status, reply.body.scope]).toEqual([200, 'system/Patient.rs'])
  })
})

function claims(): Claims {
  return { aud: `${world.base}/auth/token`, exp: nowSeconds + 240, jti: randomUUID() }
}

async function signedBy(key: PrivateKey | Uint8Array, header: Claims & { alg: string }): Promise<string> {
  return new SignJWT({ ...claims(), iss: ec.clientId, sub: ec.clientId }).setProtectedHeader(header).sign(key)
}

/** The addresses of the server are known only once it listens. */
function withAddresses(wrong: Wrong): Wrong {
  const ours = `${world.base}/auth/token`
  const spelled: Record<string, unknown> = {
    SLASH: `${ours}/`,
    'LIST-OF-TWO': [ours, 'https://elsewhere.example'],
    'LIST-OF-ONE': [ours],
  }
  const aud = wrong?.claims?.aud
  if (typeof aud !== 'string' || !Object.hasOwn(spelled, aud)) return wrong
  return { ...wrong, claims: { ...wrong?.claims, aud: spelled[aud] } }
}

async function refused(signed: string): Promise<void> {
  const reply = await askToken(world.base, tokenForm(signed))
  expect([400, 401]).toContain(reply.status)
  expect(['invalid_client', 'invalid_request']).toContain(reply.body.error)
  expect(reply.body.error_description).toMatch(/\w+ \w+/)
  expect(reply.body).not.toHaveProperty('access_token')
  expect(reply.headers.get('cache-control')).toBe('no-store')
}
