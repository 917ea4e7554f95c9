import type { CalendarDate } from '@holdspace/kit/calendar-date'
import type { LeftOutItem, Reading } from './left-out.ts'
import { type BundleResource, pointsTo } from './open-bundle.ts'
import { asObject, asObjects, asText } from './parse-untrusted.ts'
import { conceptKey, readConcept, statusCode } from './read-concept.ts'
import { readDay } from './read-time.ts'
import type { Concept, medicationStatuses, ReferredMedication } from './referral-content.ts'

type Status = (typeof medicationStatuses)[number]

/**
 * FHIR MedicationRequest and MedicationStatement → one line a medicine. Ten prescriptions of the same tablet are one
 * medicine with a first and a last date; it counts as taken today when any of them says so.
 */
export function readMedications(
  resources: readonly BundleResource[],
  everything: readonly BundleResource[],
): Reading<ReferredMedication> {
  const byMedicine = new Map<string, ReferredMedication>()
  const left: LeftOutItem[] = []
  const notices: string[] = []
  for (const resource of resources) {
    const { type, body } = resource
    const reason = whyNot(body)
    const concept = medicineOf(resource, everything)
    if (reason !== undefined) left.push({ type, reason })
    else if (concept === undefined) {
      left.push({ type, reason: 'It does not say which medicine.' })
      notices.push('A prescription in the file does not say which medicine. Ask the sender.')
    } else {
      const key = conceptKey(concept)
      const known = byMedicine.get(key)
      if (known !== undefined) left.push({ type, reason: 'Another prescription of a medicine that is already listed.' })
      byMedicine.set(key, known === undefined ? toMedication(resource, concept) : together(known, resource, concept))
    }
  }
  return { taken: [...byMedicine.values()].toSorted(currentThenNewest), left, notices }
}

function whyNot(body: BundleResource['body']): string | undefined {
  const status = statusCode(body.status)
  if (status === 'entered-in-error') return 'The sender marked it as entered in error.'
  if (status === 'draft') return 'A draft that was not ordered.'
  if (status === 'not-taken' || body.doNotPerform === true) return 'It says the medicine is not taken.'
  if (body.intent === 'proposal' || body.intent === 'plan') return 'A proposal that was not ordered.'
  return undefined
}

/** The medicine itself: written in the resource, contained in it, or another resource of the bundle. */
function medicineOf({ body }: BundleResource, everything: readonly BundleResource[]): Concept | undefined {
  const direct = readConcept(body.medicationCodeableConcept)
  if (direct !== undefined) return direct
  const link = asObject(body.medicationReference)
  const reference = asText(link?.reference)
  if (reference === undefined) return readConcept({ text: link?.display })
  const inside = asObjects(body.contained).find((one) => `#${String(one.id)}` === reference)
  const target = inside ?? everything.find((one) => one.type === 'Medication' && pointsTo(reference, one))?.body
  return readConcept(target?.code) ?? readConcept({ text: link?.display })
}

function toMedication({ id, body }: BundleResource, concept: Concept): ReferredMedication {
  const on =
    readDay(body.authoredOn) ??
    readDay(body.effectiveDateTime) ??
    readDay(asObject(body.effectivePeriod)?.start) ??
    readDay(body.dateAsserted)
  const instructions = asObjects(body.dosageInstruction ?? body.dosage)
    .map((one) => asText(one.text))
    .find((one) => one !== undefined)
  return {
    sourceId: id,
    concept,
    status: medicationStatus(statusCode(body.status)),
    ...(on === undefined ? {} : { firstOn: on, lastOn: on }),
    ...(instructions === undefined ? {} : { instructions }),
  }
}

function together(known: ReferredMedication, resource: BundleResource, concept: Concept): ReferredMedication {
  const other = toMedication(resource, concept)
  const newest = (other.lastOn ?? '') >= (known.lastOn ?? '') ? other : known
  const days = [known.firstOn, known.lastOn, other.firstOn, other.lastOn].filter((day) => day !== undefined).toSorted()
  const [firstOn, lastOn] = [days.at(0), days.at(-1)]
  return {
    ...newest,
    status: rank[known.status] <= rank[other.status] ? known.status : other.status,
    ...(firstOn === undefined ? {} : { firstOn }),
    ...(lastOn === undefined ? {} : { lastOn }),
  }
}

/** The one that matters most for safety wins: a medicine that may still be taken is not shown as stopped. */
const rank: { readonly [S in Status]: number } = { active: 0, 'on-hold': 1, 'not-stated': 2, stopped: 3 }

function medicationStatus(code: string | undefined): Status {
  if (code === 'active' || code === 'intended') return 'active'
  if (code === 'on-hold') return 'on-hold'
  if (code === 'stopped' || code === 'completed' || code === 'cancelled') return 'stopped'
  return 'not-stated'
}

function currentThenNewest(one: ReferredMedication, other: ReferredMedication): number {
  const day = (medicine: ReferredMedication): CalendarDate | '' => medicine.lastOn ?? ''
  return rank[one.status] - rank[other.status] || (day(one) < day(other) ? 1 : -1)
}
