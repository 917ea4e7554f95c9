import type { CareTeamPeriod } from '@holdspace/clinic/care-team/care-team'
import { type CareTeamPart, partWords } from '@holdspace/clinic/care-team/parts'
import { dateInZone } from '@holdspace/kit/calendar-date'
import type { PatientId } from '@holdspace/kit/ids'
import type { CareTeam, CareTeamParticipant, Meta } from 'fhir/r4'
import { organizationRef, type PracticeRefs, patientRef, practitionerRef } from './refs.ts'
import { labels } from './security-labels.ts'

/**
 * Who treats this person, as one resource: those whose time is over stay named, with when it ended. That a therapist is
 * among them says something about the treatment, so it is labelled. Null before anybody was named.
 */
export function careTeamResource(
  patientId: PatientId,
  periods: readonly CareTeamPeriod[],
  refs: PracticeRefs,
): (CareTeam & { id: string; meta: Meta }) | null {
  const named = periods.filter((period) => period.ended?.reason !== 'entered-in-error')
  if (named.length === 0) return null
  const isTherapy = named.some((period) => therapists.includes(period.part))
  return {
    resourceType: 'CareTeam',
    id: careTeamId(patientId),
    meta: {
      profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-careteam'],
      security: labels(isTherapy ? ['PSY'] : []),
    },
    // By what was recorded and not by the day, so that the projection made anew says the same (HOUSE section 6).
    status: named.some((period) => period.ended === null) ? 'active' : 'inactive',
    subject: patientRef(patientId),
    participant: named.map((period) => participant(period, refs)),
    managingOrganization: [organizationRef(refs)],
  }
}

export function careTeamId(patientId: PatientId): string {
  return `team-${patientId}`
}

const therapists: readonly CareTeamPart[] = ['therapist', 'outside-therapist']

function participant(period: CareTeamPeriod, refs: PracticeRefs): CareTeamParticipant {
  const end = period.ended === null ? period.until : dateInZone(period.ended.at, refs.zone)
  return {
    role: [{ text: partWords[period.part] }],
    member: practitionerRef({ membershipId: period.membershipId, name: period.memberName }),
    // An end before the beginning (ended before the first day) would be no period at all (per-1).
    period: { start: period.startsOn, ...(end === null || end < period.startsOn ? {} : { end }) },
  }
}
