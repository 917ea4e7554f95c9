import {
  type MailLanguage,
  type MailTemplateName,
  type MailWords,
  writeMail,
} from '@holdspace/clinic/mail/mail-templates'
import { type MailId, mailId, type PatientId, type PracticeId, patientId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, asc, desc, eq, inArray, lte } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { mailAttempt, mailMessage } from './schema/mail.ts'

export interface NewMail<Name extends MailTemplateName> {
  readonly id: MailId
  readonly practiceId: PracticeId
  readonly to: string
  readonly template: Name
  /** Exactly what the template lists (`MailWords`); names and links, never free text. */
  readonly words: MailWords<Name>
  /** English unless told. */
  readonly language?: MailLanguage
  readonly patientId?: PatientId
  readonly at: Instant
}

/**
 * Puts a message where the worker finds it, inside the caller's transaction: it goes out only if what called for it was
 * kept. Queued twice under one id it is one message. Nothing in it names the treatment (RULINGS 15).
 */
export async function queueMail<Name extends MailTemplateName>(tx: Tx, mail: NewMail<Name>): Promise<void> {
  const language = mail.language ?? 'en'
  const { subject, body } = writeMail(mail.template, language, mail.words)
  const at = new Date(mail.at)
  await tx
    .insert(mailMessage)
    .values({
      practiceId: mail.practiceId,
      id: mail.id,
      patientId: mail.patientId ?? null,
      toAddress: mail.to,
      template: mail.template,
      language,
      subject: subject.slice(0, 300),
      body,
      queuedAt: at,
      nextAttemptAt: at,
    })
    .onConflictDoNothing()
}

export interface MailRow {
  readonly mailId: MailId
  readonly patientId: PatientId | null
  readonly to: string
  readonly template: MailTemplateName
  readonly subject: string
  /** Null once it was sent outside the demo. */
  readonly body: string | null
  readonly status: 'queued' | 'sent' | 'not-delivered'
  readonly failedAttempts: number
  readonly queuedAt: Instant
  readonly nextAttemptAt: Instant | null
  readonly sentAt: Instant | null
}

/** Messages whose time has come, oldest first. */
export async function mailsToSend(
  tx: Tx,
  practiceId: PracticeId,
  now: Instant,
  limit: number,
): Promise<readonly MailId[]> {
  const rows = await tx
    .select({ id: mailMessage.id })
    .from(mailMessage)
    .where(
      and(
        eq(mailMessage.practiceId, practiceId),
        eq(mailMessage.status, 'queued'),
        lte(mailMessage.nextAttemptAt, new Date(now)),
      ),
    )
    .orderBy(asc(mailMessage.nextAttemptAt), asc(mailMessage.id))
    .limit(limit)
  return rows.map((row) => mailId.parse(row.id))
}

/** The message, held until this transaction ends; null when another worker has it or it is not to be sent any more. */
export async function claimMail(tx: Tx, practiceId: PracticeId, id: MailId, now: Instant): Promise<MailRow | null> {
  const rows = await tx
    .select()
    .from(mailMessage)
    .where(
      and(
        eq(mailMessage.practiceId, practiceId),
        eq(mailMessage.id, id),
        eq(mailMessage.status, 'queued'),
        lte(mailMessage.nextAttemptAt, new Date(now)),
      ),
    )
    .for('update', { skipLocked: true })
  return rows[0] === undefined ? null : mailRow(rows[0])
}

export interface MailOutcome {
  readonly attemptId: string
  readonly mailId: MailId
  readonly at: Instant
  readonly outcome: 'sent' | 'failed'
  readonly reply: string
  readonly failedAttempts: number
  /** Of a failed attempt: when it is tried again; null gives it up. */
  readonly nextAttemptAt: Instant | null
  /** The demo keeps what it sent, because nobody receives it. */
  readonly keepsBody: boolean
}

export async function recordMailOutcome(tx: Tx, practiceId: PracticeId, told: MailOutcome): Promise<void> {
  const at = new Date(told.at)
  await tx.insert(mailAttempt).values({
    practiceId,
    id: told.attemptId,
    messageId: told.mailId,
    at,
    outcome: told.outcome,
    reply: told.reply.slice(0, 100),
  })
  const isSent = told.outcome === 'sent'
  await tx
    .update(mailMessage)
    .set({
      failedAttempts: told.failedAttempts,
      status: isSent ? 'sent' : told.nextAttemptAt === null ? 'not-delivered' : 'queued',
      nextAttemptAt: told.nextAttemptAt === null || isSent ? null : new Date(told.nextAttemptAt),
      sentAt: isSent ? at : null,
      ...(isSent && !told.keepsBody ? { body: null } : {}),
    })
    .where(and(eq(mailMessage.practiceId, practiceId), eq(mailMessage.id, told.mailId)))
}

/** Tried from the start once more. False when it was sent meanwhile, or is not there. */
export async function sendMailAgain(tx: Tx, practiceId: PracticeId, id: MailId, at: Instant): Promise<boolean> {
  const again = await tx
    .update(mailMessage)
    .set({ status: 'queued', failedAttempts: 0, nextAttemptAt: new Date(at) })
    .where(
      and(
        eq(mailMessage.practiceId, practiceId),
        eq(mailMessage.id, id),
        inArray(mailMessage.status, ['not-delivered', 'queued']),
      ),
    )
    .returning({ id: mailMessage.id })
  return again.length === 1
}

export async function findMail(tx: Tx, practiceId: PracticeId, id: MailId): Promise<MailRow | null> {
  const rows = await tx
    .select()
    .from(mailMessage)
    .where(and(eq(mailMessage.practiceId, practiceId), eq(mailMessage.id, id)))
  return rows[0] === undefined ? null : mailRow(rows[0])
}

/** Newest first; only these statuses where given. */
export async function listMails(
  tx: Tx,
  practiceId: PracticeId,
  { statuses, limit }: { readonly statuses?: readonly MailRow['status'][]; readonly limit: number },
): Promise<readonly MailRow[]> {
  const rows = await tx
    .select()
    .from(mailMessage)
    .where(
      and(
        eq(mailMessage.practiceId, practiceId),
        statuses === undefined ? undefined : inArray(mailMessage.status, [...statuses]),
      ),
    )
    .orderBy(desc(mailMessage.queuedAt), desc(mailMessage.id))
    .limit(limit)
  return rows.map(mailRow)
}

function mailRow(row: typeof mailMessage.$inferSelect): MailRow {
  return {
    mailId: mailId.parse(row.id),
    patientId: row.patientId === null ? null : patientId.parse(row.patientId),
    to: row.toAddress,
    template: row.template,
    subject: row.subject,
    body: row.body,
    status: row.status,
    failedAttempts: row.failedAttempts,
    queuedAt: instantFromMs(row.queuedAt.getTime()),
    nextAttemptAt: row.nextAttemptAt === null ? null : instantFromMs(row.nextAttemptAt.getTime()),
    sentAt: row.sentAt === null ? null : instantFromMs(row.sentAt.getTime()),
  }
}
