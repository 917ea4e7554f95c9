import { accountRouter } from './account-router.ts'
import { appointmentRouter } from './appointment-router.ts'
import { auditRouter } from './audit-router.ts'
import { billingRouter } from './billing-router.ts'
import { consentRouter } from './consent-router.ts'
import { doseHistoryRouter } from './dose-history-router.ts'
import { helpRouter } from './help-router.ts'
import { instrumentRouter } from './instrument-router.ts'
import { intakeRouter } from './intake-router.ts'
import { liveRouter } from './live-router.ts'
import { mailRouter } from './mail-router.ts'
import { memberRouter } from './member-router.ts'
import { handoffRouter, messageRouter, noteRouter, psychotherapyNoteRouter } from './note-router.ts'
import { outcomeRouter } from './outcome-router.ts'
import { packetRouter } from './packet-router.ts'
import { peopleRouter } from './people-router.ts'
import { planRouter } from './plan-router.ts'
import { createCallerFactory, router } from './procedure.ts'
import { protocolRouter } from './protocol-router.ts'
import { referralRouter } from './referral-router.ts'
import { screeningRouter } from './screening-router.ts'
import { sessionRouter } from './session-router.ts'
import { sharingRouter } from './sharing-router.ts'
import { signInRouter } from './sign-in-router.ts'
import { taskRouter } from './task-router.ts'
import { teamRouter } from './team-router.ts'

/** Every question and act of the staff's app, one router a subject. */
export const appRouter = router({
  account: accountRouter,
  appointment: appointmentRouter,
  audit: auditRouter,
  billing: billingRouter,
  consent: consentRouter,
  doseHistory: doseHistoryRouter,
  handoff: handoffRouter,
  help: helpRouter,
  instrument: instrumentRouter,
  intake: intakeRouter,
  live: liveRouter,
  mail: mailRouter,
  member: memberRouter,
  message: messageRouter,
  note: noteRouter,
  outcome: outcomeRouter,
  packet: packetRouter,
  people: peopleRouter,
  plan: planRouter,
  protocol: protocolRouter,
  psychotherapyNote: psychotherapyNoteRouter,
  referral: referralRouter,
  screening: screeningRouter,
  session: sessionRouter,
  sharing: sharingRouter,
  signIn: signInRouter,
  task: taskRouter,
  team: teamRouter,
})

export type AppRouter = typeof appRouter

/** Calls the same procedures in process, for server components and tests. */
export const createCaller = createCallerFactory(appRouter)
