import { createTransport } from 'nodemailer'

/** A message as it leaves. Plain text: nothing is fetched when it is opened, and nobody is watched reading it. */
export interface OutgoingMail {
  /** Stays the same over all attempts, so that a server can tell a repeat. */
  readonly id: string
  readonly fromName: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

export interface SendOutcome {
  readonly outcome: 'sent' | 'failed'
  /** The server's code or the kind of failure, never its words: they repeat the address. */
  readonly reply: string
  /** No attempt will change it: the address does not exist, the message is refused. */
  readonly isFinal: boolean
}

export type SendMail = (mail: OutgoingMail) => Promise<SendOutcome>

export interface SmtpSender {
  readonly send: SendMail
  readonly close: () => void
}

/** Sends through the clinic's own mail server (`SMTP_URL`), from the address in that URL or one at `fromHost`. */
export function openSmtp(smtpUrl: string, fromHost: string): SmtpSender {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    // What a message says is built here from templates; nothing in it may make the server read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const from = senderAddress(smtpUrl, fromHost)
  return {
    send: async ({ id, fromName, to, subject, text }) => {
      try {
        const sent = await transport.sendMail({
          from: { name: fromName, address: from },
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${id}@${from.split('@')[1] ?? fromHost}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
        return { outcome: 'sent', reply: String(sent.response ?? '').slice(0, 3), isFinal: true }
      } catch (error) {
        return failed(error)
      }
    },
    close: () => transport.close(),
  }
}

function senderAddress(smtpUrl: string, fromHost: string): string {
  const user = decodeURIComponent(new URL(smtpUrl).username)
  return user.includes('@') ? user : `no-reply@${fromHost}`
}

/** 5xx is for good, everything else may pass: a server that is away, a full mailbox, a name that did not resolve. */
function failed(error: unknown): SendOutcome {
  const told = typeof error === 'object' && error !== null ? (error as { code?: unknown; responseCode?: unknown }) : {}
  const code = typeof told.code === 'string' ? told.code : 'EUNKNOWN'
  const response = typeof told.responseCode === 'number' ? told.responseCode : null
  const isFinal = response !== null && response >= 500 && response < 600 && code !== 'EAUTH'
  return { outcome: 'failed', reply: response === null ? code : `${code} ${response}`, isFinal }
}
