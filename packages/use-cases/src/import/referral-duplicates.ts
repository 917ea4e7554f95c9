import { findDuplicates, type ProbableDuplicate } from '@holdspace/clinic/referral/duplicates'
import type { ReferralContent } from '@holdspace/clinic/referral/referral-content'
import { type ChartOnFile, type WhatIsNew, whatIsNew } from '@holdspace/clinic/referral/what-is-new'
import type { Tx } from '@holdspace/db/database'
import { type FactsOf, factsOf } from '@holdspace/db/fact-store'
import { findPatient, type PatientRow } from '@holdspace/db/patient-store'
import { possiblySamePeople } from '@holdspace/db/people-search-store'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import type { PatientId, PracticeId } from '@holdspace/kit/ids'

/** Who on file this referral may be about, likeliest first. */
export async function duplicatesOf(
  tx: Tx,
  practiceId: PracticeId,
  content: ReferralContent,
): Promise<ProbableDuplicate<PatientId>[]> {
  const onFile = await possiblySamePeople(tx, practiceId, content.person, content.identifiers)
  return findDuplicates(content.person, content.identifiers, onFile).slice(0, 5)
}

export interface ChartToAttach {
  readonly patient: PatientRow
  readonly facts: FactsOf
  readonly news: WhatIsNew
}

/** The chart as it stands, and what the referral would add to it; null when there is no such person. */
export async function chartToAttach(
  tx: Tx,
  practiceId: PracticeId,
  patientId: PatientId,
  content: ReferralContent,
  today: CalendarDate,
): Promise<ChartToAttach | null> {
  const patient = await findPatient(tx, practiceId, patientId)
  if (patient === null) return null
  const facts = await factsOf(tx, practiceId, patientId)
  return { patient, facts, news: whatIsNew(content, chartOnFile(patient, facts), today) }
}

function chartOnFile(patient: PatientRow, facts: FactsOf): ChartOnFile {
  return {
    person: patient.person,
    allergyStatus: patient.allergyStatus,
    identifiers: patient.identifiers,
    problems: facts.problems,
    allergies: facts.allergies,
    medications: facts.medications,
    measurements: facts.weights,
  }
}
