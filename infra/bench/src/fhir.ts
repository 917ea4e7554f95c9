import { type ChildProcess, spawn } from 'node:child_process'
import { createPrivateKey, type JsonWebKey, sign } from 'node:crypto'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { marigoldHouse } from '@holdspace/fixture-clinic/people'
import { newId } from '@holdspace/server/new-id'
import { freePort } from '@holdspace/server/testing/running-server'
import autocannon from 'autocannon'
import pg from 'pg'
import { type BenchClinic, type DemoFile, openSessions, signIn, tablet, team } from './clinic.ts'
import { atLeastPercent, type Figure, round, share } from './measure.ts'

const clients = 16
const seconds = 6

/** A read, the vitals search and the name search through the FHIR door, beside the bare server on the same rows. */
export async function fhirFigures(clinic: BenchClinic): Promise<Figure[]> {
  const demo = clinic.demo()
  const told = demo.patients.find((one) => one.story === 'series-complete')
  if (told === undefined) throw new Error('The demo clinic has nobody with a signed session.')
  const base = `${clinic.server().address}/fhir/r4`
  const headers = { authorization: `Bearer ${await tokenOf(base, demo)}`, accept: 'application/fhir+json' }
  const floor = await startFloor(demo.databaseUrl)
  const family = (told.name.split(' ').at(-1) ?? '').toLowerCase()
  const questions = {
    vitals: `Observation?patient=${told.id}&category=vital-signs&_sort=-date&_count=50`,
    name: `Patient?name=${family}`,
  }
  const found = await fetch(`${base}/${questions.vitals}`, { headers })
  const page = (await found.json()) as { entry?: readonly { resource: { id: string } }[] }
  const id = page.entry?.[0]?.resource.id
  if (id === undefined) throw new Error(`The vitals search found nothing (${found.status}).`)
  const practice = marigoldHouse.practiceId
  const pairs = [
    ['read by id, c16', `${base}/Observation/${id}`, `read?practice=${practice}&type=Observation&id=${id}`],
    [
      `vitals search (${page.entry?.length} found), c16`,
      `${base}/${questions.vitals}`,
      `vitals?practice=${practice}&about=${told.id}`,
    ],
    ['name search, c16', `${base}/${questions.name}`, `name?practice=${practice}&about=${family}`],
  ] as const
  const figures: Figure[] = []
  for (const [name, ours, theirs] of pairs) {
    const floorRate = await rate(`${floor.address}/${theirs}`, {})
    const ownRate = await rate(ours, headers)
    figures.push(share('FHIR', name, 'req/s', [ownRate, floorRate], atLeastPercent(50, 60)))
  }
  figures.push(await recordingAnAct(clinic, floor.address))
  floor.process.kill()
  return figures
}

/** An act over HTTP with every rule, audit, ledger row and FHIR projection, beside a bare insert over HTTP. */
async function recordingAnAct(clinic: BenchClinic, floorAddress: string): Promise<Figure> {
  const address = clinic.server().address
  const body = JSON.stringify({ resourceType: 'Observation', status: 'final', note: 'x'.repeat(700) })
  const created = await autocannon({
    url: `${floorAddress}/create`,
    connections: clients,
    duration: seconds,
    method: 'POST',
    body,
  })
  const sessions = await openSessions(address, clients)
  const nurse = await signIn(address, team.nurse)
  let count = 0
  const until = performance.now() + seconds * 1000
  await Promise.all(
    sessions.map(async (session) => {
      const send = tablet(nurse, session)
      while (performance.now() < until) {
        await send()
        count += 1
      }
    }),
  )
  return {
    ...share(
      'entries',
      `recorded with audit, ledger and FHIR, c${clients}`,
      '/s',
      [round(count / seconds), round(created.requests.average)],
      atLeastPercent(40, 60),
    ),
    note: 'floor: one bare insert a request',
  }
}

async function rate(url: string, headers: Readonly<Record<string, string>>): Promise<number> {
  await autocannon({ url, connections: clients, duration: 2, headers })
  const result = await autocannon({ url, connections: clients, duration: seconds, headers })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} failed`)
  return round(result.requests.average)
}

/** SMART Backend Services with the demo partner's own key. */
async function tokenOf(base: string, demo: DemoFile): Promise<string> {
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

interface Floor {
  readonly address: string
  readonly process: ChildProcess
}

/** Starts the bare server beside this bundle, on the same database as its owner, with a table of its own to insert into. */
async function startFloor(databaseUrl: string): Promise<Floor> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query('create schema if not exists bench')
  await client.query('create table if not exists bench.created (id uuid primary key, text text not null)')
  await client.end()
  const port = await freePort()
  const file = join(dirname(fileURLToPath(import.meta.url)), 'floor-server.mjs')
  const child = spawn(process.execPath, [file, databaseUrl, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  return { address: `http://127.0.0.1:${port}`, process: child }
}
