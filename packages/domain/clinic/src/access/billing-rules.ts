import type { Act } from './acts.ts'
import type { PermissionRule } from './permission-rule.ts'

type BillingAct = Extract<Act, `billing.${string}` | `fee-schedule.${string}`>

const accountsOnly = 'Accounts and money papers are for billing and the front desk.'

/**
 * Who handles money. The front desk takes it and hands out papers; what is charged, paid back or forgiven is billing's.
 * Nobody of the care team needs any of it to give care.
 */
export const billingRules: { readonly [A in BillingAct]: PermissionRule } = {
  'billing.read': { roles: ['front-desk', 'biller'], system: true, whyNot: accountsOnly },
  'billing.read-practice': {
    roles: ['front-desk', 'biller', 'admin'],
    whyNot: 'The practice’s takings and open balances are for billing, the front desk and an administrator.',
  },
  'billing.charge': {
    roles: ['biller'],
    whyNot: 'Charges are confirmed and taken back by billing.',
  },
  'billing.take-payment': {
    roles: ['front-desk', 'biller'],
    whyNot: 'Payments are taken by the front desk or billing.',
  },
  'billing.give-back': {
    roles: ['biller'],
    whyNot: 'Money is given back, forgiven or corrected by billing.',
  },
  'billing.issue-paper': { roles: ['front-desk', 'biller'], system: true, whyNot: accountsOnly },
  'fee-schedule.read': {
    roles: ['front-desk', 'biller', 'admin'],
    system: true,
    whyNot: 'The fee schedule is for billing, the front desk and an administrator.',
  },
  'fee-schedule.change': {
    roles: ['biller', 'admin'],
    whyNot: 'Fees are proposed and approved by billing or an administrator.',
  },
}
