import { goalMeasures, touchKinds } from '@holdspace/clinic/plan/plan-choices'
import type { PlanDraftInput } from '@holdspace/clinic/plan/plan-content'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import type { FormProblem } from '@holdspace/ui/error-summary'
import type { Answers } from '../outputs.ts'
import type { LimitDraft } from './patient-limits.tsx'

export interface Around {
  readonly protocol: ProtocolVersion
  readonly limits: readonly LimitDraft[]
  readonly reviewBy: CalendarDate | null
  readonly indications: Answers['plan']['read']['choices']['indications']
  /** Of the version that is changed; null where the course is planned for the first time. */
  readonly before: PlanDraftInput['indication'] | null
}

type Read =
  | { readonly draft: PlanDraftInput; readonly problems: readonly [] }
  | { readonly draft: null; readonly problems: readonly FormProblem[] }

const numbers = {
  doseLeast: 'Enter the lowest dose.',
  dose: 'Enter the highest dose.',
  doses: 'Enter how many doses.',
  courseDays: 'Enter how many days the course takes.',
  minGapHours: 'Enter the least time between two doses.',
  preparationSessions: 'Enter how many preparation sessions, 0 for none.',
  integrationPerDose: 'Enter how many integration sessions, 0 for none.',
} as const

/** What the form says as a draft, or what is missing in it, field by field. */
export function draftFrom(data: FormData, around: Around): Read {
  const words = (name: string) => String(data.get(name) ?? '').trim()
  const number = (name: keyof typeof numbers) => (words(name) === '' ? Number.NaN : Number(words(name)))
  const indication = indicationOf(words, around)
  const stopRules = words('stopRules')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const touch = words('touch')
  const problems: FormProblem[] = [
    ...(indication === null ? [{ field: 'indication', sentence: 'Choose what is treated.' }] : []),
    ...Object.entries(numbers).flatMap(([field, sentence]) =>
      Number.isNaN(number(field as keyof typeof numbers)) ? [{ field, sentence }] : [],
    ),
    ...(touch === '' ? [{ field: 'touch', sentence: 'Ask, and choose what the patient said.' }] : []),
    ...(stopRules.length === 0 ? [{ field: 'stopRules', sentence: 'Say when treatment stops.' }] : []),
    ...(around.reviewBy === null ? [{ field: 'reviewBy', sentence: 'Enter the day it is read again by.' }] : []),
  ]
  if (problems.length > 0 || indication === null || around.reviewBy === null) return { draft: null, problems }
  const [least, most] = [Math.round(number('doseLeast') * 1000), Math.round(number('dose') * 1000)]
  return {
    problems: [],
    draft: {
      protocolId: around.protocol.id,
      protocolVersion: around.protocol.version,
      indication,
      goals: goalsIn(data),
      dose:
        around.protocol.drug.dose.kind === 'weight'
          ? { kind: 'per-kg', leastMcgPerKg: least, mostMcgPerKg: most }
          : { kind: 'amount', leastMcg: least, mostMcg: most },
      doses: number('doses'),
      courseDays: number('courseDays'),
      minGapHours: number('minGapHours'),
      preparationSessions: number('preparationSessions'),
      integrationPerDose: number('integrationPerDose'),
      boosters: data.getAll('boosters').map(String),
      ...wishesIn(data, words),
      stopRules,
      patientLimits: around.limits.map(({ ruleId, item, value, reason }) => ({ ruleId, item, value, reason })),
      reviewBy: around.reviewBy,
    },
  }
}

/** What the patient wishes and allows. What was not asked counts as refused. */
function wishesIn(data: FormData, words: (name: string) => string) {
  const isAgreed = words('touch') === 'agreed'
  const shades = (['offered', 'wanted', 'declined'] as const).find((one) => one === words('eyeShades'))
  const recording = (['refused', 'audio', 'video'] as const).find((one) => one === words('recording'))
  const name = words('supportName')
  return {
    intention: words('intention'),
    touch: {
      permission: isAgreed ? ('agreed' as const) : ('refused' as const),
      kinds: isAgreed ? touchKinds.filter((kind) => data.getAll('kinds').includes(kind)) : [],
      limits: words('touchLimits'),
    },
    recording: recording ?? ('refused' as const),
    music: words('music'),
    eyeShades: shades ?? ('offered' as const),
    support: name === '' ? null : { name, relationship: words('supportRelationship'), phone: words('supportPhone') },
  }
}

function goalsIn(data: FormData): PlanDraftInput['goals'] {
  const chosen = data.getAll('goals').map(String)
  return goalMeasures.flatMap((measure) =>
    (['response', 'remission'] as const)
      .filter((aim) => chosen.includes(`${measure} ${aim}`))
      .map((aim) => ({ measure, aim })),
  )
}

function indicationOf(
  words: (name: string) => string,
  { indications, before }: Around,
): PlanDraftInput['indication'] | null {
  const known = indications.find((one) => one.text === words('indication'))
  if (known !== undefined) return known
  const own = words('indicationWords')
  // Left as they stood, the words keep their code: a change of something else must not take it away unseen.
  if (before !== null && own === before.text) return before
  return own === '' ? null : { text: own }
}
