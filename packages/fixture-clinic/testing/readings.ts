import { accountEntries } from '@holdspace/db/account-money-store'
import { allAppointmentsOf, appointmentsBetween, appointmentsOfPatient } from '@holdspace/db/appointment-store'
import { careTeamOf } from '@holdspace/db/care-team-store'
import { salesOfPatient, sheetsOfPatient, sheetsOfSession } from '@holdspace/db/charge-store'
import { lastSignature, signatureFactsOf, signaturesOfPatient, treatmentsOfPlans } from '@holdspace/db/consent-store'
import type { Tx } from '@holdspace/db/database'
import { doseReviewsOf, dosesElsewhereOf } from '@holdspace/db/dose-history-store'
import { factsOf, factsOfSome } from '@holdspace/db/fact-store'
import { handoffsOf } from '@holdspace/db/handoff-store'
import { alertsOf, answersOf, resultsOf, startedOf } from '@holdspace/db/instrument-store'
import { listMails, mailsToSend } from '@holdspace/db/mail-store'
import { measuresOf, measuresToAsk, measuresToMiss } from '@holdspace/db/measure-store'
import { messagesOf } from '@holdspace/db/message-store'
import { moneyPapersOf } from '@holdspace/db/money-paper-store'
import { newestAnswers, packetsOfPatient } from '@holdspace/db/packet-store'
import { newestPaper } from '@holdspace/db/paper-store'
import { findPatient } from '@holdspace/db/patient-store'
import { plansOf } from '@holdspace/db/plan-store'
import { leavesFrom, waitingLeaves } from '@holdspace/db/practice-log-store'
import { listPresence } from '@holdspace/db/presence-store'
import { psychotherapyOf } from '@holdspace/db/psychotherapy-time-store'
import { listReferrals } from '@holdspace/db/referral-store'
import { accountOfDisclosures, disclosuresOfPatient } from '@holdspace/db/release-store'
import { dayOfFormsOf, decisionsOf, newestFormAnswers, safetyOf, settledOf } from '@holdspace/db/screening-store'
import {
  deviceProgress,
  listPatientSessions,
  loadEntriesAfter,
  missingDeviceNumbers,
  sessionHead,
} from '@holdspace/db/session-store'
import { sharedNotesOf } from '@holdspace/db/shared-note-store'
import { doneTasks, tasksOfPatient, waitingTasks } from '@holdspace/db/task-store'
import { loadWeighings } from '@holdspace/db/weight-history-store'
import type { PatientId, PracticeId, SessionId } from '@holdspace/kit/ids'
import { type Instant, plusMinutes } from '@holdspace/kit/instant'

/** What a list is called, and the asking of it. */
export type Reading = readonly [string, (tx: Tx) => Promise<unknown>]

export interface Asking {
  readonly practiceId: PracticeId
  readonly patientId: PatientId
  readonly sessionId: SessionId
  readonly now: Instant
}

/** An id of nothing: what is looked up by it must be reached by an index all the same. */
const someId = '018f0000-0000-7000-8000-0000000000f1'

