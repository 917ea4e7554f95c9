import type { PatientActor } from '@holdspace/clinic/access/actor'
import type { InstrumentId } from '@holdspace/instruments/instrument'
import type { PatientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { House } from '@holdspace/use-cases/house'
import { saveOwnAnswer, submitOwnInstrument } from '@holdspace/use-cases/screen/answer-own-instrument'
import { decideEligibility } from '@holdspace/use-cases/screen/decide-eligibility'
import { enterInstrument } from '@holdspace/use-cases/screen/enter-instrument'
import { actAs } from './act-as.ts'
import { asked as askedOf } from './asked-instrument.ts'
import type { StillClock } from './clock.ts'
import type { DemoStory } from './demo-referrals.ts'
import { minutesBefore } from './demo-sessions.ts'
import { answerPacket, sendPacket } from './intake-fixtures.ts'
import { helenAmes, maraQuist, theoLind } from './people.ts'

const day = 24 * 60

/** Totals of the demo's people, by days before it begins; each story reads off its plot what it is about. */
const courses: Partial<
  Record<DemoStory, Partial<Record<'phq-9' | 'gad-7', readonly (readonly [daysAgo: number, total: number])[]>>>
> = {
  'series-complete': {
    'phq-9': [
      [48, 21],
      [40, 15],
      [33, 10],
      [22, 5],
      [6, 4],
    ],
    'gad-7': [
      [48, 15],
      [33, 8],
      [6, 4],
    ],
  },
  relapse: {
    'phq-9': [
      [68, 20],
      [58, 11],
      [48, 7],
      [27, 8],
      [4, 17],
    ],
    'gad-7': [
      [68, 13],
      [48, 6],
      [4, 11],
    ],
  },
  'non-responder': {
    'phq-9': [
      [26, 19],
      [18, 18],
      [12, 17],
      [5, 18],
    ],
    'gad-7': [
      [26, 12],
      [5, 11],
    ],
  },
  'ready-today': {
    'phq-9': [
      [10, 18],
      [5, 13],
    ],
  },
  'in-session': {
    'phq-9': [
      [11, 17],
      [3, 11],
    ],
  },
  'in-recovery': { 'phq-9': [[7, 16]] },
}

/** Enters a questionnaire from paper so that it comes to this total; the suicide item stays 0. */
export async function enterTotalOf(
  house: House,
  patientId: PatientId,
  instrumentId: 'phq-9' | 'gad-7',
  total: number,
): Promise<void> {
  const entered = await enterInstrument(house, actAs(maraQuist, house.clock), {
    responseId: house.newId(),
    patientId,
    instrumentId,
    language: 'en',
    mode: 'paper',
    answeredBy: 'patient',
    answers: answersFor(instrumentId, total),
  })
  if (!entered.ok) throw new Error(entered.refusal.sentence)
}

/** Spreads a total over the questions as evenly as it goes; question 9 of the PHQ-9 is left at 0. */
function answersFor(instrumentId: InstrumentId, total: number): Record<string, number> {
  const items = askedOf(instrumentId).items.filter((item) => item.scored)
  const carrying = items.filter((item) => !(instrumentId === 'phq-9' && item.id === '9'))
  const each = Math.floor(total / carrying.length)
  const more = total - each * carrying.length
  const spread = carrying.map((item, at) => [item.id, each + (at < more ? 1 : 0)] as const)
  const answers = new Map<string, number>(items.map((item) => [item.id, 0]))
  for (const [id, value] of spread) answers.set(id, value)
  return Object.fromEntries(answers)
}

/** A patient answers a questionnaire of their packet question by question; sends it unless the story stops before. */
export async function answerOwnInstrument(
  house: House,
  patient: PatientActor,
  ref: InstrumentId,
  answers: Readonly<Record<string, number>>,
  { isSent = true }: { readonly isSent?: boolean } = {},
): Promise<void> {
  const itemId = `instrument:${ref}`
  for (const [questionId, value] of Object.entries(answers)) {
    const input = { answerId: house.newId(), itemId, questionId, value, language: 'en' } as const
    const saved = await saveOwnAnswer(house, patient, input)
    if (!saved.ok) throw new Error(saved.refusal.sentence)
  }
  if (!isSent) return
  const sent = await submitOwnInstrument(house, patient, { itemId, language: 'en' })
  if (!sent.ok) throw new Error(sent.refusal.sentence)
}

/** Question 9 answered 2 and the questionnaire not sent: the task is open, its clock runs (RULINGS 7). */
export async function tellPositiveItem9(house: House, patientId: PatientId): Promise<void> {
  const items = [{ kind: 'identity' as const }, { kind: 'instrument' as const, ref: 'phq-9' }]
  const { link } = await sendPacket(house, actAs(theoLind, house.clock), patientId, items)
  const patient = await answerPacket(house, link)
  const answers = { '1': 2, '2': 3, '3': 2, '4': 2, '5': 1, '6': 3, '7': 1, '8': 0, '9': 2 }
  await answerOwnInstrument(house, patient, 'phq-9', answers, { isSent: false })
}

/** Dr Ames reads the stroke and the blood pressure in the screening, and decides against treatment. */
export async function tellContraindicated(house: House, patientId: PatientId): Promise<void> {
  const decided = await decideEligibility(house, actAs(helenAmes, house.clock), {
    decisionId: house.newId(),
    patientId,
    track: 'kap',
    outcome: 'not-eligible',
    reason:
      'Stroke and blood pressure that is not in check. Neither can wait for this treatment; back to the general practitioner, and asked again when both are settled.',
    capacity: 'yes',
    willing: 'yes',
    supported: 'unknown',
    acknowledged: [],
  })
  if (!decided.ok) throw new Error(decided.refusal.sentence)
}

/** Everything above for the stories of the demo; call it once the charts and the sessions are there. */
export async function tellOutcomes(
  house: House,
  clock: StillClock,
  now: Instant,
  charts: Readonly<Record<DemoStory, PatientId>>,
): Promise<void> {
  for (const [story, byInstrument] of Object.entries(courses) as [
    DemoStory,
    NonNullable<(typeof courses)[DemoStory]>,
  ][]) {
    for (const instrumentId of ['phq-9', 'gad-7'] as const) {
      for (const [daysAgo, total] of byInstrument[instrumentId] ?? []) {
        clock.set(minutesBefore(now, daysAgo * day))
        await enterTotalOf(house, charts[story], instrumentId, total)
      }
    }
  }
  clock.set(minutesBefore(now, 4 * day))
  await tellContraindicated(house, charts.contraindicated)
  clock.set(minutesBefore(now, 12))
  await tellPositiveItem9(house, charts['positive-item-9'])
}
