import { type ChildProcess, spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { marigoldHouse } from '@holdspace/fixture-clinic/people'
import { freePort } from '@holdspace/server/testing/running-server'
import autocannon from 'autocannon'
import pg from 'pg'
import { type BenchClinic, openSessions, signIn, tablet, team } from './clinic.ts'
import { exportFigures } from './export.ts'
import { atLeastPercent, type Figure, round, share } from './measure.ts'
import { tokenOf } from './partner-token.ts'

const clients = 16
const seconds = 6

/** A read, the vitals search and the name search through the FHIR door, beside the bare server on the same rows. */
export async function fhirFigures(clinic: BenchClinic): Promise<Figure[]> {
  const demo = clinic.demo()
  const told = demo.patients.find((one) => one.story === 'series-complete')
  if (told === undefined) throw new Error('The demo clinic has nobody with a signed session.')
  const base = `${clinic.server().address}/fhir/r4`
  const headers = { authorization: `Bearer ${await tokenOf(base, demo)}`, accept: 'application/fhir+json' }
  await learnTheTables(demo.databaseUrl)
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
  figures.push(...(await exportFigures(base, demo)))
  return figures
}

/**
 * A clinic filled a minute ago has no statistics yet, and a floor that guesses finds its rows by reading everything. Taken
 * before both sides are measured, as the database itself does within its first hour.
 */
async function learnTheTables(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query('analyze')
  await client.end()
}

/** An act over HTTP with every rule, audit, ledger row and FHIR projection, beside a bare create of an Observation. */
async function recordingAnAct(clinic: BenchClinic, floorAddress: string): Promise<Figure> {
  const address = clinic.server().address
  const body = JSON.stringify(observation)
  const created = await autocannon({
    url: `${floorAddress}/create`,
    connections: clients,
    duration: seconds,
    method: 'POST',
    body,
  })
  const sessions = await openSessions(clinic, address, clients)
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
    note: 'floor: a bare create over HTTP, with the rows it is searched by',
  }
}

/** About as long as one of ours; the floor reads it no further than it must to store and to find it. */
const observation = {
  resourceType: 'Observation',
  status: 'final',
  category: [
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] },
  ],
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4', display: 'Heart rate' }] },
  subject: { reference: `Patient/${marigoldHouse.practiceId}` },
  effectiveDateTime: '2026-07-14T10:00:00-04:00',
  valueQuantity: { value: 72, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
  note: [{ text: 'x'.repeat(400) }],
}

async function rate(url: string, headers: Readonly<Record<string, string>>): Promise<number> {
  await autocannon({ url, connections: clients, duration: 2, headers })
  const result = await autocannon({ url, connections: clients, duration: seconds, headers })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} failed`)
  return round(result.requests.average)
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
  await client.query(`create table if not exists bench.created
    (type text, id uuid, patient text, at timestamptz, text text not null, primary key (type, id))`)
  await client.query('create index if not exists created_of_patient on bench.created (type, patient, at, id)')
  await client.query('create table if not exists bench.created_search (type text, id uuid, param text, code text)')
  await client.query('create index if not exists created_code on bench.created_search (type, param, code, id)')
  await client.end()
  const port = await freePort()
  const file = join(dirname(fileURLToPath(import.meta.url)), 'floor-server.mjs')
  const child = spawn(process.execPath, [file, databaseUrl, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  return { address: `http://127.0.0.1:${port}`, process: child }
}
