import { randomInt } from 'node:crypto'
import type { StaffActor } from '@holdspace/clinic/access/actor'
import { inPractice, type OpenDatabase, openDatabase } from '@holdspace/db/database'
import { loadEntriesAfter } from '@holdspace/db/session-store'
import { askedSeed, isFullSize } from '@holdspace/db/testing/env'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { type FixturePerson, helenAmes, lenaOkafor, maraQuist } from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { openRoom, orderForm, readBackOf, roomDevice } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { type EntryId, entryId, type PatientId, type SessionId } from '@holdspace/kit/ids'
import { verifySessionChain } from '@holdspace/proof/verify-chain'
import { sessionState } from '@holdspace/record/evolve'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { House } from '../house.ts'
import { decodeEntry } from './entry-codec.ts'
import { readLedger } from './ledger.ts'
import { orderDose } from './order-dose.ts'
import { readSession } from './read-session.ts'

/** R1 as RULINGS 23 sizes it: a hundred interleavings in the ordinary run, ten thousand in the long one. */
const interleavings = isFullSize() ? 10_000 : 100
/** As many as one clinic sees: each takes two days of its clock, and every one is another session of the same person. */
const inOneClinic = 100

let clinic: TestHouse
let otherMemory: OpenDatabase
let marisol: PatientId
async function openClinic(): Promise<void> {
  clinic = await testHouse()
  otherMemory = openDatabase(clinic.appUrl)
  const nurse = actAs(maraQuist, clinic.clock.now)
  await approveProtocols(clinic.house, actAs(helenAmes, clinic.clock.now))
  marisol = await openChart(clinic.house, nurse, marisolFromValley)
}
async function closeClinic(): Promise<void> {
  await otherMemory.close()
  await clinic.stop()
}
beforeAll(openClinic)
afterAll(closeClinic)

/** What one device does next. Which entry it means is decided when it comes to it: the newest of its own, where it needs one. */
const acts = [
  'vitals',
  'words',
  'batch',
  'dose',
  'resend',
  'resend-all',
  'correct',
  'withdraw',
  'order',
  'read',
  'end',
] as const
type Act = (typeof acts)[number]
const weighted = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom<Act>(...acts.filter((act) => act !== 'end')) },
  { weight: 1, arbitrary: fc.constant<Act>('end') },
)

/**
 * Four devices in the room, two of them the nurse's. The last two have a pool and a memory of the session of their own,
 * like another process, so that they decide on what is no longer so; the line they wait in is this process's all the same.
 */
const people: readonly { readonly person: FixturePerson; readonly number: number; readonly isElsewhere: boolean }[] = [
  { person: maraQuist, number: 1, isElsewhere: false },
  { person: helenAmes, number: 2, isElsewhere: false },
  { person: lenaOkafor, number: 3, isElsewhere: true },
  { person: maraQuist, number: 4, isElsewhere: true },
]

type Draft = ReturnType<ReturnType<typeof roomDevice>['draft']>

/** What the room was told: the place of every acknowledged entry, in the order in which its device heard of it. */
interface Heard {
  readonly seqOf: Map<EntryId, number>
  readonly refused: Set<EntryId>
  readonly withdrawn: Set<number>
}

class Device {
  readonly sent: Draft[] = []
  readonly own: number[] = []
  private readonly room: ReturnType<typeof roomDevice>

  constructor(
    private readonly house: House,
    private readonly actor: StaffActor,
    private readonly session: SessionId,
    private readonly heard: Heard,
  ) {
    this.room = roomDevice(house, actor, session)
  }

  async does(act: Act): Promise<void> {
    clinic.clock.advance(1_000)
    const { draft } = this.room
    const newest = this.sent.findLast((one) => this.heard.seqOf.has(one.id))
    switch (act) {
      case 'vitals':
        return this.sends(draft('vitals-taken', { heartRateBpm: 60 + (this.sent.length % 40), source: 'typed' }))
      case 'words':
        return this.sends(draft('observation-noted', { text: `Entry ${this.sent.length} of this tablet.` }))
      case 'batch':
        return this.sends(
          draft('observation-noted', { text: 'First of three.' }),
          draft('vitals-taken', { spo2Percent: 12, source: 'typed' }),
          draft('help-called', { message: 'Third of three.' }),
        )
      case 'dose':
        return this.sends(draft('dose-given', { drug: 'ketamine', route: 'IM', givenMcg: 5_000 }))
      case 'resend':
        return newest === undefined ? undefined : this.sends(newest)
      case 'resend-all':
        return this.sent.length === 0 ? undefined : this.sends(...this.sent.slice(-5))
      case 'correct':
        if (newest === undefined) return
        return this.sends(
          draft('entry-corrected', {
            correctsEntryId: newest.id,
            correctsKind: newest.kind,
            reason: 'Written again',
            replacement: newest.body,
          }),
        )
      case 'withdraw':
        return newest === undefined ? undefined : this.withdraws(newest)
      case 'order':
        return this.orders()
      case 'read':
        return this.reads()
      case 'end':
        return this.sends(draft('session-ended', { ending: 'left-against-advice', unmetCriteria: [] }))
    }
  }

