/** The floors of the house, as data: who may look at whom (docs/map.md). Imports look down only. */
export type Floor = 'domain' | 'adapter' | 'use-case' | 'door' | 'ui' | 'web' | 'app' | 'fixture' | 'infra' | 'bench'

const byFolder: readonly (readonly [prefix: string, floor: Floor])[] = [
  ['packages/domain/', 'domain'],
  ['packages/adapters/', 'adapter'],
  ['packages/use-cases', 'use-case'],
  ['packages/doors/', 'door'],
  ['packages/ui', 'ui'],
  ['packages/fixture-clinic', 'fixture'],
  ['apps/web', 'web'],
  ['apps/', 'app'],
  ['infra/bench', 'bench'],
  ['infra/', 'infra'],
]

export function floorOf(folder: string): Floor {
  const found = byFolder.find(([prefix]) => folder.startsWith(prefix))
  if (found === undefined) throw new Error(`${folder} stands on no floor; give it one in infra/checks/src/floors.ts`)
  return found[1]
}

/** What shipped code of a floor may import. An adapter that needs another declares a port and is handed it. */
export const mayImport: { readonly [F in Floor]: readonly Floor[] } = {
  domain: ['domain'],
  adapter: ['domain'],
  'use-case': ['domain', 'adapter'],
  door: ['domain', 'adapter', 'use-case'],
  ui: ['domain'],
  // The web bundle holds its own copy of every package, so it takes only pure code by value (RULINGS 22).
  web: ['domain', 'ui'],
  app: ['domain', 'adapter', 'use-case', 'door', 'fixture', 'infra', 'web', 'app'],
  fixture: ['domain', 'adapter', 'use-case'],
  infra: [],
  bench: ['domain', 'adapter', 'use-case', 'door', 'fixture', 'infra', 'app'],
}

/** Types are erased, so the web may name a door's types; nobody else gets more than by value. */
export const mayImportTypes: { readonly [F in Floor]?: readonly Floor[] } = { web: ['domain', 'ui', 'door'] }

/** Test code may also stand on these. */
export const testsMayImport: readonly Floor[] = ['fixture', 'infra']

/** The storeys inside the domain: a package sees only packages of a lower number. */
export const domainStorey: { readonly [name: string]: number } = {
  '@holdspace/kit': 0,
  '@holdspace/proof': 1,
  '@holdspace/protocols': 2,
  '@holdspace/instruments': 2,
  '@holdspace/record': 3,
  '@holdspace/clinic': 4,
  '@holdspace/billing': 5,
  '@holdspace/documents': 6,
  '@holdspace/fhir': 6,
}

/** The only packages from outside that the domain may use. */
export const domainMayUse: readonly string[] = ['zod', 'temporal-polyfill']

/** Packages of types alone: nothing of them is left in the code that runs. */
export const domainMayUseTypes: readonly string[] = ['fhir']

/** Packages from outside that only these folders may use: SQL lives in one place, HTTP in another. */
export const keptTo: { readonly [external: string]: readonly string[] } = {
  pg: ['packages/adapters/db', 'packages/adapters/stream', 'packages/adapters/queue', 'infra/postgres', 'infra/bench'],
  'drizzle-orm': ['packages/adapters/db'],
  'pg-boss': ['packages/adapters/queue'],
  nodemailer: ['packages/adapters/mail'],
  lucia: ['packages/adapters/auth'],
  '@node-rs/argon2': ['packages/adapters/auth'],
  pdfkit: ['packages/adapters/pdf', 'infra/bench'],
  '@trpc/server': ['packages/doors/api', 'apps/web', 'apps/server'],
  next: ['apps/web', 'apps/server'],
  react: ['packages/ui', 'apps/web'],
}

/**
 * Fences between subject folders: a subject uses another only where this table says so, and why. Files directly in
 * `src` are common ground.
 */
export const fencedPackages: readonly string[] = ['packages/domain/clinic', 'packages/use-cases']

export interface Gate {
  readonly within: string
  readonly from: string
  readonly to: string
  readonly because: string
}

