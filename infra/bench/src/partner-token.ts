import { createPrivateKey, type JsonWebKey, sign } from 'node:crypto'
import { newId } from '@holdspace/server/new-id'
import type { DemoFile } from './clinic.ts'

/** SMART Backend Services with the demo partner's own key. */
export async function tokenOf(base: string, demo: DemoFile): Promise<string> {
  const [partner] = demo.partners
  if (partner === undefined) throw new Error('The demo clinic has no partner.')
  const audience = `${base}/auth/token`
  const now = Math.floor(Date.now() / 1000)
  const claims = { iss: partner.clientId, sub: partner.clientId, aud: audience, iat: now, exp: now + 240, jti: newId() }
  const { kid, alg, ...jwk } = partner.privateJwk as JsonWebKey & { readonly kid: string; readonly alg: string }
  const text = [{ alg, kid, typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  const key = createPrivateKey({ key: jwk, format: 'jwk' })
  const signature = sign('sha384', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')
  const answer = await fetch(audience, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: `${text}.${signature}`,
      scope: partner.scope,
    }),
  })
  const told = (await answer.json()) as { access_token?: string }
  if (told.access_token === undefined) throw new Error(`No token: ${JSON.stringify(told)}`)
  return told.access_token
}
