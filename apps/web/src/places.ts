import type { Duty, Role } from '@holdspace/clinic/access/actor'
import type { Act } from '@holdspace/clinic/access/acts'
import { permissionTable } from '@holdspace/clinic/access/permission-table'

/**
 * The places of work, by task, in the order of a day. `act` is what one must be allowed in order to be led there.
 * A session is entered from Today's board or from its person's chart; it has no list of its own.
 */
export const places = [
  { key: 'today', href: '/today', label: 'Today', act: 'today.read' },
  { key: 'calendar', href: '/calendar', label: 'Calendar', act: 'appointment.read' },
  { key: 'people', href: '/people', label: 'People', act: 'people.search' },
  { key: 'referrals', href: '/referrals', label: 'Referrals', act: 'referral.review' },
  { key: 'consents', href: '/consents', label: 'Consents', act: 'consent.read' },
  { key: 'protocols', href: '/protocols', label: 'Protocols', act: 'protocol.read' },
  { key: 'instruments', href: '/instruments', label: 'Measures', act: 'instrument.read-catalogue' },
  { key: 'outcomes', href: '/outcomes', label: 'Outcomes', act: 'outcome.read-practice' },
  { key: 'billing', href: '/billing', label: 'Billing', act: 'billing.read-practice' },
  { key: 'sharing', href: '/sharing', label: 'Sharing', act: 'release.read' },
  { key: 'outbox', href: '/outbox', label: 'Outbox', act: 'mail.read' },
  { key: 'schedule', href: '/schedule', label: 'Rooms', act: 'schedule.configure' },
  { key: 'members', href: '/members', label: 'Members', act: 'member.read' },
  { key: 'audit', href: '/audit', label: 'Audit', act: 'audit.read' },
  { key: 'account', href: '/account', label: 'Account', act: 'account.manage-own' },
] as const satisfies readonly { key: string; href: string; label: string; act: Act }[]

export type PlaceKey = (typeof places)[number]['key']

/** Leads nobody to a closed door; the door itself still asks (permit). */
export function placesFor(role: Role, duties: readonly Duty[]): readonly PlaceKey[] {
  return places.filter(({ act }) => mayGo(act, role, duties)).map(({ key }) => key)
}

/** Whether the table of permissions lets this role do the act at all; the use case still asks with the patient in hand. */
export function mayGo(act: Act, role: Role, duties: readonly Duty[]): boolean {
  const rule = permissionTable[act]
  if (rule.never?.includes(role) === true) return false
  return rule.roles.includes(role) || duties.some((duty) => rule.duties?.includes(duty) === true)
}
