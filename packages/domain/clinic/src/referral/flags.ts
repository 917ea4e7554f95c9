import { ageInYears, type CalendarDate, formatDate } from '@holdspace/kit/calendar-date'
import { foldName } from '../people/fold-name.ts'
import { formatPartialDate } from '../people/partial-date.ts'
import { type FlagSeverity, flagSeverities, type ProblemFlagRule, problemFlagRules } from './flag-rules.ts'
import { ketamineAllergy, type MedicineFlagRule, medicineFlagRules } from './flag-rules-medicines.ts'
import { codeSystems } from './read-concept.ts'
import type {
  Concept,
  ReferralContent,
  ReferredAllergy,
  ReferredBloodPressure,
  ReferredMedication,
  ReferredProblem,
} from './referral-content.ts'

/** A reason to look twice, and exactly what in the data gave it. */
export interface Flag {
  readonly rule: string
  readonly title: string
  readonly severity: FlagSeverity
  /** What the data says, with code and date: the reviewer can check it against the file. */
  readonly because: string
  readonly ask: string
  /** The resource it came from, e.g. `Condition/4ff6…`; `Patient` for age. */
  readonly source: string
  /** Who of this practice wrote it down; absent for what came with a referral. */
  readonly recordedByName?: string
}

/** Of a chart: who of this practice wrote the line down, or last said how it stands. */
interface WrittenBy {
  readonly recordedByName?: string
}

function writtenBy({ recordedByName }: WrittenBy): WrittenBy {
  return recordedByName === undefined ? {} : { recordedByName }
}

/** What flags are read from: the same for a referral under review and for a chart. */
export type ClinicalPicture = {
  readonly birthDate: CalendarDate
  readonly problems: readonly (Pick<ReferredProblem, 'sourceId' | 'concept' | 'status' | 'onset'> & WrittenBy)[]
  readonly allergies: readonly (Pick<ReferredAllergy, 'sourceId' | 'concept' | 'status'> & WrittenBy)[]
  readonly medications: readonly (Pick<ReferredMedication, 'sourceId' | 'concept' | 'status' | 'lastOn'> & WrittenBy)[]
  readonly bloodPressure?: ReferredBloodPressure | undefined
}

export function pictureOf(content: ReferralContent): ClinicalPicture {
  const { problems, allergies, medications, bloodPressure } = content
  return { birthDate: content.person.birthDate, problems, allergies, medications, bloodPressure }
}

/** Stands wherever flags are shown, also when there are none. */
export const noFlagIsNoClearance =
  'Flags only repeat what the data says. What is not written there is unknown, not absent: screening still asks everything.'

/** Every flag the data carries, hard stops first, one line a rule and source. */
export function flagsOf(picture: ClinicalPicture, today: CalendarDate): Flag[] {
  const flags = [
    ...ageFlags(picture.birthDate, today),
    ...picture.allergies.flatMap(allergyFlags),
    ...problemFlagRules.flatMap((rule) => problemFlags(rule, picture.problems)),
    ...medicineFlagRules.flatMap((rule) => medicineFlags(rule, picture.medications)),
    ...pressureFlags(picture.bloodPressure),
  ]
  return flags.toSorted((one, other) => rank(one) - rank(other))
}

const rank = (flag: Flag) => flagSeverities.indexOf(flag.severity)

function ageFlags(birthDate: CalendarDate, today: CalendarDate): Flag[] {
  const years = ageInYears(birthDate, today)
  const common = { rule: 'age', because: `Born ${formatDate(birthDate)}, ${years} years old.`, source: 'Patient' }
  if (years < 18) {
    const ask = 'Safety under 18 is not established. Who consents, and has the practice decided to treat minors?'
    return [{ ...common, title: 'Under 18', severity: 'hard-stop', ask }]
  }
  if (years < 65) return []
  const ask = 'Lower reserve: review heart, falls, memory and medicines before deciding on a dose.'
  return [{ ...common, title: '65 or older', severity: 'caution', ask }]
}

