import type { Act } from '@holdspace/clinic/access/acts'

/**
 * Every procedure of the tRPC door and the act it stands for (S01). Written by hand: a procedure without a row, a row
 * without a procedure, or a row that says something else than the code fails the build.
 */
export const policy: Readonly<Record<string, Act | 'public' | 'locked-login'>> = {
  'account.changePassword': 'account.manage-own',
  'account.changePractice': 'account.manage-own',
  'account.endLogin': 'account.manage-own',
  'account.endMembersLogins': 'account.end-any-login',
  'account.logins': 'account.manage-own',
  'account.memberships': 'account.manage-own',
  'account.signOutEverywhere': 'account.manage-own',
  'audit.accesses': 'audit.read',
  'audit.accountEvents': 'audit.read',
  'member.add': 'member.invite',
  'member.change': 'member.invite',
  'member.list': 'member.read',
  'people.chart': 'patient.read',
  'people.search': 'people.search',
  'referral.accept': 'referral.accept',
  'referral.decline': 'referral.accept',
  'referral.list': 'referral.review',
  'referral.receive': 'referral.import',
  'referral.review': 'referral.review',
  'signIn.asDemoPerson': 'public',
  'signIn.demoPeople': 'public',
  'signIn.lock': 'locked-login',
  'signIn.signOut': 'locked-login',
  'signIn.stepUp': 'account.manage-own',
  'signIn.unlock': 'locked-login',
  'signIn.whoAmI': 'public',
  'signIn.withPassword': 'public',
  'signIn.withSecondFactor': 'public',
}
