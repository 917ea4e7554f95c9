import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Database, inIdentity, inPractice, openDatabase } from '@holdspace/db/database'
import { writeResources } from '@holdspace/db/fhir-store'
import { addPartner } from '@holdspace/db/partner-store'
import { insertPractice } from '@holdspace/db/practice-store'
import { addRelease, type NewRelease } from '@holdspace/db/release-store'
import { file } from '@holdspace/db/schema/ledger'
import { type FreshDatabase, freshDatabase } from '@holdspace/db/testing'
import { allergyResources } from '@holdspace/fhir/allergy-intolerance'
import { conditionResource } from '@holdspace/fhir/condition'
import { locationResource } from '@holdspace/fhir/location'
import { organizationResource } from '@holdspace/fhir/organization'
import { patientResource } from '@holdspace/fhir/patient'
import { practitionerResource } from '@holdspace/fhir/practitioner'
import { projectSession } from '@holdspace/fhir/project-session'
import { servedTypes } from '@holdspace/fhir/resource-types'
import {
  chartedSession,
  drOsei,
  marigold,
  nurseLind,
  ramonId,
  refs,
  signature,
  signedRefs,
} from '@holdspace/fhir/testing/marigold-session'
import { type FhirWrite, writeOf } from '@holdspace/fhir/write'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { type PracticeId, partnerId, patientId, practiceId, releaseId } from '@holdspace/kit/ids'
import { type Instant, instant, plusMinutes } from '@holdspace/kit/instant'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { FhirHouse } from '../fhir-house.ts'
import { fhirListener } from '../node-listener.ts'

/** A key as jose makes it. */
export type PrivateKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey']

export type Algorithm = 'RS384' | 'ES384'

/** A registered partner with its private key: what the partner's own system holds. */
export interface Partner {
  readonly id: ReturnType<typeof partnerId.parse>
  readonly clientId: string
  readonly alg: Algorithm
  readonly kid: string
  readonly privateKey: PrivateKey
  readonly publicJwk: Record<string, unknown>
}

export const juniper = practiceId.parse('01980000-0000-7000-8000-0000000000a2')
export const ingridId = patientId.parse('01980000-0000-7000-8000-0000000000b2')
export const noon = instant.parse('2026-07-20T16:00:00.000Z')

/** Two practices, their projection, a FHIR door on a real port, and a clock that the test moves. */
export interface PartnerWorld {
  readonly database: FreshDatabase
  readonly house: FhirHouse
  readonly base: string
  setNow(moment: Instant): void
  setAudience(audience: FhirHouse['assertionAudience']): void
  failures: unknown[]
  stop(): Promise<void>
}

export async function partnerWorld(): Promise<PartnerWorld> {
  const database = await freshDatabase()
  await seedPractices(database.db)
  let now = noon
  let ids = 0
  let audience: FhirHouse['assertionAudience'] = 'token-address-or-issuer'
  const failures: unknown[] = []
  const house = {
    db: database.db,
    clock: () => now,
    wallClock: () => now,
    // Made later, sorted later, as the real ones are.
    newId: () => {
      ids += 1
      return `01980000-0000-7000-8000-1${String(ids).padStart(11, '0')}`
    },
    publicUrl: '',
    randomBytes: (count: number) => new Uint8Array(randomBytes(count)),
    get assertionAudience() {
      return audience
    },
  }
  const server = await listen(house, failures)
  house.publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    database,
    house,
    base: `${house.publicUrl}/fhir/r4`,
    setNow: (moment) => {
      now = moment
    },
    setAudience: (one) => {
      audience = one
    },
    failures,
    stop: async () => {
      server.close()
      await database.stop()
    },
  }
}