function problemFlags(rule: ProblemFlagRule, problems: ClinicalPicture['problems']): Flag[] {
  return problems
    .filter((problem) => problem.status !== 'resolved' || rule.alsoWhenResolved)
    .flatMap((problem) => {
      const code = matches(problem.concept, { snomed: rule.snomed, icd10: rule.icd10 }, rule.words, rule.unless)
      if (code === undefined) return []
      const since = problem.onset === undefined ? '' : ` since ${formatPartialDate(problem.onset)}`
      const status = {
        active: `active${since}`,
        resolved: 'marked as resolved',
        'not-stated': `status not stated${since}`,
      }
      return {
        rule: rule.id,
        title: rule.title,
        severity: rule.severity,
        because: `Problem “${problem.concept.text}” (${code}), ${status[problem.status]}.`,
        ask: rule.ask,
        source: `Condition/${problem.sourceId}`,
        ...writtenBy(problem),
      }
    })
}

function medicineFlags(rule: MedicineFlagRule, medications: ClinicalPicture['medications']): Flag[] {
  return medications
    .filter((medicine) => medicine.status !== 'stopped' || rule.alsoWhenStopped)
    .flatMap((medicine) => {
      const code = matches(medicine.concept, { rxnorm: rule.rxnorm }, rule.words)
      if (code === undefined) return []
      const on = medicine.lastOn === undefined ? '' : `, last written ${formatDate(medicine.lastOn)}`
      const status = { active: 'active', 'on-hold': 'on hold', stopped: 'stopped', 'not-stated': 'status not stated' }
      return {
        rule: rule.id,
        title: rule.title,
        severity: rule.severity,
        because: `Medicine “${medicine.concept.text}” (${code}), ${status[medicine.status]}${on}.`,
        ask: rule.ask,
        source: `Medication/${medicine.sourceId}`,
        ...writtenBy(medicine),
      }
    })
}

function allergyFlags(allergy: ClinicalPicture['allergies'][number]): Flag[] {
  const { id, title, severity, ask, snomed, rxnorm, words } = ketamineAllergy
  const code = matches(allergy.concept, { snomed, rxnorm }, words)
  if (code === undefined) return []
  const because = `Allergy “${allergy.concept.text}” (${code}), ${allergy.status}.`
  const source = `AllergyIntolerance/${allergy.sourceId}`
  return [{ rule: id, title, severity, because, ask, source, ...writtenBy(allergy) }]
}

function pressureFlags(pressure: ReferredBloodPressure | undefined): Flag[] {
  if (pressure === undefined || (pressure.systolicMmHg < 140 && pressure.diastolicMmHg < 90)) return []
  const { systolicMmHg, diastolicMmHg, measuredAt } = pressure
  return [
    {
      rule: 'raised-pressure',
      title: 'Raised blood pressure',
      severity: 'caution',
      because: `Newest blood pressure in the file ${systolicMmHg}/${diastolicMmHg} mmHg on ${measuredAt.slice(0, 10)}.`,
      ask: 'Measure here. Uncontrolled high blood pressure is a hard stop.',
      source: 'Observation',
    },
  ]
}

/**
 * How the concept matches: by code ("SNOMED 230690007") or by its words ("by its words"); undefined when it does not.
 * A family history, a denial or a screening is not the illness.
 */
function matches(
  concept: Concept,
  codes: { snomed?: readonly string[]; icd10?: readonly string[]; rxnorm?: readonly string[] },
  words: RegExp,
  unless?: RegExp,
): string | undefined {
  for (const { system, code } of concept.codings) {
    if (system === codeSystems.snomed && codes.snomed?.includes(code)) return `SNOMED ${code}`
    if (system === codeSystems.rxnorm && codes.rxnorm?.includes(code)) return `RxNorm ${code}`
    if (system === codeSystems.icd10cm && codes.icd10?.some((start) => code.startsWith(start))) return `ICD-10 ${code}`
  }
  const written = [concept.text, ...concept.codings.map((one) => one.display ?? '')].map(foldName)
  const means = written.some((text) => words.test(text) && !unless?.test(text) && !notTheIllness.test(text))
  return means ? 'by its words' : undefined
}

const notTheIllness = /\b(family history|no history|no evidence|denies|fear of|screening for|risk of|at risk for)\b/
