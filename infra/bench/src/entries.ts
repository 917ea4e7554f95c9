import { setTimeout as pause } from 'node:timers/promises'
import { marisolFromLakeside } from '@holdspace/fixture-clinic/referrals'
import { demoPeople } from '@holdspace/fixture-clinic/seed-practices'
import { attestations } from '@holdspace/fixture-clinic/session-room'
import { newId } from '@holdspace/server/new-id'
import { type BrowserLike, browserLike } from '@holdspace/server/testing/browser-like'
import type { Clinic } from './clinic.ts'
import { percentile, type Row } from './measure.ts'

const entriesEach = 60
/** A busy room sends an entry every few seconds; five a second each is a hard evening for ten rooms. */
const everyMs = 200

interface Room {
  readonly nurse: BrowserLike
  readonly session: string
}

async function signedIn(address: string): Promise<BrowserLike> {
  const nurse = demoPeople.find((person) => person.role === 'nurse')
  const browser = browserLike(address)
  await browser.mutate('signIn.asDemoPerson', { email: nurse?.email })
  return browser
}

/** A made-up person of their own for each room: the same referral under another name and number. */
async function openRoom(nurse: BrowserLike, number: number): Promise<string> {
  const text = marisolFromLakeside.text
    .replaceAll('Ybarra-Quinn', `Bench${number}`)
    .replaceAll('88-1203', `88-${number}`)
    .replace(/"birthDate": ?"[^"]*"/, `"birthDate": "${1950 + (number % 50)}-0${1 + (number % 9)}-11"`)
  const file = { fileName: `bench-${number}.json`, base64: Buffer.from(text).toString('base64') }
  const { referralId } = (await nurse.mutate('referral.receive', file)) as { referralId: string }
  const choice = { kind: 'new', notTheSamePersonBecause: 'made up for the bench' }
  const { patientId } = (await nurse.mutate('referral.accept', { referralId, key: newId(), choice })) as {
    patientId: string
  }
  const opened = await nurse.mutate('session.open', {
    key: newId(),
    patientId,
    protocolId: 'kap-iv-6-in-3wk',
    protocolVersion: '1.0.0',
    room: `Bench ${number}`,
    identityConfirmedBy: ['name', 'birth-date'],
    attestations,
  })
  return (opened as { sessionId: string }).sessionId
}

/** Charts one room's evening and answers how long each entry took to be acknowledged, in milliseconds. */
async function chart({ nurse, session }: Room): Promise<readonly number[]> {
  const deviceId = newId()
  const times: number[] = []
  await pause(Math.random() * everyMs)
  for (let deviceSeq = 1; deviceSeq <= entriesEach; deviceSeq += 1) {
    const body = {
      heartRateBpm: 60 + deviceSeq,
      systolicMmHg: 120,
      diastolicMmHg: 80,
      spo2Percent: 98,
      source: 'typed',
    }
    const entry = { id: newId(), kind: 'vitals-taken', body, occurredAt: new Date().toISOString(), deviceId, deviceSeq }
    const started = performance.now()
    await nurse.mutate('session.record', { sessionId: session, drafts: [entry] })
    times.push(performance.now() - started)
    await pause(Math.max(0, everyMs - (performance.now() - started)))
  }
  return times
}

let numbers = 0

async function liveSessions(addresses: readonly string[], count: number): Promise<Row> {
  const browsers = await Promise.all(addresses.map(signedIn))
  const rooms: Room[] = []
  for (let at = 0; at < count; at += 1) {
    const nurse = browsers[at % browsers.length]
    if (nurse === undefined) throw new Error('no server to chart on')
    numbers += 1
    rooms.push({ nurse, session: await openRoom(nurse, numbers) })
  }
  const times = (await Promise.all(rooms.map(chart))).flat()
  const figure = `p50 ${percentile(times, 0.5).toFixed(1)} ms, p99 ${percentile(times, 0.99).toFixed(1)} ms`
  const name = `entry acknowledged, ${count} live session${count === 1 ? '' : 's'}, ${addresses.length} process${addresses.length === 1 ? '' : 'es'}`
  return { name, figure, ...(count === 10 ? { must: 'p50 ≤ 25, p99 ≤ 150 ms' } : {}) }
}

/** Entries from browsers to acknowledgement, with audit, ledger and FHIR projection in the same transaction. */
export async function benchEntries(clinic: Clinic): Promise<readonly Row[]> {
  const first = clinic.server.address
  const rows = [await liveSessions([first], 1), await liveSessions([first], 10)]
  const { address } = await clinic.second()
  return [...rows, await liveSessions([first, address], 1), await liveSessions([first, address], 10)]
}
