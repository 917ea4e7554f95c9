import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { helenAmes, lenaOkafor, maraQuist } from '@holdspace/fixture-clinic/people'
import { makeReady } from '@holdspace/fixture-clinic/ready-for-session'
import { marisolFromLakeside } from '@holdspace/fixture-clinic/referrals'
import { attestations } from '@holdspace/fixture-clinic/session-room'
import { patientId as patientIdOf } from '@holdspace/kit/ids'
import { stopPostgres } from '@holdspace/postgres-launcher/start-postgres'
import { newId } from '@holdspace/server/new-id'
import { type BrowserLike, browserLike } from '@holdspace/server/testing/browser-like'
import { freePort, type RunningServer, startServer } from '@holdspace/server/testing/running-server'
import { benchHouse } from './bench-house.ts'

/** What the demo tells those who script against it, as far as the benchmarks use it (docs/run.md). */
export interface DemoFile {
  readonly databaseUrl: string
  readonly patients: readonly { readonly story: string; readonly id: string; readonly name: string }[]
  readonly partners: readonly { readonly clientId: string; readonly scope: string; readonly privateJwk: object }[]
}

/** A demo clinic in a folder of its own, served by the built server as real processes. */
export interface BenchClinic {
  readonly dataDir: string
  readonly port: number
  readonly server: () => RunningServer
  readonly demo: () => DemoFile
  readonly secretKey: () => string
  /** Stops the server and starts it again on the same folder; answers milliseconds from start to ready. */
  readonly restart: () => Promise<number>
  /** Another server process on the same database, the way a second replica runs. */
  readonly secondServer: () => Promise<RunningServer>
  readonly stop: () => Promise<void>
}

export async function openClinic(): Promise<BenchClinic> {
  const folder = mkdtempSync(join(tmpdir(), 'holdspace-bench-'))
  const dataDir = join(folder, 'clinic')
  const port = await freePort()
  let server = await startServer(dataDir, port)
  const demo = () => JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8')) as DemoFile
  const secretKey = () => readFileSync(join(dataDir, 'secret-key'), 'utf8').trim()
  return {
    dataDir,
    port,
    server: () => server,
    demo,
    secretKey,
    restart: async () => {
      await server.stop()
      server = await startServer(dataDir, port)
      return server.readyAfterMs
    },
    secondServer: async () => {
      const second = await freePort()
      return startServer(join(folder, 'second'), second, {
        HOLDSPACE_DEMO: '0',
        HOLDSPACE_ROLE: 'web',
        DATABASE_URL: demo().databaseUrl,
        HOLDSPACE_SECRET_KEY: secretKey(),
        HOLDSPACE_PUBLIC_URL: `http://localhost:${second}`,
      })
    },
    stop: async () => {
      await server.stop()
      await stopPostgres({ dataDir })
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export async function signIn(address: string, email: string): Promise<BrowserLike> {
  const browser = browserLike(address)
  await browser.mutate('signIn.asDemoPerson', { email })
  return browser
}

/** People of the benchmarks: the same referral under another name, number and birthday, so that nobody is a duplicate. */
async function openChart(nurse: BrowserLike, number: number): Promise<string> {
  const month = String(1 + (number % 12)).padStart(2, '0')
  const text = marisolFromLakeside.text
    .replaceAll('Ybarra-Quinn', `Benchley${newId().slice(-4).replace(/\d/g, 'x')}`)
    .replaceAll('Marisol', `Person${number}`)
    .replaceAll('1979-03-08', `19${50 + (number % 40)}-${month}-11`)
    .replaceAll('88-1203', newId())
  const base64 = Buffer.from(text).toString('base64')
  const received = await nurse.mutate('referral.receive', { fileName: `bench-${number}.json`, base64 })
  const accepted = await nurse.mutate('referral.accept', {
    referralId: (received as { referralId: string }).referralId,
    key: newId(),
    choice: { kind: 'new', notTheSamePersonBecause: 'A person of the benchmarks' },
  })
  return (accepted as { patientId: string }).patientId
}

/** Opens as many sessions as asked, each of a person of its own for whom everything is on record. */
export async function openSessions(clinic: BenchClinic, address: string, count: number): Promise<readonly string[]> {
  const { databaseUrl } = clinic.demo()
  const { house, close } = benchHouse({ databaseUrl, secretKey: clinic.secretKey(), address })
  const nurse = await signIn(address, maraQuist.email)
  const sessions: string[] = []
  for (let number = 0; number < count; number += 1) {
    const patientId = patientIdOf.parse(await openChart(nurse, number))
    await makeReady(house, patientId, 'kap-iv-6-in-3wk')
    const opened = await nurse.mutate('session.open', {
      key: newId(),
      patientId,
      protocolId: 'kap-iv-6-in-3wk',
      protocolVersion: '1.0.0',
      room: `Room ${number}`,
      identityConfirmedBy: ['name', 'birth-date'],
      attestations,
    })
    sessions.push((opened as { sessionId: string }).sessionId)
  }
  await close()
  return sessions
}

/** A device in a session: charts facts one after the other, and says how long each took to be acknowledged. */
export function device(browser: BrowserLike, sessionId: string) {
  const deviceId = newId()
  let deviceSeq = 0
  return async (kind: string, body: object): Promise<number> => {
    deviceSeq += 1
    const draft = { id: newId(), kind, body, occurredAt: new Date().toISOString(), deviceId, deviceSeq }
    const started = performance.now()
    const answer = await browser.mutate('session.record', { sessionId, drafts: [draft] })
    const took = performance.now() - started
    const [result] = (answer as { results: readonly { outcome: string }[] }).results
    if (result?.outcome !== 'recorded') throw new Error(`An entry was not recorded: ${JSON.stringify(result)}`)
    return took
  }
}

/** A device whose entries are all vitals. */
export function tablet(browser: BrowserLike, sessionId: string): () => Promise<number> {
  const chart = device(browser, sessionId)
  let count = 0
  return () => {
    count += 1
    const body = { heartRateBpm: 60 + (count % 60), systolicMmHg: 120, diastolicMmHg: 78, source: 'typed' }
    return chart('vitals-taken', body)
  }
}

/** The link to forms that somebody finds in a message, as staff send it. */
export async function patientLink(clinic: BenchClinic, nurse: BrowserLike): Promise<string> {
  const patient = clinic.demo().patients.find(({ story }) => story === 'ready-today')
  const sent = await nurse.mutate('intake.send', {
    packetId: newId(),
    patientId: patient?.id,
    items: [{ kind: 'identity' }, { kind: 'medicines' }],
    language: 'en',
    how: 'hand',
  })
  const { link } = sent as { link: string | null }
  if (link === null) throw new Error('There is no link to forms.')
  return link
}

export const team = { prescriber: helenAmes.email, nurse: maraQuist.email, therapist: lenaOkafor.email }
