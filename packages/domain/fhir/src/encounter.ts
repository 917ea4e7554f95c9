import type { Bodies } from '@holdspace/record/catalogue'
import type { EncounterParticipant, Period } from 'fhir/r4'
import type { LocalCode } from './codes.ts'
import { localCode } from './observation.ts'
import { locationRef, organizationRef, patientRef, practitionerRef } from './refs.ts'
import type { Served } from './resource-types.ts'
import { labels } from './security-labels.ts'
import { localTime, type SessionContext } from './session-context.ts'
import { localSystem, profiles, systems } from './systems.ts'

type Opened = Bodies['session-opened']
type Ending = Bodies['session-ended']['ending']

export const sessionCodes: { readonly [Modality in Opened['protocol']['modality']]: LocalCode } = {
  infusion: 'ketamine-infusion-session',
  kap: 'ketamine-assisted-psychotherapy-session',
}

/** Null: the code list has no word for it, and none is bent to fit. */
const dispositions: { readonly [E in Ending]: { code: string; display: string } } = {
  completed: { code: 'home', display: 'Home' },
  'ended-without-dose': { code: 'home', display: 'Home' },
  'left-against-advice': { code: 'aadvice', display: 'Left against advice' },
  'transferred-to-emergency-services': { code: 'other-hcf', display: 'Other healthcare facility' },
}

/** The visit: one Encounter per medicine session, with who was there and when. */
export function encounter(opened: Opened, context: SessionContext): Served<'Encounter'> {
  const { refs, state } = context
  const start = state.opened?.occurredAt
  const end = state.ended?.occurredAt
  const period: Period = {
    ...(start === undefined ? {} : { start: localTime(context, start) }),
    ...(end === undefined ? {} : { end: localTime(context, end) }),
  }
  const participant = participants(context)
  return {
    resourceType: 'Encounter',
    id: context.sessionId,
    meta: { profile: [profiles.encounter], security: labels(['PSY']) },
    identifier: [{ system: localSystem.session(refs.localBase), value: context.sessionId }],
    status: end === undefined ? 'in-progress' : 'finished',
    class: { system: systems.actCode, code: 'AMB', display: 'ambulatory' },
    type: [localCode(sessionCodes[opened.protocol.modality], context)],
    subject: patientRef(context.patientId),
    ...(participant.length === 0 ? {} : { participant }),
    period,
    ...(state.ended === null
      ? {}
      : {
          hospitalization: {
            dischargeDisposition: {
              coding: [{ system: systems.dischargeDisposition, ...dispositions[state.ended.ending] }],
            },
          },
        }),
    location: [{ location: locationRef(refs, opened.room) }],
    serviceProvider: organizationRef(refs),
  }
}

/** One row per person: from first arrival to last departure, whatever devices they used. */
function participants(context: SessionContext): EncounterParticipant[] {
  const people = new Map<string, EncounterParticipant>()
  for (const { actor, joinedAt, leftAt } of context.state.participants) {
    const from = localTime(context, joinedAt)
    const known = people.get(actor.membershipId)?.period?.start
    const until = leftAt ?? context.state.ended?.occurredAt
    people.set(actor.membershipId, {
      type: [
        {
          coding: [{ system: systems.participationType, code: 'PPRF', display: 'primary performer' }],
          text: actor.role,
        },
      ],
      period: {
        start: known !== undefined && known < from ? known : from,
        ...(until === undefined ? {} : { end: localTime(context, until) }),
      },
      individual: practitionerRef(actor),
    })
  }
  return [...people.values()]
}
