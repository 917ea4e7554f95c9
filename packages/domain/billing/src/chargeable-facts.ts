import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { dateInZone } from '@holdspace/kit/calendar-date'
import type { SessionId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { Infusion, SessionState } from '@holdspace/record/state'

/**
 * All that billing learns of a session: the minimum necessary for a charge (45 CFR 164.502(b)). No words of patient or
 * therapist, no vitals, no adverse effect, no allergy, no escort: only when, by which route, how much, how long, by whom.
 */
export interface ChargeableFacts {
  readonly sessionId: SessionId
  readonly date: CalendarDate
  readonly modality: 'infusion' | 'kap'
  readonly protocolTitle: string
  readonly openedAt: Instant
  readonly endedAt: Instant | null
  readonly ending:
    | 'completed'
    | 'ended-without-dose'
    | 'left-against-advice'
    | 'transferred-to-emergency-services'
    | null
  readonly signedAt: Instant | null
  readonly signedBy: { readonly name: string; readonly credential: string; readonly membershipId: string } | null
  readonly therapists: readonly { readonly name: string; readonly membershipId: string }[]
  readonly infusions: readonly InfusionFacts[]
  readonly injections: readonly { readonly at: Instant; readonly route: string; readonly givenMcg: number }[]
  readonly psychotherapy: readonly { readonly startedAt: Instant; readonly stoppedAt: Instant | null }[]
}

export interface InfusionFacts {
  readonly startedAt: Instant
  readonly stoppedAt: Instant | null
  /** Stretches in which the pump ran; a pause lies between two of them. */
  readonly running: readonly { readonly from: Instant; readonly to: Instant }[]
  /** From the pump's own reading at the stop (RULINGS 6); null until it is stopped. */
  readonly givenMcg: number | null
}

/** What of a session may be charged, from its state; null when it was never opened. */
export function chargeableFacts(sessionId: SessionId, state: SessionState, zone: string): ChargeableFacts | null {
  const { opened, ended, signature } = state
  if (opened === null) return null
  const therapists = state.participants
    .filter(({ actor }) => actor.role === 'therapist' || actor.role === 'outside-therapist')
    .map(({ actor }) => ({ name: actor.name, membershipId: actor.membershipId }))
  return {
    sessionId,
    date: dateInZone(opened.occurredAt, zone),
    modality: opened.protocol.modality,
    protocolTitle: opened.protocol.title,
    openedAt: opened.occurredAt,
    endedAt: ended?.occurredAt ?? null,
    ending: ended?.ending ?? null,
    signedAt: signature?.occurredAt ?? null,
    signedBy:
      signature === null
        ? null
        : {
            name: signature.signerName,
            credential: signature.signerCredential,
            membershipId: signature.actor.membershipId,
          },
    therapists: therapists.filter((one, at) => therapists.findIndex((x) => x.membershipId === one.membershipId) === at),
    infusions: state.infusions.map(infusionFacts),
    injections: state.doses.map((dose) => ({ at: dose.occurredAt, route: dose.route, givenMcg: dose.givenMcg })),
    psychotherapy: state.psychotherapy,
  }
}

function infusionFacts({ start, segments, stop }: Infusion): InfusionFacts {
  return {
    startedAt: start.occurredAt,
    stoppedAt: stop?.occurredAt ?? null,
    running: segments.flatMap(({ from, to, pumpMicrolitresPerHour }) =>
      to === null || pumpMicrolitresPerHour === 0 ? [] : [{ from, to }],
    ),
    givenMcg: stop?.givenMcg ?? null,
  }
}
