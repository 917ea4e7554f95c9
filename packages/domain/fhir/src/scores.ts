import type { adverseEffects } from '@holdspace/record/bodies'
import type { Bodies } from '@holdspace/record/catalogue'
import type { LocalCode } from './codes.ts'
import { component, localCode, observationOf, scorePoints } from './observation.ts'
import type { Served } from './resource-types.ts'
import type { MappedFact, SessionContext } from './session-context.ts'
import { profiles } from './systems.ts'

type PadssItem = keyof Bodies['discharge-scored']['items']

const padssCodes: { readonly [Item in PadssItem]: LocalCode } = {
  vitalSigns: 'padss-vital-signs',
  activity: 'padss-activity',
  nauseaAndPain: 'padss-nausea-and-pain',
  bleeding: 'padss-bleeding',
  intake: 'padss-intake',
}
const padssItems = Object.keys(padssCodes) as PadssItem[]

/** The discharge score with its items; local codes, since no LOINC code was verified (TERMINOLOGY.md section 2). */
export function dischargeScore(
  body: Bodies['discharge-scored'],
  fact: MappedFact,
  context: SessionContext,
): Served<'Observation'>[] {
  const items = padssItems.map((item) =>
    component(localCode(padssCodes[item], context), { valueQuantity: scorePoints(body.items[item]) }),
  )
  const scored = { valueQuantity: scorePoints(body.total), component: items }
  const frame = { key: 'padss', category: 'exam', profile: profiles.clinicalResult } as const
  return [observationOf({ ...frame, code: localCode('discharge-padss', context), body: scored }, fact, context)]
}

const effectWords: { readonly [Effect in (typeof adverseEffects)[number]]: string } = {
  nausea: 'Nausea',
  vomiting: 'Vomiting',
  headache: 'Headache',
  dizziness: 'Dizziness',
  'high-blood-pressure': 'High blood pressure',
  'low-blood-pressure': 'Low blood pressure',
  'fast-pulse': 'Fast pulse',
  'slow-pulse': 'Slow pulse',
  'low-oxygen': 'Low oxygen saturation',
  'slow-breathing': 'Slow breathing',
  laryngospasm: 'Laryngospasm',
  'deep-sedation': 'Deep sedation',
  'anxiety-or-panic': 'Anxiety or panic',
  'distressing-dissociation': 'Distressing dissociation',
  'blurred-vision': 'Blurred vision',
  agitation: 'Agitation',
  seizure: 'Seizure',
  'allergic-reaction': 'Allergic reaction',
  'injection-site': 'Reaction at the injection site',
  fall: 'Fall',
  other: 'Other adverse effect',
}

/** An adverse effect as a coded finding; the action taken is a clinical fact and goes along as a note. */
export function adverseEffect(
  body: Bodies['adverse-effect-noted'],
  fact: MappedFact,
  context: SessionContext,
): Served<'Observation'>[] {
  const observed = {
    valueCodeableConcept: { text: effectWords[body.effect] },
    component: [
      component(localCode('adverse-effect-severity', context), { valueCodeableConcept: { text: body.severity } }),
    ],
    ...(body.action === '' ? {} : { note: [{ text: body.action }] }),
  }
  const frame = { key: 'effect', category: 'exam', profile: profiles.clinicalResult } as const
  return [observationOf({ ...frame, code: localCode('adverse-effect', context), body: observed }, fact, context)]
}
