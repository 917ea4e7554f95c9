import type { SystemActor } from '@holdspace/clinic/access/actor'
import { dueOf, ownerByRoster } from '@holdspace/clinic/tasks/coverage'
import { type CredentialReminder, remindersDue, reminderTitle } from '@holdspace/clinic/tasks/credential-reminders'
import { type MemberRow, membersOf } from '@holdspace/db/account-store'
import { readCoverage } from '@holdspace/db/coverage-store'
import { inPractice } from '@holdspace/db/database'
import { findPractice } from '@holdspace/db/practice-store'
import { openTask, ownedBy, recordTaskStep, waitingTasks } from '@holdspace/db/task-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { taskId } from '@holdspace/kit/ids'
import type { House } from '../house.ts'
import { tasksChanged } from './tasks-changed.ts'

const kind = 'credential-ends'

/**
 * What: 60, 30 and 7 days before a licence, registration or certificate ends, and once it has, the administrator gets a
 * task (M13). A reminder that a later one or a renewal has overtaken is closed by Holdspace with the reason.
 */
export async function sweepCredentials(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'announce'>,
  actor: SystemActor,
): Promise<{ readonly opened: number; readonly closed: number }> {
  const now = house.clock()
  const practice = await findPractice(house.db, actor.practiceId)
  if (practice === null) return { opened: 0, closed: 0 }
  const { practiceId, zone } = practice
  const today = dateInZone(now, zone)
  const members = (await membersOf(house.db, practiceId)).filter((member) => member.active)
  const due = members.flatMap((member) =>
    remindersDue(member.credentials, today).map((reminder) => ({ member, reminder })),
  )
  const swept = await inPractice(house.db, practiceId, async (tx) => {
    const coverage = await readCoverage(tx, practiceId, zone, today)
    let [opened, closed] = [0, 0]
    for (const { member, reminder } of due) {
      const isNew = await openTask(tx, {
        id: taskId.parse(house.newId()),
        practiceId,
        kind,
        title: reminderTitle(member.displayName, reminder),
        ...ownedBy(ownerByRoster(coverage, kind, 1, now)),
        dueAt: dueOf(coverage, kind, now),
        evidence: { type: 'credential', id: evidenceId(member, reminder) },
        openedAt: now,
      })
      if (isNew) opened += 1
    }
    const stillDue = new Set(due.map(({ member, reminder }) => evidenceId(member, reminder)))
    for (const task of await waitingTasks(tx, practiceId, 500)) {
      if (task.evidence.type !== 'credential' || stillDue.has(task.evidence.id)) continue
      const words = 'Overtaken: the paper was renewed, or a closer reminder stands.'
      await recordTaskStep(
        tx,
        practiceId,
        { id: house.newId(), taskId: task.taskId, at: now, kind: 'done', by: null, words },
        {},
      )
      closed += 1
    }
    return { opened, closed }
  })
  if (swept.opened + swept.closed > 0) house.announce(tasksChanged(practiceId))
  return swept
}

function evidenceId(member: MemberRow, reminder: CredentialReminder): string {
  return `${member.membershipId} ${reminder.key}`
}
