import { ownerByRoster } from '@holdspace/clinic/tasks/coverage'
import { inPractice } from '@holdspace/db/database'
import { openTask, ownedBy, taskOfEvidence } from '@holdspace/db/task-store'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import {
  danaWhitfield,
  type FixturePerson,
  helenAmes,
  lenaOkafor,
  maraQuist,
  marigoldHouse,
  priyaRaman,
  rosaVance,
  samReyes,
  theoLind,
} from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { membershipId, type PatientId, taskId } from '@holdspace/kit/ids'
import { plusMinutes } from '@holdspace/kit/instant'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeMember } from '../admin/change-member.ts'
import { acknowledgeTask } from './acknowledge-task.ts'
import { addTask } from './add-task.ts'
import { closeTask } from './close-task.ts'
import { countTasks } from './count-tasks.ts'
import { escalateTasks } from './escalate-tasks.ts'
import { handOnTask } from './hand-on-task.ts'
import { listTasks } from './list-tasks.ts'
import { readCoverage } from './read-coverage.ts'
import { setCoverage } from './set-coverage.ts'
import { sweepCredentials } from './sweep-credentials.ts'

let clinic: TestHouse
let patientId: PatientId
const as = (person: FixturePerson) => actAs(person, clinic.clock.now)
const system = { kind: 'system', practiceId: marigoldHouse.practiceId, reason: 'worker' } as const

beforeAll(async () => {
  clinic = await testHouse()
  patientId = await openChart(clinic.house, as(theoLind), marisolFromValley)
})
afterAll(() => clinic.stop())

const roster = { zone: marigoldHouse.zone, openingHours: [], lines: [] }

/** Marisol has answered the suicide item; the task is opened with the answer. */
async function itemNine(answer: string) {
  const id = taskId.parse(clinic.house.newId())
  const now = clinic.clock.now()
  const opened = await inPractice(clinic.house.db, marigoldHouse.practiceId, (tx) =>
    openTask(tx, {
      id,
      practiceId: marigoldHouse.practiceId,
      patientId,
      kind: 'suicide-item-answered',
      title: 'Item 9 answered 2',
      ...ownedBy(ownerByRoster(roster, 'suicide-item-answered', 1, now)),
      dueAt: plusMinutes(now, 20),
      evidence: { type: 'instrument-response', id: answer },
      openedAt: now,
    }),
  )
  return { id, opened }
}

const mine = async (person: FixturePerson) => {
  const listed = await listTasks(clinic.house, as(person), { which: 'mine' })
  if (!listed.ok) throw new Error(listed.refusal.sentence)
  return listed.value.tasks
}

