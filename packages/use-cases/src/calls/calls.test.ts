import type { StaffActor } from '@holdspace/clinic/access/actor'
import type { ShownCall } from '@holdspace/clinic/calls/help-call'
import { inPractice } from '@holdspace/db/database'
import { taskOfEvidence } from '@holdspace/db/task-store'
import { asOwner } from '@holdspace/db/testing'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import {
  danaWhitfield,
  type FixturePerson,
  helenAmes,
  inesCalder,
  lenaOkafor,
  maraQuist,
  marigoldHouse,
  rosaVance,
  samReyes,
  theoLind,
} from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { openRoom, roomDevice } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { type EntryId, membershipId, type SessionId } from '@holdspace/kit/ids'
import type { Bodies } from '@holdspace/record/catalogue'
import { timelineText } from '@holdspace/record/timeline'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readLedger } from '../session/ledger.ts'
import { setCoverage } from '../tasks/set-coverage.ts'
import { answerCall } from './answer-call.ts'
import { callEvidence } from './calls-noted.ts'
import { escalateCalls } from './escalate-calls.ts'
import { readCalls } from './read-calls.ts'

const { practiceId } = marigoldHouse
const system = { kind: 'system', practiceId, reason: 'escalate-calls' } as const

let clinic: TestHouse
let session: SessionId
let room: ReturnType<typeof roomDevice>

beforeAll(async () => {
  clinic = await testHouse()
  const { house } = clinic
  await approveProtocols(house, as(helenAmes))
  const patientId = await openChart(house, as(maraQuist), marisolFromValley)
  session = await openRoom(house, as(maraQuist), { patientId, protocolId: 'kap-im', room: 'Cedar' })
  room = roomDevice(house, as(lenaOkafor), session)
})
afterAll(() => clinic.stop())
// Whatever a test left open is called off, so that the next begins with a quiet house.
afterEach(async () => {
  for (const { callId, seat } of await shownTo(lenaOkafor)) {
    if (seat?.isOwn === true) await answer(lenaOkafor, callId, true)
  }
})

const as = (person: FixturePerson): StaffActor => actAs(person, clinic.clock.now)
const shownTo = (person: FixturePerson, isLocked = false) => readCalls(clinic.house, as(person), { isLocked })
const answer = (person: FixturePerson, callId: EntryId, calledOff = false) =>
  answerCall(clinic.house, as(person), { callId, calledOff })
const seconds = (count: number) => clinic.clock.advance(count * 1000)

const call = (body: Bodies['help-called'] = { message: 'Please come to the room.' }) => room.chart('help-called', body)

async function record(): Promise<string[]> {
  const ledger = await readLedger(clinic.house, practiceId, session)
  return (ledger?.entries ?? []).flatMap((entry) => {
    if (!entry.kind.startsWith('help-') || entry.body === null) return []
    const { title, detail } = timelineText(entry.kind, entry.body as never)
    return [`${entry.actor.name}: ${title} ${detail}`.trim()]
  })
}

describe('a call for help (RULINGS 17, H22)', () => {
  it('stands on the care team’s screens at once and on nobody else’s, and names the room and no patient', async () => {
    const id = await call()
    expect(await shownTo(maraQuist)).toEqual([
      {
        callId: id,
        room: 'Cedar',
        emergency: false,
        calledAt: clinic.clock.now(),
        escalated: false,
        seat: { calledBy: lenaOkafor.displayName, isOwn: false, mayAnswer: true, sessionId: session },
      } satisfies ShownCall,
    ])
    expect(JSON.stringify(await shownTo(maraQuist))).not.toContain('Ybarra')
    for (const person of [theoLind, danaWhitfield, inesCalder]) expect(await shownTo(person)).toEqual([])
  })

  it('stands on a locked screen too, with the room alone: no patient, no caller, no way into the session', async () => {
    const id = await call()
    const [shown] = await shownTo(helenAmes, true)
    expect(shown).toEqual({
      callId: id,
      room: 'Cedar',
      emergency: false,
      calledAt: clinic.clock.now(),
      escalated: false,
      seat: null,
    })
  })

  it('is never heard in another practice, nor by a guest whose patient it is not', async () => {
    await call({ message: 'Everybody', emergency: true })
    expect(await shownTo(samReyes)).toEqual([])
    await room.chart('help-answered', { callEntryId: (await shownTo(lenaOkafor))[0]?.callId, calledOff: true })
    await call()
    expect(await shownTo(rosaVance)).toEqual([])
  })

  it('is answered by name from any screen: recorded once, gone from all, and the second to answer hears who comes', async () => {
    const id = await call()
    expect(await answer(maraQuist, id)).toEqual({ ok: true, value: { answeredBy: maraQuist.displayName } })
    expect(await answer(helenAmes, id)).toEqual({ ok: true, value: { answeredBy: maraQuist.displayName } })
    for (const person of [maraQuist, helenAmes, lenaOkafor]) expect(await shownTo(person)).toEqual([])
    const said = await record()
    expect(said.filter((line) => line === `${maraQuist.displayName}: Answered the call`)).toHaveLength(1)
  })

  it('answered by two in the same moment is one answer', async () => {
    const before = (await record()).length
    const id = await call()
    const answers = await Promise.all([answer(maraQuist, id), answer(helenAmes, id), answer(maraQuist, id)])
    const names = new Set(answers.map((one) => (one.ok ? one.value.answeredBy : one.refusal.code)))
    expect(names.size).toBe(1)
    expect(await record()).toHaveLength(before + 2)
  })

  it('is not answered by whoever called, but called off by them and by nobody else; an auditor does neither', async () => {
    const id = await call()
    expect(await answer(lenaOkafor, id)).toMatchObject({ ok: false, refusal: { code: 'own-call' } })
    expect(await answer(maraQuist, id, true)).toMatchObject({ ok: false, refusal: { code: 'call-of-somebody-else' } })
    expect(await answer(inesCalder, id)).toMatchObject({ ok: false, refusal: { family: 'not-permitted' } })
    expect((await answer(lenaOkafor, id, true)).ok).toBe(true)
    expect(await shownTo(maraQuist)).toEqual([])
    expect((await record()).at(-1)).toBe(`${lenaOkafor.displayName}: Called off: nobody needs to come`)
  })

  it('of another practice is not there (S05)', async () => {
    const id = await call()
    expect(await answer(samReyes, id)).toMatchObject({ ok: false, refusal: { family: 'not-found' } })
  })
})

