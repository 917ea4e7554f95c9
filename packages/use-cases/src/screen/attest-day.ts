import type { PatientActor, StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { dayOfAnswers, readDayOf } from '@holdspace/clinic/screening/day-of'
import { dueOf, ownerByRoster } from '@holdspace/clinic/tasks/coverage'
import type { TaskKind } from '@holdspace/clinic/tasks/task-kinds'
import { recordAccess } from '@holdspace/db/audit-store'
import { readCoverage } from '@holdspace/db/coverage-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { findPatient } from '@holdspace/db/patient-store'
import { addDayOf } from '@holdspace/db/screening-store'
import { openTask, ownedBy } from '@holdspace/db/task-store'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type PatientId, patientId, taskId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, byWhom, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { tasksChanged } from '../tasks/tasks-changed.ts'

type DayHouse = Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl' | 'announce'>

export const attestDayInput = z.strictObject({ formId: z.uuid(), patientId, answers: dayOfAnswers })

/**
 * What: on the day, a member of the care team asks the person what has changed. An answer that reopens the decision opens
 * a task for the prescriber; thoughts of suicide open the task with its own clock, at once (RULINGS 7).
 */
export async function attestDay(
  house: DayHouse,
  actor: StaffActor,
  input: z.output<typeof attestDayInput>,
): Promise<Decision<{ readonly reopens: readonly string[]; readonly forTheDay: readonly string[] }>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId } = actor
  const { formId, patientId: id, answers } = input
  const permitted = permit(actor, 'screening.attest-day', { today, patientId: id })
  if (!permitted.ok) return permitted
  const reading = readDayOf(answers)
  const reopens = reading.reopens.map((question) => question.id)
  const attested = await inPractice(house.db, practiceId, async (tx) => {
    if ((await findPatient(tx, practiceId, id)) === null) return refuse(noSuchPatient)
    await keepDay(house, tx, actor, { formId, patientId: id, answers, reopens, now, today })
    return accept({ reopens, forTheDay: reading.forTheDay.map((question) => question.id) })
  })
  if (attested.ok && reopens.length > 0) house.announce(tasksChanged(practiceId))
  return attested
}

/** The answers, the tasks they open and the line in the access record, in the caller's transaction. */
export async function keepDay(
  house: DayHouse,
  tx: Tx,
  actor: StaffActor | PatientActor,
  day: DayTasks & { readonly answers: z.output<typeof dayOfAnswers> },
): Promise<void> {
  const { practiceId } = actor
  const { formId, patientId: id, answers, reopens, now, today } = day
  const byMembership = actor.kind === 'staff' ? actor.membershipId : null
  const signed = { at: now, byMembership, byName: byWhom(actor).name }
  const isNew = await addDayOf(tx, practiceId, { id: formId, patientId: id, onDay: today, answers, reopens, ...signed })
  if (isNew) await openDayTasks(house, tx, actor, day)
  const touched = { act: 'screening.attest-day', at: now, patientId: id, details: { formId, reopens } } as const
  await recordAccess(tx, practiceId, accessBy(house, actor, touched))
}

export interface DayTasks {
  readonly formId: string
  readonly patientId: PatientId
  readonly reopens: readonly string[]
  readonly now: Instant
  readonly today: CalendarDate
}

async function openDayTasks(house: DayHouse, tx: Tx, actor: StaffActor | PatientActor, about: DayTasks): Promise<void> {
  const { formId, reopens, now, today } = about
  const { practiceId } = actor
  const coverage = await readCoverage(tx, practiceId, actor.practiceZone, today)
  const isSafety = reopens.includes('day-thoughts-of-suicide')
  const others = reopens.filter((question) => question !== 'day-thoughts-of-suicide')
  const tasks: readonly (readonly [TaskKind, string])[] = [
    ...(isSafety
      ? [
          [
            'suicide-item-answered',
            'Thoughts of suicide or self-harm, said on the day. Speak with the person now.',
          ] as const,
        ]
      : []),
    ...(others.length > 0
      ? [['review-screening', 'An answer on the day asks the prescriber to decide again before the session.'] as const]
      : []),
  ]
  for (const [kind, title] of tasks) {
    await openTask(tx, {
      id: taskId.parse(house.newId()),
      practiceId,
      patientId: about.patientId,
      kind,
      title,
      ...ownedBy(ownerByRoster(coverage, kind, 1, now)),
      dueAt: kind === 'review-screening' ? now : dueOf(coverage, kind, now),
      evidence: { type: 'day-of-form', id: formId },
      openedAt: now,
      ...(actor.kind === 'staff' ? { openedBy: { membershipId: actor.membershipId, name: actor.displayName } } : {}),
    })
  }
}
