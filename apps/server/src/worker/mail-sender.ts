import { openSmtp } from '@holdspace/mail/smtp-sender'
import type { SendMail } from '@holdspace/use-cases/mail/send-due-mail'
import type { Closing } from '../closing.ts'
import type { Settings } from '../env.ts'

/**
 * Through the clinic's own mail server. The demo without one keeps what it writes, and the outbox page shows it; an
 * installation without one delivers nothing and says so by a task for each message.
 */
export function mailSender(settings: Settings, publicUrl: string, opened: Closing): SendMail {
  if (settings.smtpUrl === null) {
    const outcome = settings.isDemo ? 'sent' : 'failed'
    return async () => ({ outcome, reply: settings.isDemo ? 'demo' : 'SMTP_URL missing', isFinal: false })
  }
  const smtp = openSmtp(settings.smtpUrl, new URL(publicUrl).hostname)
  opened.add('mail', smtp.close)
  return smtp.send
}
