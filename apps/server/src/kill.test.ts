import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { helenAmes, maraQuist } from '@holdspace/fixture-clinic/people'
import { marisolFromLakeside } from '@holdspace/fixture-clinic/referrals'
import { attestations } from '@holdspace/fixture-clinic/session-room'
import { stopPostgres } from '@holdspace/postgres-launcher/start-postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from './new-id.ts'
import { type BrowserLike, browserLike, Refused } from './testing/browser-like.ts'
import { askedSeed, fullSize } from './testing/env.ts'
import { freePort, postgresPid, type RunningServer, startServer } from './testing/running-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'holdspace-kill-'))
const dataDir = join(folder, 'clinic')
const seed = Number(askedSeed ?? randomInt(2 ** 31))
const kills = fullSize ? 20 : 3
const entriesAKill = 200

/** A small generator whose whole run is repeated by its seed (R15). */
function chances(from: number): () => number {
  let state = from >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
const chance = chances(seed)

interface Draft {
  readonly id: string
  readonly kind: 'vitals-taken'
  readonly body: object
  readonly occurredAt: string
  readonly deviceId: string
  readonly deviceSeq: number
}
interface Answered {
  readonly results: readonly { readonly id: string; readonly outcome: string; readonly seq: number }[]
}

let server: RunningServer
let port: number
let mara: BrowserLike
let session: string
const deviceId = newId()
let deviceSeq = 0
const acknowledged = new Map<string, number>()

async function signIn(): Promise<void> {
  mara = browserLike(server.address)
  await mara.mutate('signIn.asDemoPerson', { email: maraQuist.email })
}

async function openRoom(): Promise<string> {
  const file = {
    fileName: marisolFromLakeside.fileName,
    base64: Buffer.from(marisolFromLakeside.text).toString('base64'),
  }
  const received = (await mara.mutate('referral.receive', file)) as { referralId: string }
  const choice = { kind: 'new', notTheSamePersonBecause: 'Asked both practices' }
  const accepted = (await mara.mutate('referral.accept', {
    referralId: received.referralId,
    key: newId(),
    choice,
  })) as {
    patientId: string
  }
  const opened = (await mara.mutate('session.open', {
    key: newId(),
    patientId: accepted.patientId,
    protocolId: 'kap-iv-6-in-3wk',
    protocolVersion: '1.0.0',
    room: 'Birch',
    identityConfirmedBy: ['name', 'birth-date'],
    attestations,
  })) as { sessionId: string }
  return opened.sessionId
}

function draft(): Draft {
  deviceSeq += 1
  return {
    id: newId(),
    kind: 'vitals-taken',
    body: { heartRateBpm: 60 + (deviceSeq % 60), source: 'typed' },
    occurredAt: new Date().toISOString(),
    deviceId,
    deviceSeq,
  }
}

/** Sends one entry until the server says it has it, as a tablet's outbox does; the entry stays the same throughout. */
async function chartUntilAcknowledged(entry: Draft): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    try {
      const { results } = (await mara.mutate('session.record', { sessionId: session, drafts: [entry] })) as Answered
      const [answer] = results
      if (answer?.outcome !== 'recorded') throw new Error(`refused: ${JSON.stringify(answer)}`)
      expect(acknowledged.get(entry.id) ?? answer.seq).toBe(answer.seq)
      acknowledged.set(entry.id, answer.seq)
      return
    } catch (error) {
      if (error instanceof Refused && error.httpStatus < 500) throw error
      await pause(50)
    }
  }
  throw new Error('The server did not come back.')
}

async function recorded(): Promise<readonly { readonly id: string; readonly seq: number }[]> {
  const room = (await mara.query('session.read', { sessionId: session })) as {
    entries: readonly { id: string; seq: number }[]
  }
  return room.entries
}

const places = {
  server: async () => {
    await server.kill()
    server = await startServer(dataDir, port)
    expect(server.readyAfterMs).toBeLessThan(60_000)
  },
  database: async () => {
    process.kill(postgresPid(dataDir), 'SIGKILL')
  },
}

beforeAll(async () => {
  port = await freePort()
  server = await startServer(dataDir, port)
  await signIn()
  session = await openRoom()
}, 180_000)

afterAll(async () => {
  await server?.stop()
  await stopPostgres({ dataDir })
  rmSync(folder, { recursive: true, force: true })
})

describe(`kill -9 in the middle of ${entriesAKill} charted entries, seed ${seed} (R2)`, () => {
  const rounds = Array.from(
    { length: kills },
    (_, round) => [round + 1, round % 2 === 0 ? 'server' : 'database'] as const,
  )

  it.each(rounds)(
    'kill %i, of the %s: nothing acknowledged is lost or doubled',
    async (_round, place) => {
      const killAfter = 20 + Math.floor(chance() * (entriesAKill - 40))
      let killing: Promise<void> | undefined
      for (let count = 0; count < entriesAKill; count += 1) {
        const entry = draft()
        // The kill comes while this entry is on its way, a moment that differs every time.
        if (count === killAfter) killing = pause(chance() * 8).then(places[place])
        await chartUntilAcknowledged(entry)
      }
      await killing
      const entries = await recorded()
      const ids = entries.map((one) => one.id)
      expect(new Set(ids).size, 'no entry twice').toBe(ids.length)
      expect(
        entries.map((one) => one.seq),
        'one unbroken order',
      ).toEqual(entries.map((_entry, at) => at + 1))
      const seqOf = new Map(entries.map((one) => [one.id, one.seq]))
      const lost = [...acknowledged].filter(([id, seq]) => seqOf.get(id) !== seq)
      expect(lost, 'acknowledged and gone, or moved').toEqual([])
    },
    240_000,
  )

  it('afterwards the prescriber reads the same room, and it stops and starts cleanly', async () => {
    expect(await server.stop()).toBe(0)
    server = await startServer(dataDir, port)
    mara = browserLike(server.address)
    await mara.mutate('signIn.asDemoPerson', { email: helenAmes.email })
    const ids = new Set((await recorded()).map((one) => one.id))
    expect([...acknowledged.keys()].filter((id) => !ids.has(id))).toEqual([])
    expect(acknowledged.size).toBe(kills * entriesAKill)
  }, 180_000)
})