export const gates: readonly Gate[] = [
  {
    within: 'packages/domain/clinic',
    from: '*',
    to: 'access',
    because: 'permission is part of every question (HOUSE section 4)',
  },
  {
    within: 'packages/domain/clinic',
    from: '*',
    to: 'gates',
    because: 'every subject says in one shape how it stands, and the gates ask them all (RULINGS 2)',
  },
  {
    within: 'packages/domain/clinic',
    from: 'screening',
    to: 'intake',
    because: 'the rules read what a patient answered, by the ids of the forms',
  },
  {
    within: 'packages/domain/clinic',
    from: 'screening',
    to: 'referral',
    because: 'imported problems, medicines and allergies are flagged in one place, for a referral and for a chart',
  },
  {
    within: 'packages/domain/clinic',
    from: 'screening',
    to: 'gates',
    because: 'eligibility and the decision about safety answer the gates in their own words',
  },
  {
    within: 'packages/domain/clinic',
    from: 'screening',
    to: 'tasks',
    because: 'an alert of a questionnaire becomes a task, with its owner by the roster',
  },
  {
    within: 'packages/domain/clinic',
    from: 'chart',
    to: 'referral',
    because: 'what staff enter stands beside what referrals brought, in the same words and codes',
  },
  {
    within: 'packages/domain/clinic',
    from: 'chart',
    to: 'people',
    because: 'a chart is a person’s: names and allergy titles are read in one place',
  },
  {
    within: 'packages/domain/clinic',
    from: 'chart',
    to: 'session',
    because: 'a weight on the chart is held against those of the sessions, by the same rule',
  },
  {
    within: 'packages/domain/clinic',
    from: 'referral',
    to: 'people',
    because: 'a referral is about a person: names, allergies and dates are read the same way as on a chart',
  },
  {
    within: 'packages/domain/clinic',
    from: 'intake',
    to: 'people',
    because: 'who somebody says they are is compared with the chart, and names are read the same way there',
  },
  {
    within: 'packages/domain/clinic',
    from: 'intake',
    to: 'referral',
    because: 'what a patient told is set beside what the chart says of a person, in the same shapes',
  },
  {
    within: 'packages/domain/clinic',
    from: 'plan',
    to: 'scheduling',
    because: 'a course is told with the visits that were kept, missed and booked for it',
  },
  {
    within: 'packages/use-cases',
    from: 'doses',
    to: 'outcomes',
    because: 'before the next dose stands what the doses so far did',
  },
  {
    within: 'packages/use-cases',
    from: 'doses',
    to: 'plan',
    because: 'the next dose lies within the plan of the running course',
  },
  {
    within: 'packages/use-cases',
    from: 'sign',
    to: 'outcomes',
    because: 'the data sheet counts the treatments before it as the plot of outcomes does',
  },
  {
    within: 'packages/use-cases',
    from: 'share',
    to: 'intake',
    because: 'rebuilding the projection tells submitted forms the way submitting told them',
  },
  {
    within: 'packages/use-cases',
    from: 'share',
    to: 'book',
    because: 'the projection made anew says of visits and drivers what booking them said',
  },
  {
    within: 'packages/use-cases',
    from: 'share',
    to: 'bill',
    because: 'the projection made anew says of charges and invoices what the account said',
  },
  {
    within: 'packages/use-cases',
    from: 'import',
    to: 'plan',
    because: 'a referral is told in FHIR with what is planned for whom it brought',
  },
  {
    within: 'packages/use-cases',
    from: 'intake',
    to: 'book',
    because: 'a ride named in a form is told with the visit it belongs to',
  },
  {
    within: 'packages/use-cases',
    from: 'share',
    to: 'people',
    because: 'what is shared is a person’s record, and the projection says of a person what their chart says',
  },
  {
    within: 'packages/use-cases',
    from: 'share',
    to: 'screen',
    because: 'rebuilding the projection tells of questionnaires what sending them told',
  },
  {
    within: 'packages/use-cases',
    from: 'share',
    to: 'session',
    because: 'rebuilding the projection reads sessions back the way recording wrote them (HOUSE section 6)',
  },
  {
    within: 'packages/use-cases',
    from: 'import',
    to: 'people',
    because: 'an accepted referral becomes a person, and whoever may act on a person may act on a referral',
  },
  {
    within: 'packages/use-cases',
    from: 'admin',
    to: 'sign-in',
    because: 'a change of a membership ends logins, in the same transaction and the same journal',
  },
  {
    within: 'packages/use-cases',
    from: '*',
    to: 'people',
    because: 'most acts touch somebody’s record: who acted, on which occasion, and the line in the access record',
  },
  {
    within: 'packages/domain/clinic',
    from: 'plan',
    to: 'care-team',
    because: 'a plan is signed by members of the care team',
  },
  {
    within: 'packages/domain/clinic',
    from: 'plan',
    to: 'session',
    because: 'a signature on a plan carries the same credential line and the same step-up as one on a session',
  },
  {
    within: 'packages/domain/clinic',
    from: 'notes',
    to: 'care-team',
    because: 'a handoff is for one side of the care team',
  },
  {
    within: 'packages/domain/clinic',
    from: 'notes',
    to: 'session',
    because: 'a signature on a note carries the same credential line and the same step-up as one on a session',
  },
  {
    within: 'packages/use-cases',
    from: 'plan',
    to: 'protocols',
    because: 'a plan pins a protocol version and is held against it',
  },
  {
    within: 'packages/use-cases',
    from: 'plan',
    to: 'consent',
    because: 'the patient’s signature counts on a plan when it would count on a consent (RULINGS 9)',
  },
  {
    within: 'packages/use-cases',
    from: 'plan',
    to: 'session',
    because: 'the signature lock is worked out from the session’s own record',
  },
  {
    within: 'packages/use-cases',
    from: 'share',
    to: 'plan',
    because: 'the projection made anew says of team and plan what recording them said',
  },
  {
    within: 'packages/use-cases',
    from: 'team',
    to: 'consent',
    because: 'an outside therapist joins on the release the patient signed',
  },
  {
    within: 'packages/use-cases',
    from: 'team',
    to: 'plan',
    because: 'team and plan are told in FHIR together',
  },
  {
    within: 'packages/use-cases',
    from: 'team',
    to: 'sign-in',
    because: 'a guest’s reach is a privilege: it stands in the account’s history and ends open streams',
  },
  {
    within: 'packages/use-cases',
    from: 'sign-in',
    to: 'team',
    because: 'whom a guest reaches is asked at every request (RULINGS 19)',
  },
  {
    within: 'packages/domain/clinic',
    from: 'consent',
    to: 'session',
    because: 'approving a text asks for the same step-up as signing a session',
  },
  {
    within: 'packages/domain/clinic',
    from: 'consent',
    to: 'people',
    because: 'a signer’s name is compared as names are compared on a chart',
  },
  {
    within: 'packages/domain/clinic',
    from: 'session',
    to: 'people',
    because: 'the name an escort types is compared as names are compared on a chart (RULINGS 9)',
  },
  {
    within: 'packages/use-cases',
    from: 'consent',
    to: 'session',
    because:
      'the signature lock comes from the sessions’ own records, and a withdrawal in a session stands in its record',
  },
  {
    within: 'packages/use-cases',
    from: 'consent',
    to: 'share',
    because: 'a release that is signed here is recorded as one from paper is (RULINGS 8)',
  },
  {
    within: 'packages/use-cases',
    from: 'share',
    to: 'consent',
    because: 'the projection made anew says of consents what signing them said',
  },
  {
    within: 'packages/use-cases',
    from: 'consent',
    to: 'intake',
    because: 'a consent in a packet closes its form in the transaction that keeps the signature',
  },
  {
    within: 'packages/use-cases',
    from: 'consent',
    to: 'team',
    because: 'a withdrawn release ends an outside therapist’s time on the team (RULINGS 8)',
  },
  {
    within: 'packages/use-cases',
    from: 'notes',
    to: 'tasks',
    because: 'an unread handoff and a message to one person are tasks until they are answered',
  },
  {
    within: 'packages/use-cases',
    from: 'notes',
    to: 'session',
    because: 'a note or a handoff may be about a session',
  },
  {
    within: 'packages/use-cases',
    from: 'bill',
    to: 'session',
    because: 'charges are worked out from the signed session, of which billing sees times, route and amount alone',
  },
  {
    within: 'packages/use-cases',
    from: 'screen',
    to: 'people',
    because: 'screening reads a person’s chart, and leaves its line in the same transaction',
  },
  {
    within: 'packages/use-cases',
    from: 'screen',
    to: 'intake',
    because: 'a questionnaire in a packet closes its form in the transaction that keeps the answers',
  },
  {
    within: 'packages/use-cases',
    from: 'outcomes',
    to: 'session',
    because: 'what was given, how much and how deep stands in the session’s own record',
  },
  {
    within: 'packages/use-cases',
    from: 'outcomes',
    to: 'people',
    because: 'outcomes are read of a person, by whoever may act on one',
  },
  {
    within: 'packages/use-cases',
    from: 'outcomes',
    to: 'intake',
    because: 'a measure after a session is sent as a packet of its own',
  },
  {
    within: 'packages/use-cases',
    from: 'outcomes',
    to: 'screen',
    because: 'what is measured is what was screened: the same answers and the same results',
  },
  {
    within: 'packages/use-cases',
    from: 'screen',
    to: 'tasks',
    because: 'whoever opens a task in its own transaction tells the devices afterwards under the topic of tasks',
  },
  {
    within: 'packages/use-cases',
    from: 'outcomes',
    to: 'tasks',
    because: 'whoever opens a task in its own transaction tells the devices afterwards under the topic of tasks',
  },
  {
    within: 'packages/use-cases',
    from: 'today',
    to: 'book',
    because: 'who comes today is what is in the calendar',
  },
  {
    within: 'packages/use-cases',
    from: 'today',
    to: 'gates',
    because: 'the readiness of a row is what the gates of the session will ask',
  },
  {
    within: 'packages/use-cases',
    from: 'today',
    to: 'session',
    because: 'what was said when the session of the day opened is not asked a second time',
  },
  {
    within: 'packages/use-cases',
    from: 'session',
    to: 'plan',
    because: 'a session and its orders pin the limits the plan in force sets for this person (RULINGS 5)',
  },
  {
    within: 'packages/use-cases',
    from: 'today',
    to: 'plan',
    because: 'the plan in force says by which protocol a visit is judged',
  },
  {
    within: 'packages/use-cases',
    from: 'sign',
    to: 'session',
    because: 'what is signed is the session as it was charted',
  },
  {
    within: 'packages/use-cases',
    from: 'people',
    to: 'session',
    because: 'a chart shows what was weighed in the sessions of its person, read back as the dose reads it',
  },
  {
    within: 'packages/use-cases',
    from: 'sign',
    to: 'verify',
    because: 'a signed record gets its place in the log that is verified (TAMPER-EVIDENCE)',
  },
  {
    within: 'packages/use-cases',
    from: 'export',
    to: 'verify',
    because: 'an export carries the log and its key, so that a stranger can verify it',
  },
  {
    within: 'packages/use-cases',
    from: 'verify',
    to: 'session',
    because: 'what is verified is the ledger of the sessions, under the name their entries give it',
  },
  {
    within: 'packages/use-cases',
    from: 'gates',
    to: 'bill',
    because: 'the estimate is a line of the gate, which only warns',
  },
  {
    within: 'packages/use-cases',
    from: 'gates',
    to: 'consent',
    because: 'consents are lines of both gates',
  },
  {
    within: 'packages/use-cases',
    from: 'gates',
    to: 'plan',
    because: 'the plan is a line of the dose gate',
  },
  {
    within: 'packages/use-cases',
    from: 'gates',
    to: 'screen',
    because: 'eligibility and mood safety are lines of the gates',
  },
  {
    within: 'packages/use-cases',
    from: 'gates',
    to: 'session',
    because: 'a consent signed under the medicine does not count, and only the session knows when that was',
  },
  {
    within: 'packages/use-cases',
    from: 'gates',
    to: 'protocols',
    because: 'which papers and decisions are asked for follows from the protocol',
  },
  {
    within: 'packages/use-cases',
    from: 'session',
    to: 'gates',
    because: 'opening a session and ordering a dose are refused by the gates',
  },
  {
    within: 'packages/use-cases',
    from: 'doses',
    to: 'session',
    because: 'what was given here stands in the sessions',
  },
  {
    within: 'packages/use-cases',
    from: 'gates',
    to: 'book',
    because: 'who takes the person home is named with the appointment',
  },
  {
    within: 'packages/use-cases',
    from: 'live',
    to: 'session',
    because: 'the one event stream of a browser tells of the sessions its tabs show (RULINGS 18)',
  },
  {
    within: 'packages/use-cases',
    from: 'live',
    to: 'calls',
    because: 'calls for help come over the same stream (RULINGS 17, 18)',
  },
  {
    within: 'packages/use-cases',
    from: 'session',
    to: 'calls',
    because: 'an entry that calls for help is shown on every screen of the practice',
  },
  {
    within: 'packages/use-cases',
    from: 'calls',
    to: 'session',
    because: 'answers and what nobody answered stand in the session’s record',
  },
  {
    within: 'packages/use-cases',
    from: 'calls',
    to: 'tasks',
    because: 'a call nobody answers becomes a task by the coverage roster',
  },
  {
    within: 'packages/use-cases',
    from: 'live',
    to: 'sign-in',
    because: 'a stream goes by how its login stands now',
  },
  {
    within: 'packages/use-cases',
    from: 'intake',
    to: 'tasks',
    because: 'forms that are not finished become a task, which the devices are told of under the topic of tasks',
  },
  {
    within: 'packages/use-cases',
    from: 'plan',
    to: 'intake',
    because: 'a plan in a packet closes its form in the transaction that keeps the signature',
  },
  {
    within: 'packages/use-cases',
    from: 'screen',
    to: 'consent',
    because: 'what a patient attests on the day is refused by the lock that holds for every signature',
  },
  {
    within: 'packages/use-cases',
    from: 'today',
    to: 'notes',
    because: 'a handoff that nobody read is an open point of the day',
  },
  {
    within: 'packages/use-cases',
    from: 'today',
    to: 'bill',
    because: 'the estimate is a line of a talk, which only warns',
  },
  {
    within: 'packages/use-cases',
    from: 'today',
    to: 'consent',
    because: 'the privacy notice is a line of a first visit',
  },
  {
    within: 'packages/use-cases',
    from: 'today',
    to: 'team',
    because: 'the care team is a line of the talks before and after a session',
  },
  {
    within: 'packages/domain/clinic',
    from: 'scheduling',
    to: 'intake',
    because: 'forms and visits are reminded of by one rule of the practice',
  },
]
