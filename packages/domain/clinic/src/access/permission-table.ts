import type { Role } from './actor.ts'
import type { Act } from './acts.ts'
import { billingRules } from './billing-rules.ts'
import { careRules } from './care-rules.ts'
import { chartRules } from './chart-rules.ts'
import { consentRules } from './consent-rules.ts'
import { intakeRules } from './intake-rules.ts'
import { careTeam, everyone, ownCareTeam, type PermissionRule } from './permission-rule.ts'
import { schedulingRules } from './scheduling-rules.ts'
import { screeningRules } from './screening-rules.ts'

const medical: readonly Role[] = ['prescriber', 'nurse']
const notMedical: readonly Role[] = ['therapist', 'outside-therapist', 'front-desk', 'biller', 'admin', 'auditor']

const careTeamOnly = 'Only the care team works in the session room: prescriber, nurse and therapist.'
const medicalOnly = 'Only a prescriber or a nurse may do this. Ask one of them in the session.'

/**
 * Role by act. Minimum necessary (45 CFR 164.502(b)): billing, administration and audit see no session; the front desk
 * sees who comes today, not what is said or given. The expected answers are written down a second time, by hand, in
 * `docs/access-matrix.csv`; a test holds the two against each other.
 */
export const permissionTable: { readonly [A in Act]: PermissionRule } = {
  'today.read': {
    roles: [...careTeam, 'front-desk'],
    whyNot: 'The day’s board is for the care team and the front desk.',
  },
  'people.search': {
    roles: [...careTeam, 'front-desk', 'biller'],
    system: true,
    whyNot: 'Finding people is for the care team, the front desk and billing.',
  },
  'patient.read': {
    roles: [...careTeam, 'front-desk', 'biller'],
    system: true,
    whyNot: 'A chart opens for the care team, the front desk and billing only.',
  },
  ...chartRules,
  'referral.import': {
    roles: [...medical, 'front-desk'],
    system: true,
    whyNot: 'Referrals are taken in by the front desk, a nurse or a prescriber.',
  },
  'referral.review': {
    roles: [...medical, 'front-desk'],
    system: true,
    whyNot: 'Referrals are reviewed by the front desk, a nurse or a prescriber.',
  },
  'referral.accept': {
    roles: [...medical, 'front-desk'],
    system: true,
    whyNot: 'Referrals are accepted by the front desk, a nurse or a prescriber.',
  },
  'session.open': {
    roles: medical,
    credentials: ['licence'],
    whyNot: 'A prescriber or a nurse opens the session; then you can join it.',
  },
  'session.read': { roles: careTeam, system: true, whyNot: careTeamOnly },
  'session.join': { roles: careTeam, whyNot: careTeamOnly },
  'session.weigh': { roles: medical, whyNot: medicalOnly },
  'session.chart-vitals': { roles: careTeam, whyNot: careTeamOnly },
  'session.order-dose': {
    roles: ['prescriber'],
    never: notMedical,
    credentials: ['licence', 'DEA'],
    whyNot: 'Only a prescriber orders a dose. Ask the prescriber in the session.',
  },
  'session.take-verbal-order': {
    roles: ['nurse'],
    never: notMedical,
    credentials: ['licence'],
    whyNot: 'Only a nurse writes down what a prescriber ordered by word; a prescriber writes their own orders.',
  },
  'session.countersign-order': {
    roles: ['prescriber'],
    never: notMedical,
    credentials: ['licence', 'DEA'],
    whyNot: 'Only the prescriber who gave the order by word countersigns it.',
  },
  'session.administer': {
    roles: medical,
    never: notMedical,
    credentials: ['licence'],
    whyNot: 'Only a prescriber or a nurse gives medicine; a therapist never does. Ask one of them.',
  },
  'session.observe': { roles: careTeam, whyNot: careTeamOnly },
  'session.note-adverse-effect': { roles: careTeam, whyNot: careTeamOnly },
  'session.acknowledge-alert': { roles: medical, whyNot: medicalOnly },
  'session.confirm-escort': {
    roles: [...careTeam, 'front-desk'],
    whyNot: 'The ride home is confirmed by the care team or the front desk.',
  },
  'session.score-discharge': { roles: medical, credentials: ['licence'], whyNot: medicalOnly },
  'session.correct': { roles: careTeam, whyNot: careTeamOnly },
  'session.withdraw-entry': { roles: careTeam, whyNot: careTeamOnly },
  'session.call-for-help': { roles: careTeam, whyNot: careTeamOnly },
  'call.read': { roles: everyone, system: true, whyNot: 'Calls for help are for signed-in staff.' },
  'call.answer': {
    roles: everyone.filter((role) => role !== 'auditor'),
    never: ['auditor'],
    system: true,
    whyNot: 'Somebody who works in the practice goes; an auditor tells them.',
  },
  'session.end': { roles: medical, whyNot: medicalOnly },
  'session.sign': {
    roles: ['prescriber'],
    never: notMedical,
    credentials: ['licence'],
    whyNot: 'Only a prescriber signs and locks a session record.',
  },
  'session.addend': { roles: careTeam, whyNot: careTeamOnly },
  'record.print': {
    roles: ownCareTeam,
    system: true,
    whyNot: 'Session records are printed by the practice’s own prescribers, nurses and therapists.',
  },
  'dose-history.read': { roles: careTeam, whyNot: 'What a person was given is for the care team.' },
  'dose-history.enter': { roles: medical, whyNot: 'A prescriber or a nurse enters doses given elsewhere.' },
  'dose-history.review': { roles: medical, whyNot: 'A prescriber or a nurse does these reviews.' },
  'protocol.read': { roles: everyone, system: true, whyNot: 'Protocols are for signed-in staff.' },
  'protocol.draft': {
    roles: ['prescriber'],
    never: notMedical,
    credentials: ['licence'],
    whyNot: 'A prescriber drafts a protocol; the medical director approves it.',
  },
  'protocol.approve': {
    roles: ['prescriber'],
    needsDuty: 'medical-director',
    never: notMedical,
    credentials: ['licence'],
    whyNot: 'Only the medical director approves a protocol.',
  },
  'release.read': {
    roles: [...ownCareTeam, 'front-desk'],
    duties: ['privacy-officer'],
    never: ['outside-therapist'],
    system: true,
    whyNot: 'Releases of information are for the practice’s own care team, the front desk and the privacy officer.',
  },
  'release.record': {
    roles: [...ownCareTeam, 'front-desk'],
    duties: ['privacy-officer'],
    never: ['outside-therapist', 'auditor'],
    whyNot: 'A release is recorded by the practice’s own care team, the front desk or the privacy officer.',
  },
  'release.withdraw': {
    roles: [...ownCareTeam, 'front-desk'],
    duties: ['privacy-officer'],
    never: ['outside-therapist', 'auditor'],
    system: true,
    whyNot: 'A release is withdrawn by the practice’s own care team, the front desk or the privacy officer.',
  },
  'partner.read': {
    roles: ['admin'],
    duties: ['privacy-officer'],
    never: ['outside-therapist'],
    system: true,
    whyNot: 'Partner systems are for an administrator or the privacy officer.',
  },
  'partner.register': {
    roles: ['admin'],
    system: true,
    whyNot: 'Only an administrator registers a partner system.',
  },
  'partner.revoke': {
    roles: ['admin'],
    duties: ['privacy-officer'],
    never: ['outside-therapist', 'auditor'],
    system: true,
    whyNot: 'A partner system is shut out by an administrator or the privacy officer.',
  },
  'audit.read': {
    roles: ['auditor'],
    duties: ['privacy-officer'],
    never: ['outside-therapist'],
    whyNot: 'The access record is read by the auditor or the privacy officer.',
  },
  'account.manage-own': { roles: everyone, whyNot: 'Sign in to see your own account.' },
  'account.end-any-login': {
    roles: ['admin'],
    system: true,
    whyNot: 'Only an administrator signs other people out.',
  },
  'member.read': {
    roles: ['admin', 'auditor'],
    duties: ['medical-director', 'privacy-officer'],
    never: ['outside-therapist'],
    system: true,
    whyNot: 'The list of members is for an administrator, the auditor or the medical director.',
  },
  'member.invite': { roles: ['admin'], system: true, whyNot: 'Only an administrator invites members.' },
  'practice.read': { roles: everyone, system: true, whyNot: 'Sign in to see the practice.' },
  ...schedulingRules,
  ...careRules,
  ...intakeRules,
  ...consentRules,
  ...billingRules,
  ...screeningRules,
}