  /** Sends twice at once, the way a tablet does that saw no answer; both answers must be one. */
  async sends(...drafts: Draft[]): Promise<void> {
    const isNew = drafts.filter((one) => !this.sent.includes(one))
    this.sent.push(...isNew)
    const [first, second] = await Promise.all([this.room.send(...drafts), this.room.send(...drafts)])
    expect(first.map((one) => one.id)).toEqual(drafts.map((one) => one.id))
    for (const answer of [...first, ...second]) {
      if (answer.outcome === 'refused') {
        this.heard.refused.add(answer.id)
        continue
      }
      const before = this.heard.seqOf.get(answer.id)
      if (before === undefined) this.own.push(answer.seq)
      else expect(answer.seq).toBe(before)
      this.heard.seqOf.set(answer.id, answer.seq)
    }
  }

  private async withdraws(newest: Draft): Promise<void> {
    const seq = this.heard.seqOf.get(newest.id) ?? 0
    const body = { withdrawsEntryId: newest.id, withdrawsSeq: seq, reason: 'Another person’s' }
    const taken = this.room.draft('entry-withdrawn', body)
    await this.sends(taken)
    if (this.heard.seqOf.has(taken.id)) this.heard.withdrawn.add(seq)
  }

  private async orders(): Promise<void> {
    const id = entryId.parse(this.house.newId())
    const form = orderForm(0.5, 'IV')
    const readBack = await readBackOf(this.house, this.actor, this.session, form)
    const asked = { id, sessionId: this.session, form, readBack }
    const [first, second] = await Promise.all([
      orderDose(this.house, this.actor, asked),
      orderDose(this.house, this.actor, asked),
    ])
    for (const answer of [first, second]) {
      if (!answer.ok) this.heard.refused.add(id)
      else {
        expect(answer.value.seq).toBe(this.heard.seqOf.get(id) ?? answer.value.seq)
        this.heard.seqOf.set(id, answer.value.seq)
      }
    }
  }

  private async reads(): Promise<void> {
    const read = await readSession(this.house, this.actor, { sessionId: this.session })
    const entries = read.ok ? read.value.entries : []
    expect(entries.map((entry) => entry.seq)).toEqual(entries.map((_entry, at) => at + 1))
    expect(sessionState(entries).opened).not.toBeNull()
    const places = new Map(entries.map((entry) => [entry.id, entry.seq]))
    for (const one of this.sent) {
      const seq = this.heard.seqOf.get(one.id)
      if (seq !== undefined) expect(places.get(one.id)).toBe(seq)
    }
  }
}

/** One session of Marisol's from opening to end, every device working through its own list at the scheduler's pace. */
async function play(lists: readonly (readonly Act[])[], scheduler: fc.Scheduler) {
  // Two mornings later: what she signs for the next course counts again (RULINGS 9).
  clinic.clock.advance(48 * 60 * 60_000)
  const heard: Heard = { seqOf: new Map(), refused: new Set(), withdrawn: new Set() }
  const nurse = actAs(maraQuist, clinic.clock.now)
  const session = await openRoom(clinic.house, nurse, {
    patientId: marisol,
    protocolId: 'kap-iv-6-in-3wk',
    room: 'Cedar',
  })
  const devices = people.map(({ person, number, isElsewhere }) => {
    const house = isElsewhere ? { ...clinic.house, db: otherMemory.db } : clinic.house
    return new Device(house, actAs(person, clinic.clock.now, number), session, heard)
  })
  await getReady(nurse, session, heard)
  const working = devices.map(async (device, at) => {
    for (const act of lists[at] ?? []) {
      await scheduler.schedule(Promise.resolve(), act)
      await device.does(act)
    }
  })
  await scheduler.waitFor(Promise.all(working))
  const ended = (await readLedger(clinic.house, nurse.practiceId, session))?.state.ended
  if (ended === null) await devices[0]?.does('end')
  return { session, devices, heard }
}

