import type { Bodies } from '@holdspace/record/catalogue'
import type { DayStandings, RecordedStandings } from '../gates/gate-facts.ts'
import { met, missing, type Standing } from '../gates/standing.ts'
import type { Condition } from './open-session.ts'

type Attestations = Bodies['session-opened']['attestations']

/** What was asked of the person on the day, as somebody answered for it when the session was opened. */
export function dayStandings(attestations: Attestations): DayStandings {
  return {
    capacity: attested('capacity', attestations),
    pregnancy: attested('pregnancy-answered', attestations),
    allergies: attested('allergies-answered', attestations),
    prescriptionMonitoring: attested('prescription-monitoring-checked', attestations),
    fasting: attested('fasting', attestations),
  }
}

/**
 * A decision on record stands. Where none was asked for, what was said on the day stands in; it never outweighs an answer
 * that still waits for somebody's decision (RULINGS 7, M11).
 */
export function moodSafety(recorded: Standing, attestations: Attestations): Standing {
  return recorded.state === 'missing' || recorded.state === 'expired'
    ? attested('mood-safety-decision', attestations, recorded.because)
    : recorded
}

function attested(
  condition: Condition,
  attestations: Attestations,
  otherwise = 'not answered when the session was opened',
): Standing {
  const found = attestations.find((one) => one.condition === condition)
  return found === undefined ? missing(otherwise) : met(found.statement)
}

/** Standings of subjects whose records are on paper: met by a named person's statement. */
export function attestedStandings(attestations: Attestations): RecordedStandings {
  const by = (condition: Condition) => attested(condition, attestations, 'not attested')
  const onPaper: Standing = { state: 'not-needed', because: 'kept on paper' }
  return {
    eligibility: by('eligibility-decision'),
    treatmentConsent: by('treatment-consent'),
    offLabelConsent: by('off-label-consent'),
    rideConsent: by('ride-and-no-driving-consent'),
    privacyNotice: onPaper,
    plan: onPaper,
    moodSafety: by('mood-safety-decision'),
    escort: missing('nobody named'),
    estimate: onPaper,
  }
}
