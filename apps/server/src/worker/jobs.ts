import type { SystemActor } from '@holdspace/clinic/access/actor'
import { remindVisits } from '@holdspace/use-cases/book/remind-visits'
import { escalateCalls } from '@holdspace/use-cases/calls/escalate-calls'
import type { House } from '@holdspace/use-cases/house'
import { remindPackets } from '@holdspace/use-cases/intake/remind-packets'
import { type SendMail, sendDueMail } from '@holdspace/use-cases/mail/send-due-mail'
import { askDueMeasures, noteMissedMeasures } from '@holdspace/use-cases/outcomes/ask-measures'
import { planDueMeasures } from '@holdspace/use-cases/outcomes/plan-measures'
import { escalateTasks } from '@holdspace/use-cases/tasks/escalate-tasks'
import { sweepCredentials } from '@holdspace/use-cases/tasks/sweep-credentials'
import { simulateVitals } from './simulate-vitals.ts'

/** What a job may need besides the house. */
export interface JobTools {
  readonly sendMail: SendMail
}

/** Work done again and again for every practice, by whichever process has the turn. */
export interface Job {
  readonly name: string
  readonly everySeconds: number
  /** A run that takes longer counts as broken off and is tried again. */
  readonly mostSeconds: number
  readonly isDemoOnly?: true
  readonly run: (house: House, actor: SystemActor, tools: JobTools) => Promise<unknown>
}

/** Every recurring job of the house; a new one is a new row. Each is safe to run twice and to be broken off. */
export const jobs: readonly Job[] = [
  {
    name: 'send-mail',
    everySeconds: 5,
    mostSeconds: 120,
    run: (house, actor, { sendMail }) => sendDueMail(house, actor, sendMail),
  },
  { name: 'escalate-calls', everySeconds: 5, mostSeconds: 60, run: escalateCalls },
  { name: 'escalate-tasks', everySeconds: 20, mostSeconds: 60, run: escalateTasks },
  { name: 'plan-measures', everySeconds: 20, mostSeconds: 120, run: planDueMeasures },
  { name: 'ask-measures', everySeconds: 20, mostSeconds: 120, run: askDueMeasures },
  { name: 'note-missed-measures', everySeconds: 60, mostSeconds: 120, run: noteMissedMeasures },
  { name: 'remind-packets', everySeconds: 10 * 60, mostSeconds: 120, run: remindPackets },
  { name: 'remind-visits', everySeconds: 5 * 60, mostSeconds: 120, run: remindVisits },
  { name: 'sweep-credentials', everySeconds: 60 * 60, mostSeconds: 120, run: sweepCredentials },
  { name: 'simulate-vitals', everySeconds: 20, mostSeconds: 60, isDemoOnly: true, run: simulateVitals },
]
