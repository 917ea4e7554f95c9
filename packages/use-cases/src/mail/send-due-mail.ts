import type { SystemActor } from '@holdspace/clinic/access/actor'
import { nextAttemptAt } from '@holdspace/clinic/mail/mail-retries'
import { dueOf, ownerByRoster } from '@holdspace/clinic/tasks/coverage'
import { readCoverage } from '@holdspace/db/coverage-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { claimMail, type MailRow, mailsToSend, recordMailOutcome } from '@holdspace/db/mail-store'
import { findPractice, type PracticeRow } from '@holdspace/db/practice-store'
import { openTask, ownedBy } from '@holdspace/db/task-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { type MailId, taskId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { House } from '../house.ts'

/** How a message leaves: handed in by the process that starts, so that nothing here knows a mail server. */
export type SendMail = (mail: {
  readonly id: string
  readonly fromName: string
  readonly to: string
  readonly subject: string
  readonly text: string
}) => Promise<{ readonly outcome: 'sent' | 'failed'; readonly reply: string; readonly isFinal: boolean }>

/** So many in one run; the next run takes the rest. */
const mostAtOnce = 50

export interface SentMail {
  readonly sent: number
  readonly failed: number
}

/**
 * What: messages whose time has come are handed to the mail server, each in a transaction of its own that holds it
 * meanwhile, so that two workers never send one message. What fails is tried again after 1 min, 5 min, 30 min, 2 h and
 * 12 h; what fails for good becomes a task, because a person who was told nothing must be told some other way.
 */
export async function sendDueMail(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'isDemo'>,
  actor: SystemActor,
  send: SendMail,
): Promise<SentMail> {
  const practice = await findPractice(house.db, actor.practiceId)
  if (practice === null) return { sent: 0, failed: 0 }
  const due = await inPractice(house.db, practice.practiceId, (tx) =>
    mailsToSend(tx, practice.practiceId, house.clock(), mostAtOnce),
  )
  let [sent, failed] = [0, 0]
  for (const mailId of due) {
    const outcome = await inPractice(house.db, practice.practiceId, (tx) => sendOne(tx, house, practice, mailId, send))
    if (outcome === 'sent') sent += 1
    if (outcome === 'failed') failed += 1
  }
  return { sent, failed }
}

async function sendOne(
  tx: Tx,
  house: Pick<House, 'clock' | 'newId' | 'isDemo'>,
  practice: PracticeRow,
  mailId: MailId,
  send: SendMail,
): Promise<'sent' | 'failed' | 'somebody-else-has-it'> {
  const mail = await claimMail(tx, practice.practiceId, mailId, house.clock())
  if (mail === null || mail.body === null) return 'somebody-else-has-it'
  const { to, subject, body: text } = mail
  const { outcome, reply, isFinal } = await send({ id: mailId, fromName: practice.name, to, subject, text })
  const now = house.clock()
  const failedAttempts = outcome === 'sent' ? mail.failedAttempts : mail.failedAttempts + 1
  const again = outcome === 'sent' || isFinal ? null : nextAttemptAt(failedAttempts, now)
  await recordMailOutcome(tx, practice.practiceId, {
    attemptId: house.newId(),
    mailId,
    at: now,
    outcome,
    reply,
    failedAttempts,
    nextAttemptAt: again,
    keepsBody: house.isDemo,
  })
  if (outcome === 'failed' && again === null) await askSomebody(tx, house, practice, mail, now)
  return outcome
}

async function askSomebody(
  tx: Tx,
  house: Pick<House, 'newId'>,
  { practiceId, zone }: PracticeRow,
  mail: MailRow,
  now: Instant,
): Promise<void> {
  const kind = 'mail-not-delivered'
  const coverage = await readCoverage(tx, practiceId, zone, dateInZone(now, zone))
  await openTask(tx, {
    id: taskId.parse(house.newId()),
    practiceId,
    ...(mail.patientId === null ? {} : { patientId: mail.patientId }),
    kind,
    title: `Not delivered: ${mail.subject}`,
    ...ownedBy(ownerByRoster(coverage, kind, 1, now)),
    dueAt: dueOf(coverage, kind, now),
    evidence: { type: 'mail', id: mail.mailId },
    openedAt: now,
  })
}
