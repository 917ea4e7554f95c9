import { treatmentKindOf } from '@holdspace/clinic/consent/kinds'
import type { PatientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { House } from '@holdspace/use-cases/house'
import { actAs } from './act-as.ts'
import type { StillClock } from './clock.ts'
import { byInfusion, byInjection, publishNewRisk, signAllConsents, withdrawOne } from './consent-fixtures.ts'
import type { DemoStory } from './demo-referrals.ts'
import { minutesBefore } from './demo-sessions.ts'
import { answerPacket, sendPacket, usualForms } from './intake-fixtures.ts'
import { theoLind } from './people.ts'
import { signPlan } from './plan-fixtures.ts'
import { talkDuringCourse, talkWithOutside } from './talk-fixtures.ts'

/** Links to forms that nobody has opened yet, for `demo.json`. */
export type FormLinks = Partial<Readonly<Record<DemoStory, readonly string[]>>>

const day = 24 * 60
const muscleCourse = { protocolId: 'kap-im', doses: 1, courseDays: 21 }
const packet = [
  ...usualForms,
  ...(['phq-9', 'gad-7', 'peg'] as const).map((ref) => ({ kind: 'instrument' as const, ref })),
]

/** Signed before the session that this person had; withdrawn later. Answers the id of the consent to treatment. */
export async function signToWithdraw(
  house: House,
  clock: StillClock,
  now: Instant,
  patientId: PatientId,
): Promise<string> {
  clock.set(minutesBefore(now, 16 * day))
  const id = (await signAllConsents(house, patientId, byInfusion)).get(treatmentKindOf(byInfusion))
  if (id === undefined) throw new Error('No consent to treatment was signed.')
  return id
}

/** Forms sent and answered, consents outdated and withdrawn, a plan with the outside therapist: the stories beside the courses. */
export async function tellPapers(
  house: House,
  clock: StillClock,
  now: Instant,
  charts: Readonly<Record<DemoStory, PatientId>>,
  toWithdraw: string,
): Promise<FormLinks> {
  const desk = () => actAs(theoLind, clock.now)
  clock.set(minutesBefore(now, 12 * day))
  await signPlan(house, charts['outside-therapist'], { track: 'kap', therapist: 'outside' })
  await signAllConsents(house, charts['outside-therapist'], byInfusion)

  clock.set(minutesBefore(now, 6 * day))
  const stroke = await sendPacket(house, desk(), charts.contraindicated, usualForms)
  await answerPacket(house, stroke.link, {
    answers: {
      stroke: 'yes',
      'stroke.more': 'In June of this year. My left hand is still weak.',
      'high-blood-pressure': 'yes',
      'blood-pressure-controlled': 'no',
      'takes-blood-pressure-medicine': 'yes',
    },
  })

  clock.set(minutesBefore(now, 5 * day))
  await signPlan(house, charts['consent-outdated'], { track: 'kap', changes: muscleCourse })
  await signAllConsents(house, charts['consent-outdated'], byInjection)

  clock.set(minutesBefore(now, 2 * day))
  await withdrawOne(house, toWithdraw, 'Called: wants to wait until spring')

  clock.set(minutesBefore(now, day))
  await talkDuringCourse(house, charts['in-session'])
  await talkWithOutside(house, charts['outside-therapist'])
  const fresh = await sendPacket(house, desk(), charts['new-referral'], packet)
  const mood = await sendPacket(house, desk(), charts['positive-item-9'], packet)
  await publishNewRisk(house, byInjection, '2.0.0', 'Problems with the bladder after many doses')
  return { 'new-referral': [fresh.link], 'positive-item-9': [mood.link] }
}
