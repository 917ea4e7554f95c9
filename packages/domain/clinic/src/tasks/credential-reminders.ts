import { type CalendarDate, daysBetween, formatDate } from '@holdspace/kit/calendar-date'
import type { Credential, CredentialKind } from '../access/actor.ts'

/** Days before the last day at which somebody is reminded; 0 is the day after it, when acts are closed (M13). */
export const reminderDays = [60, 30, 7, 0] as const
export type ReminderDays = (typeof reminderDays)[number]

export interface CredentialReminder {
  readonly credential: Credential
  readonly days: ReminderDays
  /** Of the evidence: one reminder of a kind, number, last day and distance is one task. */
  readonly key: string
}

/**
 * What to remind of today: for each credential that no newer one replaces, the tightest distance reached. On its last day
 * it still holds and is reminded of as one of the last seven; from the next day on it has lapsed.
 */
export function remindersDue(credentials: readonly Credential[], today: CalendarDate): readonly CredentialReminder[] {
  return credentials
    .filter((credential) => !isReplaced(credential, credentials))
    .flatMap((credential) => {
      const left = daysBetween(today, credential.expires)
      const reached = reminderDays.filter((days) => (days === 0 ? left < 0 : left <= days)).at(-1)
      if (reached === undefined) return []
      return [
        { credential, days: reached, key: `${credential.kind} ${credential.number} ${credential.expires} ${reached}` },
      ]
    })
}

function isReplaced(credential: Credential, all: readonly Credential[]): boolean {
  return all.some(
    (other) =>
      other.kind === credential.kind &&
      (other.state ?? '') === (credential.state ?? '') &&
      other.expires > credential.expires,
  )
}

const credentialWords: { readonly [Kind in CredentialKind]: string } = {
  licence: 'licence',
  DEA: 'DEA registration',
  ACLS: 'ACLS certificate',
  BLS: 'BLS certificate',
  KAP: 'KAP training certificate',
}

/** `Dr Helen Ames: licence ends on 14-Jul-2026`, or that it has ended and what that closes. */
export function reminderTitle(name: string, { credential, days }: CredentialReminder): string {
  const paper = credentialWords[credential.kind]
  const on = formatDate(credential.expires)
  if (days > 0) return `${name}: ${paper} ends on ${on}`
  const closes = credential.kind === 'licence' || credential.kind === 'DEA' ? '; acts that need it are closed' : ''
  return `${name}: ${paper} ended on ${on}${closes}`
}

export interface CredentialStanding {
  readonly state: 'met' | 'missing' | 'lapsed'
  readonly because: string
  readonly evidence?: { readonly type: 'credential'; readonly id: string; readonly at: CalendarDate }
  readonly fixer: 'admin'
}

/** How a member's paper of this kind stands on a day: for the gate and for Today. It holds through its last day. */
export function credentialStanding(
  member: { readonly displayName: string; readonly credentials: readonly Credential[] },
  kind: CredentialKind,
  today: CalendarDate,
): CredentialStanding {
  const ofKind = member.credentials.filter((credential) => credential.kind === kind)
  const [newest] = ofKind.toSorted((one, other) => (one.expires < other.expires ? 1 : -1))
  const paper = credentialWords[kind]
  const fixer = 'admin'
  if (newest === undefined) {
    return { state: 'missing', because: `No ${paper} is on file for ${member.displayName}.`, fixer }
  }
  const evidence = { type: 'credential', id: `${kind} ${newest.number}`, at: newest.expires } as const
  const on = formatDate(newest.expires)
  return newest.expires >= today
    ? { state: 'met', because: `${member.displayName}’s ${paper} holds until ${on}.`, evidence, fixer }
    : { state: 'lapsed', because: `${member.displayName}’s ${paper} ended on ${on}.`, evidence, fixer }
}
