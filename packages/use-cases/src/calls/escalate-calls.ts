import type { SystemActor } from '@holdspace/clinic/access/actor'
import { type HelpCall, isToEscalate } from '@holdspace/clinic/calls/help-call'
import { type Coverage, dueOf, ownerByRoster } from '@holdspace/clinic/tasks/coverage'
import type { TaskOwner } from '@holdspace/clinic/tasks/task-kinds'
import { membersOf } from '@holdspace/db/account-store'
import { readCoverage } from '@holdspace/db/coverage-store'
import { inPractice } from '@holdspace/db/database'
import { openCalls } from '@holdspace/db/help-call-store'
import { findPractice } from '@holdspace/db/practice-store'
import { openTask, ownedBy } from '@holdspace/db/task-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { taskId } from '@holdspace/kit/ids'
import { type Instant, msBetween } from '@holdspace/kit/instant'
import type { House } from '../house.ts'
import { callEvidence } from './calls-noted.ts'
import { recordOfCall } from './record-of-call.ts'

const kind = 'help-unanswered'

type CallHouse = Pick<House, 'db' | 'clock' | 'newId' | 'hashing' | 'randomBytes' | 'announce' | 'publicUrl'>

/**
 * What: a call nobody has answered for a minute goes to every screen of the practice and, as a task, to whom the coverage
 * roster names at this hour, in the end the medical director; the session's record says so (RULINGS 17). Runs again and
 * again and over a restart: what is due follows from what is stored and the server's clock. Answers how many went on.
 */
export async function escalateCalls(house: CallHouse, actor: SystemActor): Promise<number> {
  const { practiceId } = actor
  const now = house.clock()
  const calls = await inPractice(house.db, practiceId, (tx) => openCalls(tx, practiceId))
  const due = calls.filter((call) => isToEscalate(call, now))
  const practice = due.length === 0 ? null : await findPractice(house.db, practiceId)
  if (practice === null) return 0
  const today = dateInZone(now, practice.zone)
  const coverage = await inPractice(house.db, practiceId, (tx) => readCoverage(tx, practiceId, practice.zone, today))
  let escalated = 0
  for (const call of due) if (await escalate(house, actor, call, coverage, now)) escalated += 1
  return escalated
}

async function escalate(
  house: CallHouse,
  actor: SystemActor,
  call: HelpCall,
  coverage: Coverage,
  now: Instant,
): Promise<boolean> {
  const { practiceId } = actor
  const owner = ownerByRoster(coverage, kind, 1, now)
  const body = {
    callEntryId: call.callId,
    unansweredSeconds: Math.round(msBetween(call.heardAt, now) / 1000),
    to: `everybody in the practice, and ${await whoIs(house, actor, owner)}`,
  }
  const task = {
    id: taskId.parse(house.newId()),
    practiceId,
    patientId: call.patientId,
    kind,
    title: `Nobody answered the call for help from ${call.room}`,
    ...ownedBy(owner),
    dueAt: dueOf(coverage, kind, now),
    evidence: callEvidence(call.callId),
    openedAt: now,
  } as const
  const recorded = await recordOfCall(
    house,
    actor,
    call,
    { kind: 'help-escalated', body },
    // Answered meanwhile, or another worker was faster.
    (known) => (known.answeredBy === null && known.escalatedAt === null ? null : true),
    async (tx) => void (await openTask(tx, task)),
  )
  return recorded.ok && recorded.value.before === null
}

/** Who is asked next, as the record says it. */
async function whoIs(house: Pick<House, 'db'>, { practiceId }: SystemActor, owner: TaskOwner): Promise<string> {
  switch (owner.kind) {
    case 'member': {
      const members = await membersOf(house.db, practiceId)
      const member = members.find((one) => one.membershipId === owner.membershipId)
      return `${member?.displayName ?? 'the one on call'} by the roster`
    }
    case 'role':
      return `every ${owner.role}`
    case 'duty':
      return `the ${owner.duty.replaceAll('-', ' ')}`
  }
}
