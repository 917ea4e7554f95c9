import type { Bodies } from '@holdspace/record/catalogue'
import type { DayStandings } from '../gates/gate-facts.ts'
import { met, missing, type Standing } from '../gates/standing.ts'
import type { Condition } from './condition.ts'

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
