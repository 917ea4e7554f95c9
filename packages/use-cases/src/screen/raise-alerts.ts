import { alertTask } from '@holdspace/clinic/screening/alert-tasks'
import { readCoverage } from '@holdspace/db/coverage-store'
import type { Tx } from '@holdspace/db/database'
import { alertsOf, raiseAlert } from '@holdspace/db/instrument-store'
import { findTask, openTask, ownedBy } from '@holdspace/db/task-store'
import { alertRules, type RaisedAlert } from '@holdspace/instruments/alerts'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { type PatientId, type PracticeId, type TaskId, taskId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { House } from '../house.ts'

export interface AlertsOf {
  readonly practiceId: PracticeId
  readonly zone: string
  readonly patientId: PatientId
  readonly responseId: string
  readonly at: Instant
  readonly alerts: readonly RaisedAlert[]
}

/**
 * Opens the task of each alert in the caller's transaction, so that a saved answer and the task commit together (RULINGS
 * 7). An alert a response raised before in the same words opens nothing again. One that grew worse closes the dose gate
 * again, and asks anew unless its earlier task still waits; another rule always asks for itself. Answers how many tasks
 * were opened.
 */
export async function raiseAlerts(
  house: Pick<House, 'newId'>,
  tx: Tx,
  { practiceId, zone, patientId, responseId, at, alerts }: AlertsOf,
): Promise<number> {
  if (alerts.length === 0) return 0
  const coverage = await readCoverage(tx, practiceId, zone, dateInZone(at, zone))
  let raised = 0
  for (const alert of alerts) {
    const waiting = await waitingTaskOf(tx, { practiceId, patientId, responseId, rule: alert.rule })
    const id = waiting ?? taskId.parse(house.newId())
    const alertId = house.newId()
    const row = { id: alertId, responseId, patientId, ...alert, raisedAt: at, taskId: id }
    if (!(await raiseAlert(tx, practiceId, row)) || waiting !== null) continue
    const { kind, title, owner, dueAt } = alertTask(coverage, alert, at)
    const asked = { practiceId, patientId, title, dueAt, openedAt: at }
    await openNew(tx, { id, ...asked, kind, ...ownedBy(owner) }, { responseId, alertId })
    for (const role of alertRules[alert.rule].alsoTell) {
      const told = { id: taskId.parse(house.newId()), ...asked, kind: 'review-screening', ownerRole: role } as const
      await openNew(tx, told, { responseId, alertId })
    }
    raised += 1
  }
  return raised
}

/** The task of an earlier alert of the same rule and response, while somebody still has to do it. */
async function waitingTaskOf(
  tx: Tx,
  {
    practiceId,
    patientId,
    responseId,
    rule,
  }: Pick<AlertsOf, 'practiceId' | 'patientId' | 'responseId'> & Pick<RaisedAlert, 'rule'>,
): Promise<TaskId | null> {
  const earlier = (await alertsOf(tx, practiceId, patientId)).find(
    (one) => one.responseId === responseId && one.rule === rule,
  )
  if (earlier === undefined) return null
  const task = await findTask(tx, practiceId, taskId.parse(earlier.taskId))
  return task === null || task.status === 'done' ? null : task.taskId
}

/** Where a task of this kind stands for the response already, the alert itself is the evidence: none is swallowed (M12). */
async function openNew(
  tx: Tx,
  task: Omit<Parameters<typeof openTask>[1], 'evidence'>,
  { responseId, alertId }: { readonly responseId: string; readonly alertId: string },
): Promise<void> {
  const type = 'instrument-response'
  if (await openTask(tx, { ...task, evidence: { type, id: responseId } })) return
  await openTask(tx, { ...task, evidence: { type, id: `${responseId} ${alertId}` } })
}
