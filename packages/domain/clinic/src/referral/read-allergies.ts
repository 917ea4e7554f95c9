import type { AllergyStatus } from '../people/allergy-status.ts'
import type { Reading } from './left-out.ts'
import type { BundleResource } from './open-bundle.ts'
import { asObjects, asText } from './parse-untrusted.ts'
import { codeSystems, conceptKey, hasCode, readConcept, statusCode } from './read-concept.ts'
import { readOnset } from './read-time.ts'
import type { ReferredAllergy } from './referral-content.ts'

export interface AllergyReading extends Reading<ReferredAllergy> {
  readonly status: AllergyStatus
}

/**
 * FHIR AllergyIntolerance → allergies and what is known of them. Only the explicit statement "no known allergy" makes
 * *No known allergies*; silence is *Allergies not recorded* (RULINGS 21), and so is a statement about medicines or food alone.
 */
export function readAllergies(resources: readonly BundleResource[]): AllergyReading {
  const taken: ReferredAllergy[] = []
  const left: { type: string; reason: string }[] = []
  const notices: string[] = []
  const seen = new Set<string>()
  let saysNone = false
  for (const { type, id, body } of resources) {
    const concept = readConcept(body.code)
    const verification = statusCode(body.verificationStatus)
    if (verification === 'entered-in-error' || verification === 'refuted') {
      left.push({ type, reason: 'The sender marked it as entered in error or ruled out.' })
    } else if (concept === undefined) {
      left.push({ type, reason: 'It has neither words nor a code.' })
      notices.push('An allergy in the file has neither words nor a code. Ask the sender what it is.')
    } else if (hasCode(concept, codeSystems.snomed, noKnownAllergy)) {
      saysNone = true
    } else if (hasCode(concept, codeSystems.snomed, noKnownOfOneKind)) {
      left.push({ type, reason: 'It speaks of one kind of allergy only and says nothing about the others.' })
      notices.push(`The sender writes “${concept.text}”. That says nothing about other allergies; ask the person.`)
    } else if (seen.has(conceptKey(concept))) {
      left.push({ type, reason: 'The same allergy is already listed.' })
    } else {
      seen.add(conceptKey(concept))
      taken.push(toAllergy(id, body, concept))
    }
  }
  const known = taken.some((allergy) => allergy.status === 'active')
  if (known && saysNone) notices.push('The file says both “no known allergies” and names allergies. Ask the person.')
  return { taken, left, notices, status: known ? 'known' : saysNone ? 'none-known' : 'not-recorded' }
}

function toAllergy(
  sourceId: string,
  body: BundleResource['body'],
  concept: ReferredAllergy['concept'],
): ReferredAllergy {
  const clinical = statusCode(body.clinicalStatus)
  const criticality = asText(body.criticality, 40)
  const onset = readOnset(body, 'onset') ?? readOnset({ onsetDateTime: body.recordedDate }, 'onset')
  const reactions = asObjects(body.reaction).flatMap((reaction) =>
    asObjects(reaction.manifestation).flatMap((one) => readConcept(one)?.text ?? []),
  )
  return {
    sourceId,
    concept,
    status: clinical === 'resolved' || clinical === 'inactive' ? 'resolved' : 'active',
    reactions: [...new Set(reactions)],
    ...(criticality === undefined ? {} : { criticality }),
    ...(onset === undefined ? {} : { onset }),
  }
}

/** SNOMED CT 716186003 "No known allergy". */
const noKnownAllergy: ReadonlySet<string> = new Set(['716186003'])
/** No known drug, food, environmental, latex or animal allergy. */
const noKnownOfOneKind: ReadonlySet<string> = new Set([
  '409137002',
  '429625007',
  '428607008',
  '1003774007',
  '428197003',
])
