import { hash } from 'node:crypto'
import { forgetExpired, readRegistration, rememberedRegistration, spendAssertion } from '@holdspace/db/partner-store'
import { grantedScopes, grantsOf, parseScope, type Scope } from '@holdspace/fhir/system-scope'
import { instantFromMs, msOf } from '@holdspace/kit/instant'
import { type Asserted, type AssertionQuestion, verifyAssertion } from './client-assertion.ts'
import { type FhirAnswer, type FhirRequest, jsonAnswer } from './fhir-answer.ts'
import { type FhirHouse, fhirBase, tokenAddress } from './fhir-house.ts'
import { type OAuthRefusal, oauthAnswer } from './oauth-refusal.ts'

/** S48: never longer than 300 s, never refreshed. */
const tokenSeconds = 300
const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/**
 * `POST auth/token`: SMART Backend Services, `private_key_jwt` alone. It begins with the registration as it was read last,
 * and what is remembered can only give a token that the registration of this moment gives too: the statement that spends
 * the assertion asks for it. Whatever else comes of it is decided anew, by a registration that is read now.
 */
export async function handleToken(house: FhirHouse, request: FhirRequest): Promise<FhirAnswer> {
  if (request.method !== 'POST') return oauthAnswer(invalid('Ask for a token with POST.'))
  const form = readForm(request)
  if ('error' in form) return oauthAnswer(form)
  const early = await tokenBy(house, form, (clientId) => rememberedRegistration(house.db, clientId))
  if (early.isDecided) return early.answer
  return (await tokenBy(house, form, (clientId) => readRegistration(house.db, clientId))).answer
}

interface TokenAnswer {
  readonly answer: FhirAnswer
  /** Whether the registration it went by is the one of this moment. */
  readonly isDecided: boolean
}

async function tokenBy(
  house: FhirHouse,
  form: TokenForm,
  findRegistration: AssertionQuestion['findRegistration'],
): Promise<TokenAnswer> {
  const asserted = await verifyAssertion({
    assertion: form.assertion,
    audiences: audiencesOf(house),
    wallClock: house.wallClock(),
    findRegistration,
  })
  if (!asserted.ok) return { answer: oauthAnswer(asserted.refusal), isDecided: false }
  return issue(house, asserted.value, scopesFor(form.scope, asserted.value.registration.partner.scopes))
}

function audiencesOf(house: FhirHouse): string[] {
  const issuer = fhirBase(house)
  return house.assertionAudience === 'issuer-only' ? [issuer] : [tokenAddress(house), issuer]
}

interface TokenForm {
  readonly assertion: string
  readonly scope: string
}

function readForm(request: FhirRequest): TokenForm | OAuthRefusal {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') {
    return invalid('Send the request as application/x-www-form-urlencoded.')
  }
  const form = new URLSearchParams(request.body)
  const names = ['grant_type', 'client_assertion_type', 'client_assertion', 'scope']
  if (names.some((name) => form.getAll(name).length > 1)) return invalid('A parameter was sent twice.')
  const grant = form.get('grant_type')
  if (grant === null) return invalid('grant_type is missing.')
  if (grant !== 'client_credentials') {
    return { error: 'unsupported_grant_type', sentence: 'The one grant here is client_credentials.' }
  }
  if (form.get('client_assertion_type') !== jwtBearer) return invalid(`client_assertion_type must be ${jwtBearer}.`)
  const assertion = form.get('client_assertion')
  if (assertion === null || assertion === '') return invalid('client_assertion is missing.')
  return { assertion, scope: form.get('scope') ?? '' }
}

function invalid(sentence: string): OAuthRefusal {
  return { error: 'invalid_request', sentence }
}

function scopesFor(asked: string, registered: readonly string[]): { granted: Scope[] } | OAuthRefusal {
  const words = asked.split(' ').filter((word) => word !== '')
  const requested = words.map(parseScope)
  if (words.length === 0 || requested.includes(null)) {
    return { error: 'invalid_scope', sentence: 'Ask for scopes like system/Patient.rs, separated by spaces.' }
  }
  const known = registered.map(parseScope).filter((scope) => scope !== null)
  const granted = grantedScopes(
    requested.filter((scope) => scope !== null),
    known,
  )
  if (granted.length === 0)
    return { error: 'invalid_scope', sentence: 'The client is not registered for these scopes.' }
  return { granted }
}

/** An assertion that proved itself has had its one use, also when its scopes earn no token. */
async function issue(
  house: FhirHouse,
  { registration, jti, expiresAt }: Asserted,
  scopes: { readonly granted: readonly Scope[] } | OAuthRefusal,
): Promise<TokenAnswer> {
  const token = Buffer.from(house.randomBytes(32)).toString('base64url')
  const issuedAt = house.wallClock()
  const texts = 'error' in scopes ? [] : scopes.granted.map((scope) => scope.text)
  const kept =
    'error' in scopes
      ? null
      : {
          tokenSha256: tokenHash(token),
          scopes: texts,
          grants: grantsOf(scopes.granted),
          issuedAt,
          expiresAt: instantFromMs(msOf(issuedAt) + tokenSeconds * 1000),
        }
  const spending = await spendAssertion(house.db, { registration, jti, expiresAt, token: kept })
  if (spending !== 'spent') return { answer: oauthAnswer(notSpent[spending]), isDecided: spending === 'used-before' }
  if ('error' in scopes) return { answer: oauthAnswer(scopes), isDecided: true }
  await forgetExpired(house.db, issuedAt)
  const body = { access_token: token, token_type: 'bearer', expires_in: tokenSeconds, scope: texts.join(' ') }
  return { answer: jsonAnswer(200, body, { Pragma: 'no-cache' }), isDecided: true }
}

const notSpent = {
  'used-before': { error: 'invalid_client', sentence: 'This assertion was used before (jti). Sign a new one.' },
  'other-registration': {
    error: 'invalid_client',
    sentence: 'The registration of this client was changed at this very moment. Ask again.',
  },
} as const

/** Only the hash of a token is ever stored or compared. */
export function tokenHash(token: string): string {
  return hash('sha256', token, 'hex')
}
