import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { formatBorn } from '@holdspace/kit/calendar-date'
import type { AllergyStatus } from '../people/allergy-status.ts'
import { allergyStatusTitles } from '../people/allergy-status.ts'
import { foldName } from '../people/fold-name.ts'
import { conceptKey } from './read-concept.ts'
import type {
  ReferralContent,
  ReferredAllergy,
  ReferredIdentifier,
  ReferredMeasurement,
  ReferredMedication,
  ReferredPerson,
  ReferredProblem,
} from './referral-content.ts'

/** What a chart already holds, as far as a referral can add to it. */
export interface ChartOnFile {
  readonly person: ReferredPerson
  readonly allergyStatus: AllergyStatus
  readonly identifiers: readonly Pick<ReferredIdentifier, 'system' | 'value'>[]
  readonly problems: readonly Pick<ReferredProblem, 'concept' | 'onset' | 'status'>[]
  readonly allergies: readonly Pick<ReferredAllergy, 'concept' | 'status'>[]
  readonly medications: readonly Pick<ReferredMedication, 'concept' | 'status'>[]
  readonly measurements: readonly Pick<ReferredMeasurement, 'measuredAt' | 'weightG' | 'heightMm'>[]
}

export interface WhatIsNew {
  readonly identifiers: readonly ReferredIdentifier[]
  readonly problems: readonly ReferredProblem[]
  readonly allergies: readonly ReferredAllergy[]
  readonly medications: readonly ReferredMedication[]
  readonly measurements: readonly ReferredMeasurement[]
  /** What the chart's allergy status becomes: an allergy that is named now is known from now on. */
  readonly allergyStatus: AllergyStatus
  /** Where chart and file say different things. The chart stays as it is; a person reads these and mends what is wrong. */
  readonly differences: readonly string[]
}

/**
 * What attaching a referral adds to a chart. Only additions: nothing on file is changed or taken away by a file from
 * outside, and every contradiction is told (FHIR rule 8: never silently merged).
 */
export function whatIsNew(content: ReferralContent, chart: ChartOnFile, today: CalendarDate): WhatIsNew {
  const known = {
    identifiers: new Set(chart.identifiers.map((one) => `${one.system}|${one.value}`)),
    problems: new Set(chart.problems.map(problemKey)),
    allergies: new Set(chart.allergies.map((one) => conceptKey(one.concept))),
    medications: new Set(chart.medications.map((one) => conceptKey(one.concept))),
    measurements: new Set(chart.measurements.map(measurementKey)),
  }
  const allergies = content.allergies.filter((one) => !known.allergies.has(conceptKey(one.concept)))
  const namesActive = allergies.some((one) => one.status === 'active')
  return {
    identifiers: content.identifiers.filter((one) => !known.identifiers.has(`${one.system}|${one.value}`)),
    problems: content.problems.filter((one) => !known.problems.has(problemKey(one))),
    allergies,
    medications: content.medications.filter((one) => !known.medications.has(conceptKey(one.concept))),
    measurements: content.measurements.filter((one) => !known.measurements.has(measurementKey(one))),
    allergyStatus: allergyStatusAfter(chart.allergyStatus, content.allergyStatus, namesActive),
    differences: [
      ...personDifferences(content.person, chart.person, today),
      ...allergyDifferences(content, chart, namesActive),
      ...statusDifferences(content, chart),
    ],
  }
}

function problemKey(problem: ChartOnFile['problems'][number]): string {
  return `${conceptKey(problem.concept)}|${problem.onset ?? ''}`
}

function measurementKey({ measuredAt, weightG, heightMm }: ChartOnFile['measurements'][number]): string {
  return `${measuredAt}|${weightG ?? ''}|${heightMm ?? ''}`
}

function allergyStatusAfter(onFile: AllergyStatus, inFile: AllergyStatus, namesActive: boolean): AllergyStatus {
  if (namesActive) return 'known'
  return onFile === 'not-recorded' || onFile === 'unavailable' ? inFile : onFile
}

function personDifferences(file: ReferredPerson, chart: ReferredPerson, today: CalendarDate): string[] {
  const differences: string[] = []
  const names = (person: ReferredPerson) => [person.given.join(' '), person.family].filter(Boolean).join(' ')
  if (foldName(names(file)) !== foldName(names(chart))) {
    differences.push(`Name: the chart says ${names(chart)}, the file ${names(file)}.`)
  }
  if (file.birthDate !== chart.birthDate) {
    const [ours, theirs] = [formatBorn(chart.birthDate, today), formatBorn(file.birthDate, today)]
    differences.push(`Birth date: the chart says ${ours}, the file ${theirs}.`)
  }
  if (file.sex !== chart.sex && file.sex !== 'unknown') {
    differences.push(`Sex: the chart says ${chart.sex}, the file ${file.sex}.`)
  }
  const phones = chart.telecoms.map((one) => one.value)
  const newContacts = file.telecoms.map((one) => one.value).filter((value) => !phones.includes(value))
  if (newContacts.length > 0)
    differences.push(`Contact: the file gives ${newContacts.join(', ')}, which the chart does not have.`)
  const address = (person: ReferredPerson) => {
    const first = person.addresses[0]
    return first === undefined
      ? ''
      : [...first.lines, first.city, first.state, first.postalCode].filter(Boolean).join(', ')
  }
  if (address(file) !== '' && address(file) !== address(chart)) {
    differences.push(`Address: the chart says ${address(chart) || 'nothing'}, the file ${address(file)}.`)
  }
  return differences
}

function allergyDifferences(content: ReferralContent, chart: ChartOnFile, namesActive: boolean): string[] {
  if (chart.allergyStatus === 'none-known' && namesActive) {
    return ['Allergies: the chart said “No known allergies”; the file names some. They are added. Ask the person.']
  }
  if (chart.allergyStatus === 'known' && content.allergyStatus === 'none-known') {
    return [`Allergies: the file says “${allergyStatusTitles['none-known']}”; the chart keeps what it has.`]
  }
  return []
}

function statusDifferences(content: ReferralContent, chart: ChartOnFile): string[] {
  const inFile = new Map(content.medications.map((one) => [conceptKey(one.concept), one]))
  return chart.medications.flatMap((ours) => {
    const theirs = inFile.get(conceptKey(ours.concept))
    if (theirs === undefined || theirs.status === ours.status) return []
    return [`${ours.concept.text}: the chart says ${plain(ours.status)}, the file ${plain(theirs.status)}.`]
  })
}

const plain = (status: string) => status.replace('-', ' ')
