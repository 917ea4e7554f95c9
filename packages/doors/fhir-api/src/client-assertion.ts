import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { promisify } from 'node:util'
import type { PartnerRow, Registration } from '@holdspace/db/partner-store'
import { type Instant, instantFromMs, msOf } from '@holdspace/kit/instant'
import { decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose'
import { type OAuthRefusal, refuseToken } from './oauth-refusal.ts'

const algorithms = { RS384: { kty: 'RSA' }, ES384: { kty: 'EC', crv: 'P-384' } } as const
type Algorithm = keyof typeof algorithms

/** An assertion may be valid for five minutes at most (SMART 2.2). */
const longestMs = 300_000
/** Clocks of two houses differ a little; a token "of the future" by more than this is refused. */
const skewMs = 5_000

export interface Asserted {
  readonly registration: Registration
  readonly jti: string
  readonly expiresAt: Instant
}

export interface AssertionQuestion {
  readonly assertion: string
  /** The one or two audiences that count, exactly as spelled. */
  readonly audiences: readonly string[]
  readonly wallClock: Instant
  /** Null for a client that is not known. */
  readonly findRegistration: (clientId: string) => Promise<Registration | null> | Registration | null
}

type Step<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: OAuthRefusal }

/**
 * Who signed this client assertion (S45)? Everything is checked but single use, which the caller spends last. The
 * algorithm comes from our own list and the key from the client's registration; nothing in the token chooses either.
 */
export async function verifyAssertion(question: AssertionQuestion): Promise<Step<Asserted>> {
  const { assertion, findRegistration } = question
  const header = readHeader(assertion)
  if (!header.ok) return header
  const claims = readClaims(assertion)
  if (!claims.ok) return claims
  const registration = await findRegistration(claims.value.issuer)
  if (registration === null || registration.partner.status !== 'active')
    return refuseToken('No active client is registered under this iss.')
  const key = chooseKey(registration.partner, header.value)
  if (!key.ok) return key
  if (!(await isSignedWith(key.value, assertion))) return refuseToken('The signature of the assertion does not verify.')
  return judgeClaims(claims.value.payload, registration, question)
}

interface Header {
  readonly alg: Algorithm
  readonly kid: string
}

/** Headers that would bring their own key or address are refused, whatever they say. */
const smuggled = ['jwk', 'jku', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'crit'] as const

function readHeader(assertion: string): Step<Header> {
  try {
    const header = decodeProtectedHeader(assertion)
    if (smuggled.some((name) => Object.hasOwn(header, name))) {
      return refuseToken('The assertion brings a key or an address of its own; only the registered keys count.')
    }
    const alg = (Object.keys(algorithms) as Algorithm[]).find((known) => known === header.alg)
    if (alg === undefined) return refuseToken('The assertion must be signed with RS384 or ES384.')
    if (typeof header.kid !== 'string' || header.kid === '') return refuseToken('The assertion names no key (kid).')
    if (header.typ !== undefined && header.typ.toUpperCase() !== 'JWT')
      return refuseToken('The assertion is not a JWT.')
    return { ok: true, value: { alg, kid: header.kid } }
  } catch {
    return refuseToken('The assertion is not a readable JWT.')
  }
}

/** What it says, believed by nobody before its signature was checked, and who says so. */
function readClaims(assertion: string): Step<{ readonly payload: JWTPayload; readonly issuer: string }> {
  try {
    const payload = decodeJwt(assertion)
    const { iss, sub } = payload
    if (typeof iss !== 'string' || iss === '' || iss !== sub) {
      return refuseToken('iss and sub must both be the client id.')
    }
    return { ok: true, value: { payload, issuer: iss } }
  } catch {
    return refuseToken('The assertion is not a readable JWT.')
  }
}

function chooseKey(partner: PartnerRow, { alg, kid }: Header): Step<Record<string, unknown>> {
  const named = partner.jwks.keys.filter((key) => key.kid === kid)
  const [key] = named
  if (key === undefined) return refuseToken('The client has no registered key with this kid.')
  if (named.length > 1) return refuseToken('The client registered two keys with this kid; register distinct ones.')
  const wanted: { kty: string; crv?: string } = algorithms[alg]
  const fits = key.kty === wanted.kty && (wanted.crv === undefined || key.crv === wanted.crv)
  const meant = (key.alg === undefined || key.alg === alg) && (key.use === undefined || key.use === 'sig')
  return fits && meant
    ? { ok: true, value: key }
    : refuseToken('The registered key is not of the kind the assertion was signed with.')
}

/** Registered keys made ready, for as long as the registration is remembered that holds them. */
const readyKeys = new WeakMap<object, KeyObject>()
/** RFC 7518 section 3.3. */
const shortestRsaBits = 2048

/** Throws where it is no public key of its kind. */
function keyOf(jwk: Record<string, unknown>): KeyObject {
  const known = readyKeys.get(jwk)
  if (known !== undefined) return known
  const ready = createPublicKey({ key: jwk, format: 'jwk' })
  if (ready.asymmetricKeyType === 'rsa' && (ready.asymmetricKeyDetails?.modulusLength ?? 0) < shortestRsaBits) {
    throw new TypeError('The key is shorter than RS384 asks for.')
  }
  readyKeys.set(jwk, ready)
  return ready
}

const verifyAside = promisify(verify)

/** The key's kind, chosen from our own table, decides between RSASSA-PKCS1-v1_5 and ECDSA; both with SHA-384. */
async function isSignedWith(jwk: Record<string, unknown>, assertion: string): Promise<boolean> {
  try {
    const end = assertion.lastIndexOf('.')
    const signature = Buffer.from(assertion.slice(end + 1), 'base64url')
    const signed = Buffer.from(assertion.slice(0, end))
    const key = keyOf(jwk)
    // A check of RS384 is shorter than handing it to another thread; one of ES384 takes most of a millisecond.
    if (key.asymmetricKeyType === 'rsa') return verify('sha384', signed, key, signature)
    return await verifyAside('sha384', signed, { key, dsaEncoding: 'ieee-p1363' }, signature)
  } catch {
    return false
  }
}

function judgeClaims(payload: JWTPayload, registration: Registration, question: AssertionQuestion): Step<Asserted> {
  const now = msOf(question.wallClock)
  const { aud, exp, jti, iat, nbf } = payload
  // One string, letter for letter: an array would let one assertion be spent at two houses (SECURITY F5).
  if (typeof aud !== 'string' || !question.audiences.includes(aud)) {
    return refuseToken(`aud must be exactly one string: ${question.audiences.join(' or ')}.`)
  }
  if (typeof exp !== 'number' || exp * 1000 <= now) return refuseToken('The assertion has expired, or has no exp.')
  if (exp * 1000 > now + longestMs) return refuseToken('exp may be at most five minutes ahead.')
  if (isAhead(iat, now) || isAhead(nbf, now)) return refuseToken('The assertion is not valid yet (iat or nbf).')
  if (typeof jti !== 'string' || jti === '' || jti.length > 256) {
    return refuseToken('The assertion needs a jti of 1 to 256 characters.')
  }
  return { ok: true, value: { registration, jti, expiresAt: instantFromMs(Math.floor(exp * 1000)) } }
}

function isAhead(claim: unknown, now: number): boolean {
  if (claim === undefined) return false
  return typeof claim !== 'number' || claim * 1000 > now + skewMs
}
