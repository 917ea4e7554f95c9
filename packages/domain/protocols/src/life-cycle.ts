import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { formatDate } from '@holdspace/kit/calendar-words'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { Instant } from '@holdspace/kit/instant'
import type { Refusal } from '@holdspace/kit/refusal'
import { hex } from '@holdspace/proof/bytes'
import { ledgerBytes } from '@holdspace/proof/canonical-json'
import type { Hasher } from '@holdspace/proof/hashing'
import { contradictions } from './feasibility.ts'
import { limitName } from './limit-names.ts'
import { openLimits } from './limits-set.ts'
import {
  type Approval,
  type ProtocolContent,
  type ProtocolData,
  type ProtocolStatus,
  type ProtocolVersion,
  protocolVersion,
} from './protocol-version.ts'

/** SHA-256 (hex) of the canonical JSON of what a clinician reads; status, approvals and dates of force stand outside it. */
export function contentHashOf(version: ProtocolVersion, sha256: Hasher): string {
  const { contentHash, status, approvals, effectiveFrom, effectiveTo, reviewBy, ...content } = version
  return hex(sha256(ledgerBytes(content)))
}

/** What may follow what; the only way back is from review to draft. */
const nextStatus: { readonly [Status in ProtocolStatus]: readonly ProtocolStatus[] } = {
  draft: ['in-review'],
  'in-review': ['approved', 'draft'],
  approved: ['retired'],
  retired: [],
}

function move(version: ProtocolVersion, to: ProtocolStatus): Refusal | null {
  if (nextStatus[version.status].includes(to)) return null
  return {
    family: 'conflict',
    code: 'PROTOCOL_STATUS',
    sentence: `${nameOf(version)} is ${version.status}; it cannot become ${to}.`,
  }
}

export function submitForReview(version: ProtocolVersion): Decision<ProtocolVersion> {
  const refusal = move(version, 'in-review')
  return refusal === null ? accept({ ...version, status: 'in-review' }) : refuse(refusal)
}

export function returnToDraft(version: ProtocolVersion): Decision<ProtocolVersion> {
  const refusal = move(version, 'draft')
  return refusal === null ? accept({ ...version, status: 'draft' }) : refuse(refusal)
}

/** Only what the approver's screen showed is approved: a draft put up again meanwhile is read again first (S29). */
export function asShown(version: ProtocolVersion, shownHash: string, sha256: Hasher): Decision<ProtocolVersion> {
  if (contentHashOf(version, sha256) === shownHash) return accept(version)
  return refuse({
    family: 'conflict',
    code: 'PROTOCOL_CHANGED',
    sentence: `${nameOf(version)} was changed since your screen showed it. Read it again, then approve it.`,
  })
}

export interface Approving {
  readonly by: string
  readonly legalName: string
  /** Duties on the approver's membership; `medical-director` is the one that counts. */
  readonly duties: readonly string[]
  readonly licence: Approval['licence'] | null
  readonly at: Instant
  /** The day in the practice's zone on which the licence must be current. */
  readonly today: CalendarDate
  readonly effectiveFrom: CalendarDate
  readonly reviewBy: CalendarDate
  readonly signatureId: string
}

/**
 * Puts a reviewed version in force. Refuses `NOT_MEDICAL_DIRECTOR`, `LICENCE_NOT_CURRENT`, `PROTOCOL_STATUS`,
 * `LIMITS_NOT_SET` (each open limit named in `details`), `PROTOCOL_CONTRADICTS_ITSELF` and `REVIEW_NOT_AFTER_START`.
 * Step-up is the door's.
 */
export function approve(version: ProtocolVersion, approving: Approving, sha256: Hasher): Decision<ProtocolVersion> {
  const refusal =
    move(version, 'approved') ?? approverRefusal(approving) ?? contentRefusal(version) ?? datesRefusal(approving)
  if (refusal !== null || approving.licence === null) return refuse(refusal ?? licenceRefusal(approving))
  const contentHash = contentHashOf(version, sha256)
  const approval: Approval = {
    by: approving.by,
    legalName: approving.legalName,
    licence: approving.licence,
    role: 'medical-director',
    at: approving.at,
    meaning: 'clinical approval',
    contentHash,
    signatureId: approving.signatureId,
  }
  const { effectiveFrom, reviewBy } = approving
  const approvals = [...version.approvals, approval]
  return accept({ ...version, status: 'approved', approvals, contentHash, effectiveFrom, reviewBy })
}

function approverRefusal(approving: Approving): Refusal | null {
  if (!approving.duties.includes('medical-director')) {
    return {
      family: 'not-permitted',
      code: 'NOT_MEDICAL_DIRECTOR',
      sentence: 'Only a person who holds the duty of medical director approves a protocol.',
    }
  }
  if (approving.licence === null || approving.licence.expires < approving.today) return licenceRefusal(approving)
  return null
}

function licenceRefusal({ licence, today }: Approving): Refusal {
  const told =
    licence === null ? 'There is no licence on file.' : `The licence ended on ${formatDate(licence.expires)}.`
  return {
    family: 'not-permitted',
    code: 'LICENCE_NOT_CURRENT',
    sentence: `${told} Approving needs a licence that is current on the day (${formatDate(today)}).`,
  }
}

