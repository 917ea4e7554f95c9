import { type CalendarDate, formatDate } from '@holdspace/kit/calendar-words'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import type { Bodies } from '@holdspace/record/catalogue'

/** What the page needs of a protocol to offer it, or to say why it cannot be used for this person today. */
export interface OfferedProtocol {
  readonly pin: Bodies['session-opened']['protocol']
  /** What the gate asks of it. */
  readonly asked: Pick<ProtocolVersion, 'status' | 'gate' | 'staffing'>
  readonly minAgeYears: number | null
  /** Why it cannot be chosen; null when it can. */
  readonly unusable: string | null
}

/** The practice's own versions first, then the supplied drafts nobody here has taken in. */
export function offeredProtocols(
  held: readonly ProtocolVersion[],
  supplied: readonly ProtocolVersion[],
  { ageYears, today }: { readonly ageYears: number; readonly today: CalendarDate },
): readonly OfferedProtocol[] {
  return [
    ...held.map((one) => offered(one, whyNotHeld(one, ageYears) ?? whyNotOn(one, today))),
    ...supplied.map((one) =>
      offered(one, 'A supplied draft. The medical director settles and approves it before anybody uses it.'),
    ),
  ]
}

function offered(one: ProtocolVersion, unusable: string | null): OfferedProtocol {
  return {
    pin: {
      protocolId: one.id,
      version: one.version,
      contentHash: one.contentHash ?? '',
      title: one.title,
      route: one.drug.route,
      modality: one.modality,
    },
    asked: { status: one.status, gate: one.gate, staffing: one.staffing },
    minAgeYears: one.ageYears.min.value,
    unusable,
  }
}

const statusWords: { readonly [S in ProtocolVersion['status']]: string | null } = {
  draft: 'A draft. The medical director approves it before anybody uses it.',
  'in-review': 'In review. The medical director approves it before anybody uses it.',
  approved: null,
  retired: 'Retired. Sessions are opened on its successor.',
}

/** The server opens no session on a version before its first day or from its last on. */
function whyNotOn({ effectiveFrom, effectiveTo }: ProtocolVersion, today: CalendarDate): string | null {
  if (effectiveFrom === null || effectiveFrom > today) {
    return `Approved, in force ${effectiveFrom === null ? 'later' : `from ${formatDate(effectiveFrom)}`}.`
  }
  return effectiveTo !== null && effectiveTo <= today ? `Not in force since ${formatDate(effectiveTo)}.` : null
}

function whyNotHeld(one: ProtocolVersion, ageYears: number): string | null {
  const minimum = one.ageYears.min.value
  if (one.status === 'approved' && minimum !== null && ageYears < minimum) {
    return `For people of ${minimum} years and over; this person is ${ageYears}.`
  }
  return statusWords[one.status]
}
