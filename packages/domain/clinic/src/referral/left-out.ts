import type { LeftOut } from './referral-content.ts'

/** One resource that was not taken, and why. */
export interface LeftOutItem {
  readonly type: string
  readonly reason: string
}

/** What a reader of one kind of resource answers: what it took, what it left out, what a reviewer must know. */
export interface Reading<T> {
  readonly taken: readonly T[]
  readonly left: readonly LeftOutItem[]
  readonly notices?: readonly string[]
}

/** Counts equal lines together, most frequent first, so that the review shows "Claim · 34 · …" once. */
export function countLeftOut(items: readonly LeftOutItem[]): LeftOut[] {
  const lines = new Map<string, LeftOut>()
  for (const { type, reason } of items) {
    const key = `${type}\n${reason}`
    lines.set(key, { type, reason, count: (lines.get(key)?.count ?? 0) + 1 })
  }
  return [...lines.values()].toSorted((one, other) => other.count - one.count || (one.type < other.type ? -1 : 1))
}

/** Why a whole kind of resource is not taken. The kinds are those of FHIR R4 that referrals were seen to carry. */
const reasonByType: ReadonlyMap<string, string> = new Map([
  ['Encounter', 'Visits elsewhere stay with the sender.'],
  ['Procedure', 'Procedures elsewhere stay with the sender.'],
  ['Immunization', 'Immunizations are not kept here.'],
  ['DiagnosticReport', 'Reports stay with the sender; ask for one you need.'],
  ['DocumentReference', 'Documents stay with the sender; ask for one you need.'],
  ['Binary', 'Documents stay with the sender; ask for one you need.'],
  ['ImagingStudy', 'Images stay with the sender; ask for one you need.'],
  ['Claim', 'Bills between others are none of this practice’s business.'],
  ['ExplanationOfBenefit', 'Bills between others are none of this practice’s business.'],
  ['Coverage', 'Insurance is asked at booking, not taken from a referral.'],
  ['CareTeam', 'The care team here is chosen here.'],
  ['CarePlan', 'The plan here is made here.'],
  ['Goal', 'The plan here is made here.'],
  ['Consent', 'Consent given elsewhere does not count here.'],
  ['Organization', 'Organizations are not people; the sender is named with the referral.'],
  ['Location', 'Places elsewhere are not kept here.'],
  ['Practitioner', 'Clinicians elsewhere are not kept here.'],
  ['PractitionerRole', 'Clinicians elsewhere are not kept here.'],
  ['RelatedPerson', 'Relatives and escorts are asked of the person, not taken from a referral.'],
  ['Device', 'Devices are not kept here.'],
  ['Provenance', 'The file itself is kept as evidence of where it came from.'],
  ['MedicationAdministration', 'Doses given elsewhere stay with the sender.'],
  ['MedicationDispense', 'The prescription is taken, not each time it was filled.'],
  ['Medication', 'Read through the prescriptions that name it.'],
  ['OperationOutcome', 'A message of the sender’s system, not about the person.'],
])

export function reasonFor(type: string): string {
  return reasonByType.get(type) ?? 'Holdspace does not read this kind of resource.'
}
