import { randomInt } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { helenAmes, lenaOkafor, maraQuist } from '@holdspace/fixture-clinic/people'
import { attestations } from '@holdspace/fixture-clinic/session-room'
import { stopPostgres } from '@holdspace/postgres-launcher/start-postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from './new-id.ts'
import { type BrowserLike, browserLike, Refused } from './testing/browser-like.ts'
import { askedSeed, isFullSize } from './testing/env.ts'
import { proveRecord } from './testing/prove-record.ts'
import { freePort, postgresPid, type RunningServer, startServer } from './testing/running-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'holdspace-kill-'))
const dataDir = join(folder, 'clinic')
const seed = Number(askedSeed ?? randomInt(2 ** 31))
/** R2 in the long run: 50 of the server and 50 of its database, beside the 100 of adapters/db. */
const kills = isFullSize ? 50 : 3
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
const places = ['server', 'database'] as const

interface Draft {
  readonly id: string
  readonly kind: string
  readonly body: object
  readonly occurredAt: string
  readonly deviceId: string
  readonly deviceSeq: number
}
interface Answered {
  readonly results: readonly { readonly id: string; readonly outcome: string; readonly seq: number }[]
}
interface Place {
  readonly session: string
  readonly seq: number
}

let server: RunningServer
let port: number
let mara: BrowserLike
let lena: BrowserLike
let patientId: string
let session: string
const sessions: string[] = []
/** The nurse's tablet and the therapist's, with what each has counted so far. */
interface Tablet {
  readonly who: () => BrowserLike
  readonly deviceId: string
  deviceSeq: number
}
const tablets: readonly [Tablet, Tablet] = [
  { who: () => mara, deviceId: newId(), deviceSeq: 0 },
  { who: () => lena, deviceId: newId(), deviceSeq: 0 },
]
/** Every entry the server said it has, and where it said it is. */
const acknowledged = new Map<string, Place>()

async function signIn(email: string): Promise<BrowserLike> {
  const browser = browserLike(server.address)
  await browser.mutate('signIn.asDemoPerson', { email })
  return browser
}

/** Somebody of the demo for whom everything both gates want is on record. */
function readyPatient(): string {
  const demo = JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8'))
  const told = demo as { readonly patients: readonly { readonly story: string; readonly id: string }[] }
  const found = told.patients.find((one) => one.story === 'ready-today')
  if (found === undefined) throw new Error('Nobody in the demo is ready today.')
  return found.id
}

async function openRoom(): Promise<void> {
  const opened = await mara.mutate('session.open', {
    key: newId(),
    patientId,
    protocolId: 'kap-iv-6-in-3wk',
    protocolVersion: '1.0.0',
    room: 'Birch',
    identityConfirmedBy: ['name', 'birth-date'],
    attestations,
  })
  session = (opened as { sessionId: string }).sessionId
  sessions.push(session)
  for (const tablet of tablets) tablet.deviceSeq = 0
}

function draft(tablet: Tablet, kind: string, body: object): Draft {
  tablet.deviceSeq += 1
  const { deviceId, deviceSeq } = tablet
  return { id: newId(), kind, body, occurredAt: new Date().toISOString(), deviceId, deviceSeq }
}

/** One attempt; null when the server or its database was away, and then the server, if it answers, says so (R8). */
async function send(tablet: Tablet, entry: Draft): Promise<Answered['results'][number] | null> {
  try {
    const answered = await tablet.who().mutate('session.record', { sessionId: session, drafts: [entry] })
    return (answered as Answered).results[0] ?? null
  } catch (error) {
    if (error instanceof Refused && (error.httpStatus !== 503 || error.retryAfter === null)) throw error
    return null
  }
}

/** Sends one entry until the server says it has it, as a tablet's outbox does; the entry stays the same throughout. */
async function chartUntilAcknowledged(tablet: Tablet, entry: Draft): Promise<void> {
  for (let tries = 0; tries < 2_400; tries += 1) {
    const answer = await send(tablet, entry)
    if (answer !== null) {
      expect(answer.outcome, JSON.stringify(answer)).toBe('recorded')
      acknowledged.set(entry.id, { session, seq: answer.seq })
      return
    }
    await pause(50)
  }
  throw new Error('The server did not come back.')
}

async function recorded(sessionId: string): Promise<readonly { readonly id: string; readonly seq: number }[]> {
  const room = await mara.query('session.read', { sessionId })
  return (room as { entries: readonly { id: string; seq: number }[] }).entries
}

/** What was acknowledged and is not, in its session, where it was said to be. */
async function missing(): Promise<readonly string[]> {
  const found = new Map<string, string>()
  for (const one of sessions) for (const { id, seq } of await recorded(one)) found.set(id, `${one} ${seq}`)
  return [...acknowledged].filter(([id, at]) => found.get(id) !== `${at.session} ${at.seq}`).map(([id]) => id)
}

const killed = {
  server: async () => {
    await server.kill()
    server = await startServer(dataDir, port)
  },
  database: async () => {
    process.kill(postgresPid(dataDir), 'SIGKILL')
  },
}

beforeAll(async () => {
  port = await freePort()
  server = await startServer(dataDir, port)
  mara = await signIn(maraQuist.email)
  lena = await signIn(lenaOkafor.email)
  patientId = readyPatient()
}, 300_000)

afterAll(async () => {
  await server?.stop()
  await stopPostgres({ dataDir })
  rmSync(folder, { recursive: true, force: true })
})

describe(`kill -9 in the middle of ${entriesAKill} charted entries, seed ${seed} (R2)`, () => {
  const rounds = Array.from({ length: kills }, (_, at) => places.map((place) => ({ round: at + 1, place }))).flat()

  it.each(rounds)(
    'kill $round, of the $place: nothing acknowledged is lost or doubled',
    async ({ place }) => {
      await openRoom()
      const killAfter = 20 + Math.floor(chance() * (entriesAKill - 40))
      let killing: Promise<void> | undefined
      let count = 0
      await Promise.all(
        tablets.map(async (tablet) => {
          while (count < entriesAKill) {
            count += 1
            const entry = draft(tablet, 'observation-noted', { text: `Entry ${count}, looked in on.` })
            // The kill comes while entries of both are on their way, a moment that differs every time.
            if (count === killAfter) killing = pause(chance() * 8).then(killed[place])
            await chartUntilAcknowledged(tablet, entry)
          }
        }),
      )
      await killing
      expect(killing).toBeDefined()
      const { ids, seqs, ownError, standAloneExit } = await proveRecord(dataDir, session)
      expect(new Set(ids).size, 'no entry twice').toBe(ids.length)
      expect(ids, 'the opening and every entry').toHaveLength(1 + entriesAKill)
      expect(seqs, 'one unbroken order').toEqual(seqs.map((_seq, at) => at + 1))
      expect(ownError, 'every link holds').toBeUndefined()
      expect(standAloneExit, 'every link holds without Holdspace, too').toBe(0)
      expect(await missing(), 'acknowledged and gone, or moved').toEqual([])
      const [nurse] = tablets
      await chartUntilAcknowledged(
        nurse,
        draft(nurse, 'session-ended', { ending: 'ended-without-dose', unmetCriteria: [] }),
      )
    },
    240_000,
  )

  it('afterwards it stops and starts cleanly, and the prescriber reads the same rooms', async () => {
    expect(await server.stop()).toBe(0)
    server = await startServer(dataDir, port)
    mara = await signIn(helenAmes.email)
    expect(await missing()).toEqual([])
    expect(acknowledged.size).toBe(kills * places.length * (entriesAKill + 1))
  }, 180_000)
})
