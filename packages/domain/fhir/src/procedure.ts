import type { Bodies } from '@holdspace/record/catalogue'
import { firstDoseAt, lastDoseEndedAt } from '@holdspace/record/state'
import type { Period, ProcedurePerformer } from 'fhir/r4'
import { sessionCodes } from './encounter.ts'
import { localCode, publicCode } from './observation.ts'
import { encounterRef, locationRef, organizationRef, patientRef, practitionerRef } from './refs.ts'
import type { Served } from './resource-types.ts'
import { labels } from './security-labels.ts'
import { localTime, type MappedFact, type SessionContext } from './session-context.ts'
import { profiles } from './systems.ts'

/** What was done in the visit: the treatment, from first dose to last. Without a dose it says so: not done. */
export function treatment(opened: Bodies['session-opened'], context: SessionContext): Served<'Procedure'> {
  const { state, refs } = context
  return {
    resourceType: 'Procedure',
    id: context.sessionId,
    meta: { profile: [profiles.procedure], security: labels(['PSY']) },
    ...statusOf(context),
    code: { ...localCode(sessionCodes[opened.protocol.modality], context), text: opened.protocol.title },
    subject: patientRef(context.patientId),
    encounter: encounterRef(context.sessionId),
    ...performedOf(context),
    ...(state.participants.length === 0 ? {} : { performer: performers(context) }),
    location: locationRef(refs, opened.room),
  }
}

function statusOf({ state }: SessionContext): Pick<Served<'Procedure'>, 'status' | 'statusReason'> {
  if (firstDoseAt(state) === null) {
    return state.ended === null
      ? { status: 'preparation' }
      : { status: 'not-done', statusReason: { text: 'The session ended without a dose.' } }
  }
  if (state.ended === null) return { status: 'in-progress' }
  const cutShort = state.infusions.some((run) => run.stop !== null && run.stop.why !== 'complete')
  return { status: cutShort ? 'stopped' : 'completed' }
}

/** us-core-7: performed is present as soon as anything was. */
function performedOf(context: SessionContext): { performedPeriod?: Period } {
  const first = firstDoseAt(context.state)
  if (first === null) return {}
  const last = lastDoseEndedAt(context.state)
  return {
    performedPeriod: {
      start: localTime(context, first),
      ...(last === null ? {} : { end: localTime(context, last) }),
    },
  }
}

function performers({ state, refs }: SessionContext): ProcedurePerformer[] {
  const people = new Map(state.participants.map(({ actor }) => [actor.membershipId, actor]))
  return [...people.values()].map((actor) => ({
    function: { text: actor.role },
    actor: practitionerRef(actor),
    onBehalfOf: organizationRef(refs),
  }))
}

/** A stretch of psychotherapy: that it took place and when. What was said has no mapping at all (RULINGS 10, 11). */
export function psychotherapy(fact: MappedFact, context: SessionContext): Served<'Procedure'>[] {
  const starts = context.standing.filter((standing) => standing.kind === 'psychotherapy-started')
  const span = context.state.psychotherapy[starts.findIndex((standing) => standing.entry.id === fact.entry.id)]
  if (span === undefined) return []
  return [
    {
      resourceType: 'Procedure',
      id: `${fact.factId}-psychotherapy`,
      meta: { profile: [profiles.procedure], security: labels(['PSY']) },
      status: span.stoppedAt === null ? 'in-progress' : 'completed',
      code: publicCode('psychotherapy'),
      subject: patientRef(context.patientId),
      encounter: encounterRef(context.sessionId),
      performedPeriod: {
        start: localTime(context, span.startedAt),
        ...(span.stoppedAt === null ? {} : { end: localTime(context, span.stoppedAt) }),
      },
      performer: [{ actor: practitionerRef(fact.actor), onBehalfOf: organizationRef(context.refs) }],
    },
  ]
}