function contentRefusal(version: ProtocolVersion): Refusal | null {
  const open = openLimits(version)
  if (open.length > 0) {
    return {
      family: 'unprocessable',
      code: 'LIMITS_NOT_SET',
      sentence: 'Some limits are not set, or their sources conflict: enter a value and a source for each.',
      details: open.map((one) => `${limitName(one.path)} (${one.value === null ? 'not set' : 'sources conflict'})`),
    }
  }
  const wrong = contradictions(version)
  if (wrong.length === 0) return null
  return {
    family: 'unprocessable',
    code: 'PROTOCOL_CONTRADICTS_ITSELF',
    sentence: 'This protocol cannot work as it is written.',
    details: wrong,
  }
}

function datesRefusal({ effectiveFrom, reviewBy }: Approving): Refusal | null {
  if (reviewBy > effectiveFrom) return null
  return {
    family: 'invalid',
    code: 'REVIEW_NOT_AFTER_START',
    sentence: `The next review must be later than the day the protocol takes effect (${formatDate(effectiveFrom)}).`,
    field: 'reviewBy',
  }
}

/** Ends a version for new sessions from `on`. Sessions that pinned it keep it: nothing of its content changes. */
export function retire(version: ProtocolVersion, on: CalendarDate): Decision<ProtocolVersion> {
  const refusal = move(version, 'retired')
  return refusal === null ? accept({ ...version, status: 'retired', effectiveTo: on }) : refuse(refusal)
}

/** Any change to an approved version is a new draft that says what it supersedes and why (PROTOCOLS section 8). */
export function fork(
  version: ProtocolVersion,
  next: { readonly version: string; readonly changeNote: string; readonly changes?: Partial<ProtocolData> },
): ProtocolVersion {
  const { contentHash, status, approvals, effectiveFrom, effectiveTo, reviewBy, ...content } = version
  return protocolVersion.parse({
    ...content,
    ...next.changes,
    version: next.version,
    changeNote: next.changeNote,
    supersedes: version.version,
    contentHash: null,
    status: 'draft',
    approvals: [],
    effectiveFrom: null,
    effectiveTo: null,
    reviewBy: null,
  })
}

/** Changes a draft. Anything else is refused as `PROTOCOL_IMMUTABLE`: fork it. */
export function editDraft(version: ProtocolVersion, changes: Partial<ProtocolData>): Decision<ProtocolVersion> {
  if (version.status !== 'draft') {
    return refuse({
      family: 'conflict',
      code: 'PROTOCOL_IMMUTABLE',
      sentence: `${nameOf(version)} is ${version.status} and does not change any more. Make a new draft from it.`,
    })
  }
  return accept(protocolVersion.parse({ ...version, ...changes }))
}

/** Null when a treatment may run on this version on `today`; otherwise `PROTOCOL_NOT_APPROVED`, which nobody overrides. */
export function notInForce(version: ProtocolVersion, today: CalendarDate): Refusal | null {
  const why = whyNotInForce(version, today)
  if (why === null) return null
  return {
    family: 'unprocessable',
    code: 'PROTOCOL_NOT_APPROVED',
    sentence: `${nameOf(version)} ${why}. Choose a protocol that is approved and in force.`,
    field: 'protocol',
  }
}

function whyNotInForce(version: ProtocolVersion, today: CalendarDate): string | null {
  if (version.status === 'retired') return 'is retired'
  if (version.status !== 'approved') return `is only a ${version.status === 'draft' ? 'draft' : 'version in review'}`
  if (version.effectiveFrom === null || today < version.effectiveFrom) return 'is approved but not in force yet'
  if (version.effectiveTo !== null && today >= version.effectiveTo) return 'is no longer in force'
  const open = openLimits(version)[0]
  return open === undefined ? null : `has a limit that is not set (“${limitName(open.path)}”)`
}

/** What a session keeps of its protocol. The session's order and time stand in the record beside it. */
export interface SessionPin {
  readonly protocolId: string
  readonly version: string
  readonly contentHash: string
  readonly title: string
  readonly route: ProtocolContent['drug']['route']
  readonly modality: ProtocolContent['modality']
}

/** Pins a version to a session. Refuses `PROTOCOL_NOT_APPROVED` and `PROTOCOL_ALTERED` (content other than what was approved). */
export function pinProtocol(version: ProtocolVersion, today: CalendarDate, sha256: Hasher): Decision<SessionPin> {
  const refusal = notInForce(version, today)
  if (refusal !== null) return refuse(refusal)
  const contentHash = contentHashOf(version, sha256)
  if (!version.approvals.some((one) => one.contentHash === contentHash)) {
    return refuse({
      family: 'conflict',
      code: 'PROTOCOL_ALTERED',
      sentence: `${nameOf(version)} is not what was approved: its content differs from the one signed. Tell the medical director.`,
    })
  }
  return accept({
    protocolId: version.id,
    version: version.version,
    contentHash,
    title: version.title,
    route: version.drug.route,
    modality: version.modality,
  })
}

function nameOf(version: ProtocolVersion): string {
  return `"${version.title}" ${version.version}`
}
