import { alertTask } from '@holdspace/clinic/screening/alert-tasks'
import { readCoverage } from '@holdspace/db/coverage-store'
import type { Tx } from '@holdspace/db/database'
import { raiseAlert } from '@holdspace/db/instrument-store'
import { openTask, ownedBy } from '@holdspace/db/task-store'
import { alertRules, type RaisedAlert } from '@holdspace/instruments/alerts'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { type PatientId, type PracticeId, taskId } from '@holdspace/kit/ids'
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
 * 7). An alert a response raised before opens nothing again. Answers how many were new.
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
    const id = taskId.parse(house.newId())
    const row = { id: house.newId(), responseId, patientId, ...alert, raisedAt: at, taskId: id }
    if (!(await raiseAlert(tx, practiceId, row))) continue
    const { kind, title, owner, dueAt } = alertTask(coverage, alert, at)
    const evidence = { type: 'instrument-response', id: responseId }
    await openTask(tx, { id, practiceId, patientId, kind, title, ...ownedBy(owner), dueAt, evidence, openedAt: at })
    for (const role of alertRules[alert.rule].alsoTell) {
      const told = { id: taskId.parse(house.newId()), practiceId, patientId, title, ownerRole: role, dueAt }
      await openTask(tx, { ...told, kind: 'review-screening', evidence, openedAt: at })
    }
    raised += 1
  }
  return raised
}
