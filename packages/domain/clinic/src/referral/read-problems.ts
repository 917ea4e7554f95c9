import type { Reading } from './left-out.ts'
import type { BundleResource } from './open-bundle.ts'
import { conceptKey, readConcept, statusCode } from './read-concept.ts'
import { readOnset } from './read-time.ts'
import type { problemStatuses, ReferredProblem } from './referral-content.ts'

/** FHIR Condition → problems. What was refuted or entered in error is left out and said so. */
export function readProblems(resources: readonly BundleResource[]): Reading<ReferredProblem> {
  const taken: ReferredProblem[] = []
  const left: { type: string; reason: string }[] = []
  const seen = new Set<string>()
  for (const { type, id, body } of resources) {
    const concept = readConcept(body.code)
    const verification = statusCode(body.verificationStatus)
    if (verification === 'entered-in-error' || verification === 'refuted') {
      left.push({ type, reason: 'The sender marked it as entered in error or ruled out.' })
      continue
    }
    if (concept === undefined) {
      left.push({ type, reason: 'It has neither words nor a code.' })
      continue
    }
    const onset = readOnset(body, 'onset') ?? readOnset({ onsetDateTime: body.recordedDate }, 'onset')
    const ended = readOnset(body, 'abatement')
    const status = problemStatus(statusCode(body.clinicalStatus), ended)
    const key = `${conceptKey(concept)}|${onset ?? ''}|${status}`
    if (seen.has(key)) {
      left.push({ type, reason: 'The same problem with the same date is already listed.' })
      continue
    }
    seen.add(key)
    taken.push({
      sourceId: id,
      concept,
      status,
      ...(verification === undefined ? {} : { verification }),
      ...(onset === undefined ? {} : { onset }),
      ...(ended === undefined ? {} : { ended }),
    })
  }
  return { taken: taken.toSorted(activeThenNewest), left }
}

function problemStatus(code: string | undefined, ended: string | undefined): (typeof problemStatuses)[number] {
  if (code === 'active' || code === 'recurrence' || code === 'relapse') return 'active'
  if (code === 'resolved' || code === 'inactive' || code === 'remission') return 'resolved'
  return ended === undefined ? 'not-stated' : 'resolved'
}

function activeThenNewest(one: ReferredProblem, other: ReferredProblem): number {
  const rank = Number(one.status === 'resolved') - Number(other.status === 'resolved')
  return rank || ((one.onset ?? '') < (other.onset ?? '') ? 1 : -1)
}