describe('an emergency', () => {
  it('stands on every screen of the practice at once; whoever is not of the care team is led to the room, not into the record', async () => {
    const id = await call({ message: 'Emergency: whoever can, come.', emergency: true })
    for (const person of [maraQuist, theoLind, danaWhitfield]) {
      expect(await shownTo(person)).toMatchObject([{ callId: id, room: 'Cedar', emergency: true }])
    }
    expect((await shownTo(theoLind))[0]?.seat).toMatchObject({ mayAnswer: true, sessionId: null })
    expect((await answer(theoLind, id)).ok).toBe(true)
    expect((await record()).slice(-2)).toEqual([
      `${lenaOkafor.displayName}: Emergency called Emergency: whoever can, come.`,
      `${theoLind.displayName}: Answered the call`,
    ])
    // Coming to help makes nobody a practitioner of the record that partners read.
    const { rows } = await asOwner(clinic.ownerUrl, (owner) =>
      owner.query('select id from clinic.fhir_resource where type = $1 and id = any($2)', [
        'Practitioner',
        [theoLind.membershipId, lenaOkafor.membershipId],
      ]),
    )
    expect(rows).toEqual([{ id: lenaOkafor.membershipId }])
  })
})

describe('a call nobody answers', () => {
  it('after 60 seconds, not after 59, is on every screen, with whom the roster names, and in the record; once', async () => {
    const line = { change: 'add', group: 'safety', hours: 'always', step: 1 } as const
    const asked = { ...line, id: clinic.house.newId(), membershipId: membershipId.parse(helenAmes.membershipId) }
    expect((await setCoverage(clinic.house, as(danaWhitfield), asked)).ok).toBe(true)
    const id = await call()
    seconds(59)
    expect(await escalateCalls(clinic.house, system)).toBe(0)
    expect(await shownTo(theoLind)).toEqual([])
    seconds(1)
    expect(await escalateCalls(clinic.house, system)).toBe(1)
    expect(await escalateCalls(clinic.house, system)).toBe(0)
    for (const person of [theoLind, danaWhitfield, maraQuist]) {
      expect(await shownTo(person)).toMatchObject([{ callId: id, escalated: true }])
    }
    expect((await record()).at(-1)).toBe(
      `Holdspace: Nobody answered for 60 s Asked next: everybody in the practice, and ${helenAmes.displayName} by the roster`,
    )
    const task = await taskOf(id)
    expect(task).toMatchObject({ status: 'open', title: 'Nobody answered the call for help from Cedar' })
    expect((await answer(helenAmes, id)).ok).toBe(true)
    expect(await taskOf(id)).toMatchObject({ status: 'done' })
  })

  it('that was answered in time goes nowhere, and two workers at once write it once', async () => {
    const answered = await call()
    await answer(maraQuist, answered)
    const open = await call()
    seconds(61)
    const moved = await Promise.all([escalateCalls(clinic.house, system), escalateCalls(clinic.house, system)])
    expect(moved.toSorted()).toEqual([0, 1])
    expect(await taskOf(answered)).toBeNull()
    expect(await taskOf(open)).not.toBeNull()
  })

  it('is counted from when the server heard it, however late the device that called', async () => {
    const longAgo = clinic.clock.now()
    seconds(600)
    await room.chart('help-called', { message: 'Please come to the room.' }, longAgo)
    expect(await escalateCalls(clinic.house, system)).toBe(0)
    seconds(60)
    expect(await escalateCalls(clinic.house, system)).toBe(1)
  })

  it('leaves the screens when its session has ended', async () => {
    await call()
    const nurse = roomDevice(clinic.house, as(maraQuist), session)
    await nurse.chart('session-ended', {
      ending: 'ended-without-dose',
      note: 'Patient preferred to talk',
      unmetCriteria: [],
    })
    expect(await shownTo(maraQuist)).toEqual([])
    seconds(61)
    expect(await escalateCalls(clinic.house, system)).toBe(0)
  })
})

function taskOf(id: EntryId) {
  return inPractice(clinic.house.db, practiceId, (tx) =>
    taskOfEvidence(tx, practiceId, 'help-unanswered', callEvidence(id)),
  )
}