/** A second process of the same house: its own pool, its own port, the same database and public address. */
export async function secondProcess(world: PartnerWorld): Promise<{ url: string; stop: () => Promise<void> }> {
  const { db, close } = openDatabase(world.database.appUrl)
  const server = await listen({ ...world.house, db }, world.failures)
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir/r4`,
    stop: async () => {
      server.close()
      await close()
    },
  }
}

async function listen(house: FhirHouse, failures: unknown[]): Promise<Server> {
  const listener = fhirListener(house, (error) => failures.push(error))
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

async function seedPractices(db: Database): Promise<void> {
  await inIdentity(db, async (tx) => {
    const both = [
      { id: marigold.practiceId, name: 'Marigold House', slug: 'marigold' },
      { id: juniper, name: 'Juniper Row', slug: 'juniper' },
    ]
    for (const { id, name, slug } of both) {
      await insertPractice(tx, { practiceId: id, name, slug, zone: 'America/New_York', letterhead: {} as never })
    }
  })
  await store(db, marigold.practiceId, [...practiceWrites(), ...ramonWrites()])
  await inPractice(db, marigold.practiceId, (tx) =>
    tx.insert(file).values({
      practiceId: marigold.practiceId,
      contentHash: Uint8Array.from(Buffer.from(paperHash, 'hex')),
      mediaType: 'application/pdf',
      bytes: Uint8Array.from(paperBytes),
      createdAt: new Date(noon),
    }),
  )
  await store(db, juniper, [patientWrite(ingridId, 'Ingrid', 'Dahl')])
}

export async function store(db: Database, practice: PracticeId, writes: readonly FhirWrite[]): Promise<number> {
  return inPractice(db, practice, (tx) => writeResources(tx, practice, writes))
}

const everybody = { patientId: null, visible: true, zone: marigold.zone }
const ofRamon = { ...everybody, patientId: ramonId }

function practiceWrites(): FhirWrite[] {
  const address = { lines: ['12 Alder Street'], city: 'Hudson', state: 'NY', postalCode: '12534', country: 'US' }
  const practice = {
    name: 'Marigold House',
    npi: '1234567893',
    telecoms: [{ system: 'phone', value: '518-555-0100', use: 'work' } as const],
    address,
  }
  const staff = [drOsei, nurseLind].map(({ membershipId, name }) =>
    practitionerResource({ membershipId, displayName: name, licences: ['MD'], active: true }, marigold),
  )
  return [organizationResource(practice, marigold), locationResource(practice, marigold), ...staff].map((resource) =>
    writeOf(resource, everybody),
  )
}

export function patientWrite(id: typeof ramonId, given: string, family: string): FhirWrite {
  const person = {
    family,
    given: [given],
    otherNames: [],
    birthDate: calendarDate.parse('1985-07-14'),
    sex: 'male' as const,
    addresses: [{ lines: ['4 Quince Lane'], city: 'Hudson', state: 'NY', postalCode: '12534' }],
    telecoms: [{ system: 'phone', value: '518-555-0142', use: 'mobile' } as const],
    language: { system: 'urn:ietf:bcp:47', code: 'es', display: 'Spanish' },
    race: {
      text: 'White',
      codings: [{ system: 'urn:oid:2.16.840.1.113883.6.238', code: '2106-3', display: 'White' }],
    },
  }
  const identifiers = [
    { kind: 'partner-record', system: 'https://riverside.example/mrn', value: 'RV-5521', label: 'Riverside' } as const,
  ]
  const record = { patientId: id, mrn: '10017', identifiers, person }
  return writeOf(patientResource(record, marigold), { ...everybody, patientId: id })
}

function ramonWrites(): FhirWrite[] {
  const recordedAt = instant.parse('2026-07-01T13:00:00.000Z')
  const problem = (last: string, text: string, code: string) =>
    conditionResource(
      {
        problemId: `01980000-0000-7000-8000-0000000001${last}`,
        patientId: ramonId,
        concept: { text, codings: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code, display: text }] },
        status: 'active',
        verification: 'confirmed',
        onset: '2019-03',
        recordedAt,
      },
      marigold,
    )
  const problems = [
    problem('01', 'Essential hypertension', 'I10'),
    problem('02', 'Recurrent depressive disorder', 'F33.2'),
    problem('03', 'Alcohol dependence, in remission', 'F10.21'),
  ]
  const allergies = allergyResources(
    { patientId: ramonId, status: 'none-known', allergies: [], statusRecordedAt: recordedAt },
    marigold,
  )
  return [patientWrite(ramonId, 'Ramón', 'Sarabia'), ...[...problems, ...allergies].map((one) => writeOf(one, ofRamon))]
}

export const unsignedSession = (): FhirWrite[] => projectSession(chartedSession(), refs)
/** The paper of the session: any bytes will do for a door, as long as their hash is their name. */
export const paperBytes = Buffer.from('%PDF-1.7 the signed record of a session')
const paperHash = createHash('sha256').update(paperBytes).digest('hex')
const refsWithPaper =
  signedRefs.paper === null ? signedRefs : { ...signedRefs, paper: { ...signedRefs.paper, sha256: paperHash } }
export const signedSession = (): FhirWrite[] => projectSession([...chartedSession(), signature()], refsWithPaper)

export interface PartnerWish {
  readonly practiceId?: PracticeId
  readonly alg?: Algorithm
  readonly scopes?: readonly string[]
  readonly extraKeys?: readonly Record<string, unknown>[]
  readonly jwk?: Record<string, unknown>
}

export async function registerPartner(world: PartnerWorld, wish: PartnerWish = {}): Promise<Partner> {
  const alg = wish.alg ?? 'ES384'
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
  const kid = `key-${randomUUID().slice(0, 8)}`
  const publicJwk = { ...(await exportJWK(publicKey)), kid, alg, use: 'sig', ...wish.jwk }
  const id = partnerId.parse(randomUUID())
  const clientId = `riverside-${randomUUID()}`
  await addPartner(world.database.db, {
    partnerId: id,
    practiceId: wish.practiceId ?? marigold.practiceId,
    clientId,
    name: 'Riverside Primary Care',
    purpose: 'TREAT',
    jwks: { keys: [publicJwk, ...(wish.extraKeys ?? [])] },
    scopes: wish.scopes ?? ['system/*.rs'],
    registeredAt: noon,
    registeredBy: 'Test',
  })
  return { id, clientId, alg, kid, privateKey, publicJwk }
}

export interface Claims {
  readonly [name: string]: unknown
}

/** A client assertion as a correct partner would sign it, with what a test wants to be wrong. */
export async function assertion(
  world: PartnerWorld,
  partner: Partner,
  wrong: { readonly claims?: Claims; readonly header?: Claims; readonly without?: readonly string[] } = {},
): Promise<string> {
  const now = Math.floor(Date.parse(world.house.wallClock()) / 1000)
  const claims: Record<string, unknown> = {
    iss: partner.clientId,
    sub: partner.clientId,
    aud: `${world.base}/auth/token`,
    exp: now + 240,
    iat: now,
    jti: randomUUID(),
    ...wrong.claims,
  }
  const header: Record<string, unknown> = { alg: partner.alg, kid: partner.kid, typ: 'JWT', ...wrong.header }
  for (const name of wrong.without ?? []) {
    delete claims[name]
    delete header[name]
  }
  return new SignJWT(claims).setProtectedHeader(header as { alg: string }).sign(partner.privateKey)
}

export interface TokenReply {
  readonly status: number
  readonly headers: Headers
  readonly body: { access_token?: string; error?: string; scope?: string; expires_in?: number; [name: string]: unknown }
}

export async function askToken(url: string, form: Record<string, string>): Promise<TokenReply> {
  const response = await fetch(`${url}/auth/token`, { method: 'POST', body: new URLSearchParams(form) })
  return { status: response.status, headers: response.headers, body: (await response.json()) as TokenReply['body'] }
}

export function tokenForm(signed: string, scope = 'system/*.rs'): Record<string, string> {
  return {
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: signed,
    scope,
  }
}

export async function tokenOf(world: PartnerWorld, partner: Partner, scope = 'system/*.rs'): Promise<string> {
  const reply = await askToken(world.base, tokenForm(await assertion(world, partner), scope))
  if (reply.body.access_token === undefined) throw new Error(`No token: ${JSON.stringify(reply.body)}`)
  return reply.body.access_token
}

/** Ramón's release to the partner, as the front desk would record it. */
export async function release(
  world: PartnerWorld,
  partner: Partner,
  wish: Partial<NewRelease> & { readonly practice?: PracticeId } = {},
): Promise<NewRelease> {
  const { practice = marigold.practiceId, ...rest } = wish
  const recorded: NewRelease = {
    releaseId: releaseId.parse(randomUUID()),
    patientId: ramonId,
    partnerId: partner.id,
    purpose: 'TREAT',
    kinds: ['summary', 'sessions', 'documents'],
    types: [...servedTypes],
    sensitive: ['PSY'],
    validFrom: plusMinutes(noon, -60),
    validUntil: plusMinutes(noon, 60 * 24 * 365),
    givenHow: 'Signed on paper at the front desk',
    documentSha256: null,
    recordedAt: plusMinutes(noon, -60),
    recordedBy: nurseLind.membershipId,
    recordedByName: nurseLind.name,
    ...rest,
  }
  await inPractice(world.database.db, practice, (tx) => addRelease(tx, practice, recorded))
  return recorded
}

export async function get(
  world: PartnerWorld,
  token: string | null,
  path: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  const authorization: Record<string, string> = token === null ? {} : { Authorization: `Bearer ${token}` }
  return fetch(`${world.base}${path}`, { headers: { ...authorization, ...headers } })
}
