import type { MailLanguage, MailTemplateName } from '@holdspace/clinic/mail/mail-templates'
import { integer, pgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from './columns.ts'

/** Tables of migration 0061. Constraints, grants and policies are written there; here are the names and types. */
const clinic = pgSchema('clinic')

export const mailMessage = clinic.table(
  'mail_message',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    patientId: uuid('patient_id'),
    toAddress: text('to_address').notNull(),
    template: text('template').$type<MailTemplateName>().notNull(),
    language: text('language').$type<MailLanguage>().notNull(),
    subject: text('subject').notNull(),
    body: text('body'),
    status: text('status').$type<'queued' | 'sent' | 'not-delivered'>().notNull().default('queued'),
    failedAttempts: integer('failed_attempts').notNull().default(0),
    queuedAt: moment('queued_at').notNull(),
    nextAttemptAt: moment('next_attempt_at'),
    sentAt: moment('sent_at'),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const mailAttempt = clinic.table(
  'mail_attempt',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    messageId: uuid('message_id').notNull(),
    at: moment('at').notNull(),
    outcome: text('outcome').$type<'sent' | 'failed'>().notNull(),
    reply: text('reply').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)
