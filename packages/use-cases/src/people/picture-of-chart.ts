import type { ClinicalPicture } from '@holdspace/clinic/referral/flags'
import type { FactsOf } from '@holdspace/db/fact-store'
import type { PatientRow } from '@holdspace/db/patient-store'

/** What flags are read from on a chart; each line with whoever of this practice last put their name to it. */
export function pictureOfChart(patient: PatientRow, facts: FactsOf): ClinicalPicture {
  return {
    birthDate: patient.person.birthDate,
    problems: facts.problems.map(withLastName),
    allergies: facts.allergies.map(withLastName),
    medications: facts.medications.map(withLastName),
  }
}

function withLastName<Row extends FactsOf['problems' | 'allergies' | 'medications'][number]>(row: Row): Row {
  const recordedByName = row.statements.at(-1)?.byName ?? row.recordedByName
  return recordedByName === undefined ? row : { ...row, recordedByName }
}