/** Every list and look-up that a person’s chart asks. */
export const ofOnePerson = ({ practiceId, patientId, sessionId, now }: Asking): readonly Reading[] => [
  ['the head of a session', (tx) => sessionHead(tx, practiceId, sessionId)],
  ['entries after a sequence', (tx) => loadEntriesAfter(tx, practiceId, sessionId, 12)],
  ['sessions', (tx) => listPatientSessions(tx, practiceId, patientId)],
  ['the progress of devices', (tx) => deviceProgress(tx, practiceId, sessionId)],
  ['missing device numbers', (tx) => missingDeviceNumbers(tx, practiceId, sessionId)],
  ['the chart', (tx) => findPatient(tx, practiceId, patientId)],
  ['facts', (tx) => factsOf(tx, practiceId, patientId)],
  ['facts of several', (tx) => factsOfSome(tx, practiceId, [patientId])],
  ['visits to come', (tx) => appointmentsOfPatient(tx, practiceId, patientId, now)],
  ['all visits', (tx) => allAppointmentsOf(tx, practiceId, patientId)],
  ['the care team', (tx) => careTeamOf(tx, practiceId, patientId)],
  ['the account', (tx) => accountEntries(tx, practiceId, patientId)],
  ['charge sheets', (tx) => sheetsOfPatient(tx, practiceId, patientId)],
  ['charges of a session', (tx) => sheetsOfSession(tx, practiceId, sessionId)],
  ['packages', (tx) => salesOfPatient(tx, practiceId, patientId)],
  ['papers of money', (tx) => moneyPapersOf(tx, practiceId, patientId)],
  ['the last signature', (tx) => lastSignature(tx, practiceId, patientId)],
  ['signatures', (tx) => signaturesOfPatient(tx, practiceId, patientId)],
  ['facts of signatures', (tx) => signatureFactsOf(tx, practiceId, patientId)],
  ['treatments of plans', (tx) => treatmentsOfPlans(tx, practiceId, patientId)],
  ['doses elsewhere', (tx) => dosesElsewhereOf(tx, practiceId, patientId)],
  ['dose reviews', (tx) => doseReviewsOf(tx, practiceId, patientId)],
  ['handoffs', (tx) => handoffsOf(tx, practiceId, [patientId])],
  ['results of questionnaires', (tx) => resultsOf(tx, practiceId, patientId)],
  ['questionnaires begun', (tx) => startedOf(tx, practiceId, patientId)],
  ['alerts', (tx) => alertsOf(tx, practiceId, patientId)],
  ['answers of a questionnaire', (tx) => answersOf(tx, practiceId, someId)],
  ['measures', (tx) => measuresOf(tx, practiceId, patientId)],
  ['messages', (tx) => messagesOf(tx, practiceId, patientId, 50)],
  ['packets', (tx) => packetsOfPatient(tx, practiceId, patientId)],
  ['answers of a packet', (tx) => newestAnswers(tx, practiceId, someId as Parameters<typeof newestAnswers>[2])],
  ['the newest paper of a session', (tx) => newestPaper(tx, practiceId, sessionId, 'care-team')],
  ['plans', (tx) => plansOf(tx, practiceId, patientId)],
  ['who is in a session', (tx) => listPresence(tx, practiceId, sessionId)],
  ['psychotherapy minutes', (tx) => psychotherapyOf(tx, practiceId, patientId)],
  ['disclosures', (tx) => disclosuresOfPatient(tx, practiceId, patientId, 50)],
  ['the accounting of disclosures', (tx) => accountOfDisclosures(tx, practiceId, patientId, now)],
  ['answers to the forms', (tx) => newestFormAnswers(tx, practiceId, patientId)],
  ['what screening settled', (tx) => settledOf(tx, practiceId, patientId)],
  ['decisions', (tx) => decisionsOf(tx, practiceId, patientId)],
  ['safety decisions', (tx) => safetyOf(tx, practiceId, patientId)],
  ['forms of the day', (tx) => dayOfFormsOf(tx, practiceId, patientId)],
  ['shared notes', (tx) => sharedNotesOf(tx, practiceId, patientId)],
  ['tasks', (tx) => tasksOfPatient(tx, practiceId, patientId, 50)],
  ['weighings', (tx) => loadWeighings(tx, practiceId, patientId, null)],
]

/** What the worker and the boards ask of a whole practice, a page at a time. */
export const ofThePractice = ({ practiceId, now }: Asking): readonly Reading[] => [
  ['visits of a day', (tx) => appointmentsBetween(tx, practiceId, now, plusMinutes(now, 24 * 60))],
  ['tasks that wait', (tx) => waitingTasks(tx, practiceId, 50)],
  ['tasks done', (tx) => doneTasks(tx, practiceId, 50)],
  ['mail to send', (tx) => mailsToSend(tx, practiceId, now, 50)],
  ['mail that failed', (tx) => listMails(tx, practiceId, { statuses: ['not-delivered'], limit: 50 })],
  ['measures to ask', (tx) => measuresToAsk(tx, practiceId, now, 50)],
  ['measures missed', (tx) => measuresToMiss(tx, practiceId, now, 50)],
  ['referrals to review', (tx) => listReferrals(tx, practiceId, 'in-review', null, 50)],
  ['leaves of the log that wait', (tx) => waitingLeaves(tx, practiceId, 50)],
  ['leaves of the log from one on', (tx) => leavesFrom(tx, practiceId, 12, 50)],
]
