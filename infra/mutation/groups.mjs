/**
 * What is mutated, in groups one can ask for by name. Each part names the files whose every operator, condition and
 * number is bent in turn, and the one folder whose tests must notice. Tests of other packages (use cases, browser) are
 * left out on purpose: a rule is judged by the tests that sit beside it, and those run in seconds. So are, by name, the
 * few tests that take many seconds each (ten thousand random orders): they could only raise the score.
 */
const protocols = 'packages/domain/protocols'
const clinic = 'packages/domain/clinic'
const instruments = 'packages/domain/instruments'

function filesOf(folder, names) {
  return names.map((name) => `${folder}/src/${name}.ts`)
}

export const groups = {
  dose: {
    says: 'dose arithmetic',
    parts: [
      {
        tests: protocols,
        without: ['dose-random.test.ts'],
        mutate: filesOf(protocols, [
          'dose',
          'dose-limits',
          'liquid-dose',
          'unit-dose',
          'weight',
          'dosing-weight',
          'given',
          'dose-range',
          'titration',
          'whole-number',
        ]),
      },
    ],
  },
  rules: {
    says: 'limits, monitoring, discharge, permission, decisions of charting',
    parts: [
      {
        tests: protocols,
        without: ['dose-random.test.ts'],
        mutate: filesOf(protocols, [
          'limits',
          'limits-set',
          'monitoring',
          'monitor-plan',
          'discharge',
          'rhythm',
          'cadence',
          'day-warnings',
          'follow-up',
        ]),
      },
      {
        tests: clinic,
        mutate: [
          ...filesOf(clinic, ['access/permit', 'access/login-limits', 'plan/course-cadence', 'plan/course-ribbon']),
          `${clinic}/src/session/*.ts`,
        ],
      },
    ],
  },
  scoring: {
    says: 'questionnaires: scoring, bands, alerts, response',
    parts: [
      {
        tests: instruments,
        mutate: filesOf(instruments, [
          'score',
          'entered-total',
          'findings',
          'cut-offs',
          'answers',
          'c-ssrs',
          'alerts',
          'progress',
          'licence',
          'catalogue',
        ]),
      },
    ],
  },
  screening: {
    says: 'reasons for and against, eligibility, mood safety',
    parts: [{ tests: clinic, mutate: [`${clinic}/src/screening/*.ts`] }],
  },
  proof: {
    says: 'canonical form, leaves, chain, Merkle log, checkpoints',
    parts: [
      {
        tests: 'packages/domain/proof',
        without: ['two-verifiers.test.ts'],
        mutate: ['packages/domain/proof/src/*.ts'],
      },
    ],
  },
  auth: {
    says: 'passwords, second factor, recovery codes, logins',
    parts: [
      {
        tests: 'packages/adapters/auth',
        mutate: ['packages/adapters/auth/src/*.ts', '!packages/adapters/auth/src/common-passwords.ts'],
      },
    ],
  },
}

/** The bar for what a patient's dose hangs on; proof and sign-in are measured without one. */
export const bars = { dose: 80, rules: 80, scoring: 80, screening: 80 }
