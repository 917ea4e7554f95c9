import type { PatientRow } from '@holdspace/db/patient-store'

/** The first email address the clinic has for this person. Links and codes go there and nowhere else (RULINGS 15). */
export function addressOnFile(patient: Pick<PatientRow, 'person'>): string | null {
  return patient.person.telecoms.find((one) => one.system === 'email')?.value ?? null
}