/** What the dose gate asks for, so that orders are taken until somebody ends the session. */
async function getReady(nurse: StaffActor, session: SessionId, { seqOf }: Heard): Promise<void> {
  const tablet = roomDevice(
    clinic.house,
    { ...nurse, deviceId: actAs(maraQuist, clinic.clock.now, 9).deviceId },
    session,
  )
  const therapists = actAs(lenaOkafor, clinic.clock.now, 8)
  const therapist = roomDevice(clinic.house, therapists, session)
  const vitals = { systolicMmHg: 124, diastolicMmHg: 78, heartRateBpm: 72, spo2Percent: 98, respiratoryRatePerMin: 14 }
  const weight = {
    weightGrams: 70_000,
    enteredValue: '70',
    enteredUnit: 'kg',
    heightMm: 1680,
    readBack: '70 kg, that is 154.3 lb',
  }
  const sister = { name: 'Jo Ybarra', phone: '518-555-0110', relationship: 'sister', present: false }
  const answers = [
    ...(await therapist.send(therapist.draft('participant-joined', { deviceLabel: 'Tablet' }))),
    ...(await tablet.send(
      tablet.draft('weight-measured', weight),
      tablet.draft('vitals-taken', { ...vitals, sedationMoaas: 5, source: 'typed' }),
      tablet.draft('escort-confirmed', sister),
    )),
  ]
  for (const answer of answers) if (answer.outcome === 'recorded') seqOf.set(answer.id, answer.seq)
}

async function checkRecord({ session, devices, heard }: Awaited<ReturnType<typeof play>>): Promise<void> {
  const { practiceId } = maraQuist
  const rows = await inPractice(clinic.house.db, practiceId, (tx) => loadEntriesAfter(tx, practiceId, session, 0))
  const entries = rows.map(decodeEntry)
  expect(entries.map((entry) => entry.seq)).toEqual(entries.map((_entry, at) => at + 1))

  const [, ...recorded] = entries
  expect(new Map(recorded.map((entry) => [entry.id, entry.seq]))).toEqual(heard.seqOf)
  expect(recorded).toHaveLength(heard.seqOf.size)

  for (const device of new Set(entries.map((entry) => entry.deviceId))) {
    const counted = entries.filter((entry) => entry.deviceId === device).map((entry) => entry.deviceSeq)
    expect(counted).toEqual([...new Set(counted)].sort((a, b) => a - b))
  }
  for (const { own } of devices) expect(own).toEqual([...own].sort((a, b) => a - b))

  const chain = rows.map(({ headerBytes, leafHash, bodyBytes, salt }) => ({
    headerBytes,
    leafHash,
    ...(bodyBytes === null || salt === null ? {} : { bodyBytes, salt }),
  }))
  const report = verifySessionChain(chain, clinic.house.hashing.sha256)
  expect(report.error).toBeUndefined()
  const gone = report.states.flatMap((state, at) => (state === 'payload-redacted' ? [at + 1] : []))
  expect(new Set(gone)).toEqual(heard.withdrawn)

  const state = sessionState(entries)
  expect(state.ended).not.toBeNull()
  for (const db of [clinic.house.db, otherMemory.db]) {
    const remembered = await readLedger({ ...clinic.house, db }, practiceId, session)
    expect(remembered).toMatchObject({ status: 'ended', state })
    expect(remembered?.entries).toEqual(entries)
  }
}

describe('random interleavings of nurse, prescriber, therapist and resends in one session', () => {
  const seen = { recorded: 0, refused: 0, withdrawn: 0 }

  it(
    `in ${interleavings} of them nothing acknowledged is lost, doubled or out of a device’s order, and the chain holds (R1, R5)`,
    async () => {
      const list = fc.array(weighted, { minLength: 1, maxLength: 4 })
      const property = fc.asyncProperty(fc.tuple(list, list, list, list), fc.scheduler(), async (lists, scheduler) => {
        const played = await play(lists, scheduler)
        await checkRecord(played)
        seen.recorded += played.heard.seqOf.size
        seen.refused += played.heard.refused.size
        seen.withdrawn += played.heard.withdrawn.size
      })
      const seed = askedSeed() ?? randomInt(2 ** 31)
      for (let from = 0; from < interleavings; from += inOneClinic) {
        if (from > 0) await closeClinic().then(openClinic)
        await fc.assert(property, { numRuns: inOneClinic, seed: seed + from, endOnFailure: true })
      }
    },
    4 * 60 * 60_000,
  )

  it('and they were no idle runs: entries were recorded, refused and withdrawn in them', () => {
    expect(seen.recorded).toBeGreaterThan(interleavings * 8)
    expect(seen.refused).toBeGreaterThan(interleavings)
    expect(seen.withdrawn).toBeGreaterThan(interleavings / 10)
  })
})
