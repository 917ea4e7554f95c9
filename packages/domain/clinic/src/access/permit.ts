import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { formatDate } from '@holdspace/kit/calendar-words'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { PatientId } from '@holdspace/kit/ids'
import type { Refusal } from '@holdspace/kit/refusal'
import type { Actor, Credential, CredentialKind, PatientActor, StaffActor } from './actor.ts'
import type { Act } from './acts.ts'
import type { PermissionRule } from './permission-rule.ts'
import { permissionTable } from './permission-table.ts'

/** What a question of permission depends on besides who asks. */
export interface PermissionCircumstances {
  /** The day in the practice's zone; credentials are judged on it. */
  readonly today: CalendarDate
  /** Whose record it is. Give it wherever one patient is meant: a guest is refused everybody else's. */
  readonly patientId?: PatientId
}

/**
 * May this actor do this act? Doors, use cases and screens all ask here. The order matters: a guest asking for somebody
 * else's patient learns nothing (404, S05), then an explicit no beats every yes (S12), then role or duty, then
 * credentials in force that day (RULINGS 3).
 *
 * A partner system is refused every act: what it may read follows from its scopes and the releases, not from this table.
 */
export function permit(actor: Actor, act: Act, circumstances: PermissionCircumstances): Decision<true> {
  const rule = permissionTable[act]
  switch (actor.kind) {
    case 'staff':
      return permitStaff(actor, act, rule, circumstances)
    case 'system':
      return rule.system === true ? accept(true) : notPermitted(act, 'This needs a signed-in person.')
    case 'partner':
      return notPermitted(act, 'A partner system reads over FHIR only.')
    case 'patient':
      return permitPatient(actor, act, rule, circumstances)
  }
}

/**
 * Whether this member may know of this patient at all (RULINGS 19). An outside therapist without a list of named
 * patients reaches nobody: a forgotten list must not open every chart.
 */
export function mayReachPatient(actor: Pick<StaffActor, 'role' | 'guestPatients'>, patientId: PatientId): boolean {
  const named = reachablePatients(actor)
  return named === null || named.includes(patientId)
}

/** The patients a guest is limited to, for narrowing a search; null means no limit. */
export function reachablePatients(actor: Pick<StaffActor, 'role' | 'guestPatients'>): readonly PatientId[] | null {
  if (actor.guestPatients !== null) return actor.guestPatients
  return actor.role === 'outside-therapist' ? [] : null
}

/** The credential of this kind that still holds on `today`, if there is one. It holds through its last day. */
export function credentialInForce(
  credentials: readonly Credential[],
  kind: CredentialKind,
  today: CalendarDate,
): Credential | undefined {
  return credentials.find((credential) => credential.kind === kind && credential.expires >= today)
}

/** A patient reaches their own record alone, and in it what their packet asks, once they have shown who they are. */
function permitPatient(
  actor: PatientActor,
  act: Act,
  rule: PermissionRule,
  { patientId }: PermissionCircumstances,
): Decision<true> {
  if (patientId !== undefined && patientId !== actor.patientId) {
    return refuse({ family: 'not-found', code: 'patient-not-found', sentence: 'There is nothing here for you.' })
  }
  if (rule.patient === undefined) return notPermitted(act, 'This needs a member of the clinic’s staff.')
  return rule.patient === 'from-the-link' || actor.identityShown ? accept(true) : refuse(identityFirst)
}

const identityFirst: Refusal = {
  family: 'not-permitted',
  code: 'identity-not-shown',
  sentence: 'Please answer the first form, your name and birth date, before the others.',
}

/** All of a member of staff that a permission looks at. */
export type PermittedMember = Pick<StaffActor, 'role' | 'duties' | 'credentials' | 'displayName' | 'guestPatients'>

/**
 * May this member do this act, asked of somebody who is not signed in here: the prescriber whose word a nurse writes
 * down (RULINGS 3). The same rules as for everybody else.
 */
export function permitMember(
  member: PermittedMember,
  act: Act,
  circumstances: PermissionCircumstances,
): Decision<true> {
  return permitStaff(member, act, permissionTable[act], circumstances)
}

function permitStaff(
  actor: PermittedMember,
  act: Act,
  rule: PermissionRule,
  { today, patientId }: PermissionCircumstances,
): Decision<true> {
  if (patientId !== undefined && !mayReachPatient(actor, patientId)) {
    return refuse({
      family: 'not-found',
      code: 'patient-not-found',
      sentence: 'There is no such person in this practice.',
    })
  }
  if (rule.never?.includes(actor.role)) return notPermitted(act, rule.whyNot)
  const byRole = rule.roles.includes(actor.role)
  const byDuty = rule.duties?.some((duty) => actor.duties.includes(duty)) ?? false
  if (!byRole && !byDuty) return notPermitted(act, rule.whyNot)
  if (rule.needsDuty !== undefined && !actor.duties.includes(rule.needsDuty)) return notPermitted(act, rule.whyNot)
  for (const kind of rule.credentials ?? []) {
    if (credentialInForce(actor.credentials, kind, today) === undefined) return lapsed(actor, kind)
  }
  return accept(true)
}

function notPermitted(act: Act, sentence: string): Decision<never> {
  return refuse({ family: 'not-permitted', code: `may-not-${act.replace('.', '-')}`, sentence })
}

const credentialWords: { readonly [Kind in CredentialKind]: string } = {
  licence: 'licence',
  DEA: 'DEA registration',
  ACLS: 'ACLS certificate',
  BLS: 'BLS certificate',
  KAP: 'KAP training certificate',
}

function lapsed(actor: PermittedMember, kind: CredentialKind): Decision<never> {
  const newest = actor.credentials
    .filter((credential) => credential.kind === kind)
    .toSorted((one, other) => (one.expires < other.expires ? 1 : -1))[0]
  const sentence =
    newest === undefined
      ? `No ${credentialWords[kind]} is on file for ${actor.displayName}. Ask an administrator to record it.`
      : `${actor.displayName}’s ${credentialWords[kind]} ended on ${formatDate(newest.expires)}. Ask an administrator to record the renewal.`
  return refuse({ family: 'not-permitted', code: `${kind.toLowerCase()}-not-in-force`, sentence })
}