describe('a task about safety', () => {
  it('opens once for one answer, belongs to the medical director by default, and is seen by the care team (M11)', async () => {
    const { id, opened } = await itemNine('answer-1')
    expect(opened).toBe(true)
    expect((await itemNine('answer-1')).opened).toBe(false)
    expect(await mine(helenAmes)).toMatchObject([
      { taskId: id, guardsSafety: true, person: { family: 'Ybarra-Quinn' }, ownerWords: 'medical director' },
    ])
    const seenByLena = await listTasks(clinic.house, as(lenaOkafor), { which: 'all' })
    expect(seenByLena).toMatchObject({ ok: true, value: { tasks: [{ taskId: id }] } })
    expect(await countTasks(clinic.house, as(helenAmes))).toEqual({ ok: true, value: { waiting: 1 } })
  })

  it('stays open without a decision, and is closed with one that can be read afterwards (M11, M12)', async () => {
    const { id } = await itemNine('answer-2')
    const done = 'Telephoned; safety plan gone through; seen on Monday.'
    expect(await closeTask(clinic.house, as(maraQuist), { taskId: id, done })).toMatchObject({
      ok: false,
      refusal: { code: 'safety-decision-missing' },
    })
    expect(await closeTask(clinic.house, as(theoLind), { taskId: id, done, decision: 'no-acute-risk' })).toMatchObject({
      ok: false,
      refusal: { family: 'not-found' },
    })
    const closing = { taskId: id, done, decision: 'safety-plan-reviewed' } as const
    expect((await closeTask(clinic.house, as(maraQuist), closing)).ok).toBe(true)
    expect(await closeTask(clinic.house, as(helenAmes), closing)).toMatchObject({
      ok: false,
      refusal: { family: 'conflict' },
    })
    const kept = await inPractice(clinic.house.db, marigoldHouse.practiceId, (tx) =>
      taskOfEvidence(tx, marigoldHouse.practiceId, 'suicide-item-answered', {
        type: 'instrument-response',
        id: 'answer-2',
      }),
    )
    expect(kept).toMatchObject({
      status: 'done',
      events: [{ kind: 'opened' }, { kind: 'done', byName: 'Mara Quist RN', decision: 'safety-plan-reviewed' }],
    })
  })

  it('goes along the roster while nobody has it, and stops when somebody says so (M11, RULINGS 7)', async () => {
    for (const [step, person] of [maraQuist, lenaOkafor].entries()) {
      const line = { change: 'add', group: 'safety', hours: 'always', step: step + 1 } as const
      const set = { ...line, id: clinic.house.newId(), membershipId: membershipId.parse(person.membershipId) }
      expect((await setCoverage(clinic.house, as(danaWhitfield), set)).ok).toBe(true)
    }
    const { id } = await itemNine('answer-3')
    clinic.clock.advance(20 * 60_000)
    expect(await escalateTasks(clinic.house, system)).toBeGreaterThan(0)
    expect((await mine(lenaOkafor)).map((task) => task.taskId)).toContain(id)
    expect(await escalateTasks(clinic.house, system)).toBe(0)
    clinic.clock.advance(15 * 60_000)
    await escalateTasks(clinic.house, system)
    const atTheEnd = (await mine(helenAmes)).find((task) => task.taskId === id)
    expect(atTheEnd).toMatchObject({ step: 3, isOverdue: true })
    expect((await acknowledgeTask(clinic.house, as(helenAmes), { taskId: id })).ok).toBe(true)
    clinic.clock.advance(60 * 60_000)
    await escalateTasks(clinic.house, system)
    expect((await mine(helenAmes)).find((task) => task.taskId === id)).toMatchObject({
      step: 3,
      status: 'acknowledged',
      acknowledgedByName: 'Dr Helen Ames',
      history: [{ kind: 'opened' }, { kind: 'escalated' }, { kind: 'escalated' }, { kind: 'acknowledged' }],
    })
  })
})

describe('an ordinary task', () => {
  it('is opened by hand once, handed on with a reason, and closed', async () => {
    const id = taskId.parse(clinic.house.newId())
    const wanted = { taskId: id, title: 'Ask for the old records', to: { kind: 'role', role: 'front-desk' } } as const
    expect((await addTask(clinic.house, as(helenAmes), { ...wanted, patientId })).ok).toBe(true)
    expect((await addTask(clinic.house, as(helenAmes), { ...wanted, patientId })).ok).toBe(true)
    expect((await mine(theoLind)).map((task) => task.title)).toEqual(['Ask for the old records'])
    const to = { kind: 'member', membershipId: membershipId.parse(maraQuist.membershipId) } as const
    expect((await handOnTask(clinic.house, as(theoLind), { taskId: id, to, why: 'They want a nurse' })).ok).toBe(true)
    expect(await mine(theoLind)).toEqual([])
    expect((await closeTask(clinic.house, as(maraQuist), { taskId: id, done: 'Records came.' })).ok).toBe(true)
    const finished = await listTasks(clinic.house, as(helenAmes), { which: 'done' })
    expect(finished.ok ? finished.value.tasks[0] : null).toMatchObject({
      title: 'Ask for the old records',
      history: [{ kind: 'opened' }, { kind: 'reassigned', words: 'They want a nurse' }, { kind: 'done' }],
    })
  })

  it('about a patient shows billing no name, another practice nothing, and a guest nobody (S05)', async () => {
    await addTask(clinic.house, as(helenAmes), {
      taskId: taskId.parse(clinic.house.newId()),
      title: 'Talk about instalments',
      patientId,
      to: { kind: 'role', role: 'admin' },
    })
    expect(await mine(danaWhitfield)).toMatchObject([{ title: 'Talk about instalments', person: null }])
    for (const stranger of [samReyes, rosaVance, priyaRaman]) expect(await mine(stranger)).toEqual([])
    const { id } = await itemNine('answer-4')
    for (const act of [
      acknowledgeTask(clinic.house, as(samReyes), { taskId: id }),
      closeTask(clinic.house, as(samReyes), { taskId: id, done: 'Nothing.', decision: 'no-acute-risk' }),
    ]) {
      expect(await act).toMatchObject({ ok: false, refusal: { family: 'not-found' } })
    }
  })
})

