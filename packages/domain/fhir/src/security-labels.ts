import type { Coding } from 'fhir/r4'
import { systems } from './systems.ts'

/**
 * Labels on every resource (FHIR.md rule 6). Confidentiality says how a receiver must treat it; the sensitivity codes
 * are what a release may leave out: without the patient naming them, a partner does not see resources so labelled.
 */
export const sensitivities = {
  PSY: 'psychiatry disorder information sensitivity',
  SUD: 'substance use disorder information sensitivity',
} as const
export type Sensitivity = keyof typeof sensitivities

/** What has to go along with each disclosure of substance use information, word for word (42 CFR 2.32(a)(2), S58). */
export const redisclosureNotice = '42 CFR part 2 prohibits unauthorized use or disclosure of these records.'

/** The same for machines and for people. They tell a receiver what to do and ask no release for anything. */
const noRedisclosure: readonly Coding[] = [
  { system: systems.actCode, code: 'NORDSCLCD', display: 'no redisclosure without consent directive' },
  { system: systems.part2Notice, code: 'notice', display: redisclosureNotice },
]

/** The labels a release has to allow: how confidential, and which sensitive subjects. */
export function releaseLabels(security: readonly Coding[]): string[] {
  const goesAlong = new Set(noRedisclosure.map(({ code }) => code))
  return security.flatMap(({ code = '' }) => (goesAlong.has(code) ? [] : [code]))
}

export function labels(sensitive: readonly Sensitivity[]): Coding[] {
  const confidentiality: Coding =
    sensitive.length === 0
      ? { system: systems.confidentiality, code: 'N', display: 'normal' }
      : { system: systems.confidentiality, code: 'R', display: 'restricted' }
  return [
    confidentiality,
    ...sensitive.map((code) => ({ system: systems.actCode, code, display: sensitivities[code] })),
    ...(sensitive.includes('SUD') ? noRedisclosure : []),
  ]
}

interface CodedProblem {
  readonly text: string
  readonly codings: readonly { readonly system: string; readonly code: string }[]
}

/**
 * ICD-10-CM chapters decide where a code is given: F10–F19 is substance use, any other F is psychiatry. A problem coded
 * in SNOMED CT alone is judged by its words: this table holds the stems, and when in doubt it labels, since a label too
 * many hides a problem until the patient names it while a label too few discloses one.
 */
export function problemSensitivities(problem: CodedProblem): Sensitivity[] {
  const icd = problem.codings.filter((coding) => coding.system.includes('icd-10')).map((coding) => coding.code)
  const words = problem.text.toLowerCase()
  const substance = icd.some((code) => /^F1\d/.test(code)) || substanceStems.some((stem) => words.includes(stem))
  const psychiatric =
    icd.some((code) => /^F(?!1\d)/.test(code)) || psychiatricStems.some((stem) => words.includes(stem))
  return [...(psychiatric ? ['PSY' as const] : []), ...(substance ? ['SUD' as const] : [])]
}

const substanceStems = [
  'alcohol',
  'opioid',
  'drug abuse',
  'drug depend',
  'drug overdose',
  'substance',
  'cocaine',
  'cannabis',
  'addict',
  'methadone',
  'stimulant use',
  'misuse',
]
const psychiatricStems = [
  'depress',
  'anxiety',
  'bipolar',
  'mania',
  'psych',
  'schizo',
  'suicid',
  'stress disorder',
  'ptsd',
  'panic',
  'obsessive',
  'personality disorder',
  'attention deficit',
  'eating disorder',
  'anorexia nervosa',
  'bulimia',
  'self-harm',
  'dissociative',
  'mental disorder',
  'mood disorder',
]
