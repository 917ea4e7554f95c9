import type { Duty } from '../access/actor.ts'

/**
 * What a person can consent to here, each a paper of its own (RULINGS 8): one is signed, lapses and is withdrawn without
 * touching the others. The names stay for ever, since signed papers carry them.
 */
export const consentKinds = [
  'treatment-iv',
  'treatment-im',
  'treatment-nasal',
  'treatment-esketamine',
  'treatment-by-mouth',
  'ride-and-no-driving',
  'privacy-notice',
  'release-to-partner',
  'release-to-therapist',
  'financial-agreement',
  'telehealth',
  'recording',
  'touch',
] as const
export type ConsentKind = (typeof consentKinds)[number]

export type ConsentRoute = 'IV' | 'IM' | 'SL' | 'PO' | 'IN'

/** What is given, and how: either one makes a treatment consent another paper. */
export interface Treatment {
  readonly medicine: 'ketamine' | 'esketamine'
  readonly route: ConsentRoute
}

/** What has a text that a practice approves: every consent, and what the escort reads and signs at discharge (RULINGS 9). */
export const textKinds = [...consentKinds, 'discharge-instructions'] as const
export type TextKind = (typeof textKinds)[number]

export interface ConsentRule {
  /** As staff say it, in lists and refusals. */
  readonly title: string
  /** What a treatment consent covers: another route or medicine is another paper (CONSENT.md section 5). */
  readonly treats: readonly Treatment[]
  /**
   * `to-treat`: no dose without it. `asked-of-everybody`: asked, and its absence is shown, but it stops nothing: care may
   * not be made to depend on the acknowledgement of a notice or on a price (45 CFR 164.520(c)(2)). `if-wanted`: off
   * unless the patient wants it.
   */
  readonly need: 'to-treat' | 'asked-of-everybody' | 'if-wanted'
  /** Who of the practice answers for its text. */
  readonly approvedBy: readonly Duty[]
  /** A release names one recipient; each recipient is a consent of its own. */
  readonly recipient: 'partner' | 'therapist' | null
}

const treatment = (title: string, ...treats: readonly Treatment[]): ConsentRule => ({
  title,
  treats,
  need: 'to-treat',
  approvedBy: ['medical-director'],
  recipient: null,
})

/** Either medicine: by these routes neither is approved for a mental health condition. */
const eitherBy = (route: ConsentRoute): readonly Treatment[] => [
  { medicine: 'ketamine', route },
  { medicine: 'esketamine', route },
]

const byChoice = (title: string, approvedBy: Duty): ConsentRule => ({
  title,
  treats: [],
  need: 'if-wanted',
  approvedBy: [approvedBy],
  recipient: null,
})

export const consentRules: { readonly [K in ConsentKind]: ConsentRule } = {
  'treatment-iv': treatment('Treatment: infusion into a vein', ...eitherBy('IV')),
  'treatment-im': treatment('Treatment: injection into a muscle', ...eitherBy('IM')),
  'treatment-nasal': treatment('Treatment: ketamine nasal spray', { medicine: 'ketamine', route: 'IN' }),
  // The approved product is a paper of its own: what it says of approval, observation and REMS is untrue of any other.
  'treatment-esketamine': treatment('Treatment: esketamine nasal spray', { medicine: 'esketamine', route: 'IN' }),
  'treatment-by-mouth': treatment('Treatment: by mouth or under the tongue', ...eitherBy('SL'), ...eitherBy('PO')),
  'ride-and-no-driving': {
    ...treatment('Ride home and no driving'),
    need: 'to-treat',
  },
  'privacy-notice': { ...byChoice('Privacy notice received', 'privacy-officer'), need: 'asked-of-everybody' },
  'release-to-partner': { ...byChoice('Release to another organisation', 'privacy-officer'), recipient: 'partner' },
  'release-to-therapist': { ...byChoice('Release to an outside therapist', 'privacy-officer'), recipient: 'therapist' },
  'financial-agreement': {
    ...byChoice('Financial agreement', 'privacy-officer'),
    need: 'asked-of-everybody',
    approvedBy: ['medical-director', 'privacy-officer'],
  },
  telehealth: byChoice('Visits by video or telephone', 'medical-director'),
  recording: byChoice('Sound or video recording', 'medical-director'),
  touch: byChoice('Supportive touch', 'medical-director'),
}

/** Who of the practice answers for a text, and what staff call it. */
export const textRules: { readonly [K in TextKind]: Pick<ConsentRule, 'title' | 'approvedBy'> } = {
  ...consentRules,
  'discharge-instructions': { title: 'Discharge instructions, for the escort', approvedBy: ['medical-director'] },
}

/** The part of a protocol's drug plan that chooses the consent. */
export interface TreatedWith {
  readonly ingredient: { readonly name: Treatment['medicine'] }
  readonly route: ConsentRoute
}

export function treatmentOf({ ingredient, route }: TreatedWith): Treatment {
  return { medicine: ingredient.name, route }
}

/** The treatment consent that covers a treatment. */
export function treatmentKindOf(treatment: Treatment): ConsentKind {
  const kind = consentKinds.find((each) => covers(each, treatment))
  if (kind === undefined) throw new Error(`No consent covers ${treatment.medicine} by the route ${treatment.route}.`)
  return kind
}

export function isTreatment(kind: ConsentKind): boolean {
  return consentRules[kind].treats.length > 0
}

/** An acknowledgement says what was received on a day; it permits nothing, so there is nothing to take back. */
export function canBeTakenBack(kind: ConsentKind): boolean {
  return kind !== 'privacy-notice'
}

/** The papers everybody who is treated so is asked for, in the order they are handed over. */
export function kindsAskedFor(treatment: Treatment): readonly ConsentKind[] {
  return consentKinds.filter((kind) => {
    if (consentRules[kind].need === 'if-wanted') return false
    return !isTreatment(kind) || covers(kind, treatment)
  })
}

function covers(kind: ConsentKind, { medicine, route }: Treatment): boolean {
  return consentRules[kind].treats.some((one) => one.medicine === medicine && one.route === route)
}