describe('the coverage roster', () => {
  it('is written by the administrator only, and a line that ended today is asked no more', async () => {
    const id = clinic.house.newId()
    const line = { change: 'add', group: 'desk', hours: 'always', step: 1, id } as const
    const set = { ...line, membershipId: membershipId.parse(theoLind.membershipId) }
    expect(await setCoverage(clinic.house, as(helenAmes), set)).toMatchObject({
      ok: false,
      refusal: { family: 'not-permitted' },
    })
    const guest = { ...set, membershipId: membershipId.parse(rosaVance.membershipId) }
    expect(await setCoverage(clinic.house, as(danaWhitfield), guest)).toMatchObject({
      ok: false,
      refusal: { code: 'cannot-cover' },
    })
    expect((await setCoverage(clinic.house, as(danaWhitfield), set)).ok).toBe(true)
    const lines = async () => {
      const read = await readCoverage(clinic.house, as(theoLind))
      return read.ok ? read.value.lines.filter((one) => one.group === 'desk') : []
    }
    expect(await lines()).toMatchObject([{ name: 'Theo Lind', until: null }])
    expect((await setCoverage(clinic.house, as(danaWhitfield), { change: 'end', id })).ok).toBe(true)
    expect(await lines()).toEqual([])
  })
})

describe('papers that end', () => {
  it('remind the administrator 60, 30 and 7 days before and when they have ended, each once (M13)', async () => {
    const house = await testHouse()
    const dana = () => actAs(danaWhitfield, house.clock.now)
    const sweep = () => sweepCredentials(house.house, system)
    const waiting = async () => {
      const listed = await listTasks(house.house, dana(), { which: 'mine' })
      return listed.ok ? listed.value.tasks.map((task) => task.title) : []
    }
    expect(await sweep()).toEqual({ opened: 0, closed: 0 })
    // Mara's two certificates end 200 days after she was taken in.
    house.clock.advance(145 * 24 * 60 * 60_000)
    expect(await sweep()).toEqual({ opened: 2, closed: 0 })
    expect(await sweep()).toEqual({ opened: 0, closed: 0 })
    expect((await waiting()).toSorted()).toEqual([
      'Mara Quist RN: ACLS certificate ends on 09-Jun-2027',
      'Mara Quist RN: BLS certificate ends on 09-Jun-2027',
    ])
    house.clock.advance(30 * 24 * 60 * 60_000)
    expect(await sweep()).toEqual({ opened: 2, closed: 2 })
    const renewed = [{ kind: 'ACLS' as const, number: '90734', expires: calendarDate.parse('2029-06-09') }]
    await changeMember(house.house, dana(), {
      membershipId: membershipId.parse(maraQuist.membershipId),
      credentials: renewed,
    })
    expect(await sweep()).toEqual({ opened: 0, closed: 2 })
    expect(await waiting()).toEqual([])
    await house.stop()
  })
})
