import { spawn } from 'node:child_process'
import { createPrivateKey } from 'node:crypto'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SignJWT } from 'jose'
import pg from 'pg'
import type { Clinic, DemoFile } from './clinic.ts'
import { beside, closedLoop, getter, type Row } from './measure.ts'

const clients = 16
const seconds = 5

async function token({ fhirBaseUrl, partners }: DemoFile): Promise<string> {
  const [partner] = partners
  if (partner === undefined) throw new Error('the demo clinic has no partner')
  const { kid, alg, ...jwk } = partner.privateJwk as { kid: string; alg: string }
  const audience = `${fhirBaseUrl}/auth/token`
  const assertion = await new SignJWT({})
    .setProtectedHeader({ alg, kid, typ: 'JWT' })
    .setIssuer(partner.clientId)
    .setSubject(partner.clientId)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime('4m')
    .setJti(crypto.randomUUID())
    .sign(createPrivateKey({ key: jwk, format: 'jwk' }))
  const answer = await fetch(audience, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      scope: partner.scope,
    }),
  })
  const granted = (await answer.json()) as { readonly access_token?: string }
  if (granted.access_token === undefined) throw new Error(`no token: ${JSON.stringify(granted)}`)
  return granted.access_token
}

/** The floor server as a process of its own, so that both sides have the same distance to the caller. */
async function startFloor(databaseUrl: string): Promise<{ address: string; stop: () => void }> {
  const bundle = join(dirname(fileURLToPath(import.meta.url)), 'floor.mjs')
  const child = spawn(process.execPath, [bundle, databaseUrl], { stdio: ['ignore', 'pipe', 'inherit'] })
  const port = await new Promise<string>((resolve) =>
    child.stdout.once('data', (chunk) => resolve(String(chunk).trim())),
  )
  return { address: `http://127.0.0.1:${port}`, stop: () => void child.kill() }
}

/** A measurement of somebody who released the record to the partner. */
async function released(databaseUrl: string): Promise<{ patient: string; observation: string; family: string }> {
  const owner = new pg.Client({ connectionString: databaseUrl })
  await owner.connect()
  const { rows } = await owner.query<{ patient: string; observation: string; family: string }>(`
    select r.patient_id as patient, r.id as observation, lower(p.family) as family
    from clinic.fhir_resource r join clinic.patient p on p.id = r.patient_id
      join clinic.release_of_information i on i.patient_id = r.patient_id
    where r.type = 'Observation' and r.visible and not r.deleted order by r.id limit 1`)
  await owner.end()
  const [found] = rows
  if (found === undefined) throw new Error('nobody in the demo clinic has released a signed session')
  return found
}

/** Reads and searches of a partner, with token, release, audit row and row-level security, beside the floor. */
export async function benchFhir({ demo }: Clinic): Promise<readonly Row[]> {
  const { patient, observation, family } = await released(demo.databaseUrl)
  const ours = getter(clients, { authorization: `Bearer ${await token(demo)}`, accept: 'application/fhir+json' })
  const floor = await startFloor(demo.databaseUrl)
  const bare = getter(clients)
  const after = `${family.slice(0, -1)}${String.fromCharCode(family.charCodeAt(family.length - 1) + 1)}`
  const vitals = `Observation?patient=${patient}&category=vital-signs&_sort=-date&_count=50`
  const pairs = [
    ['FHIR read, 16 clients', `Observation/${observation}`, `read/Observation/${observation}`],
    ['FHIR vitals search, 16 clients', vitals, `vitals/${patient}`],
    ['FHIR name search, 16 clients', `Patient?name=${family}`, `names/${family}/${after}`],
  ] as const
  const rows: Row[] = []
  try {
    for (const [name, path, floorPath] of pairs) {
      const theirs = await closedLoop(clients, seconds, () => bare(`${floor.address}/${floorPath}`))
      const load = await closedLoop(clients, seconds, () => ours(`${demo.fhirBaseUrl}/${path}`))
      rows.push(beside(name, load, theirs, '≥ 0.50'))
    }
  } finally {
    floor.stop()
  }
  return rows
}
