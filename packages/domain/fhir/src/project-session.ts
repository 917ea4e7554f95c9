import type { PatientId, SessionId } from '@holdspace/kit/ids'
import type { Bodies, Kind } from '@holdspace/record/catalogue'
import { isStanding, readEntries, type Standing } from '@holdspace/record/effective'
import { isOfKind, type StoredEntry } from '@holdspace/record/entry'
import { type Grown, grownFrom } from '@holdspace/record/grow'
import { recordBinary, recordDocument } from './document-reference.ts'
import { encounter } from './encounter.ts'
import { doseGiven, infusion } from './medication-administration.ts'
import { doseOrdered } from './medication-request.ts'
import { psychotherapy, treatment } from './procedure.ts'
import { correctionProvenance, signatureProvenance } from './provenance.ts'
import type { FhirResource } from './resource-types.ts'
import { adverseEffect, dischargeScore } from './scores.ts'
import { type MappedFact, mappedFact, type SessionContext, type SessionRefs } from './session-context.ts'
import { vitalSigns, vitalsNotObtained, weightAndHeight } from './vital-signs.ts'
import { changesBetween, type FhirWrite, writeOf } from './write.ts'

type Row<K extends Kind> = (body: Bodies[K], fact: MappedFact, context: SessionContext) => FhirResource[]
const nothing = (): FhirResource[] => []

/**
 * The FHIR view: one row per kind. `nothing` is written for what must not leave the house (the narrative kinds and
 * names of third persons, RULINGS 10), and for what is told through another row (a rate change through its infusion).
 */
const view: { readonly [K in Kind]: Row<K> } = {
  'session-opened': (body, _fact, context) => [encounter(body, context), treatment(body, context)],
  'participant-joined': nothing,
  'participant-left': nothing,
  'weight-measured': weightAndHeight,
  'vitals-taken': vitalSigns,
  'vitals-not-obtained': vitalsNotObtained,
  'dose-ordered': doseOrdered,
  'dose-given': doseGiven,
  'hold-ended': nothing,
  'order-countersigned': nothing,
  'infusion-started': infusion,
  'infusion-rate-changed': nothing,
  'infusion-paused': nothing,
  'infusion-resumed': nothing,
  'infusion-stopped': nothing,
  'observation-noted': nothing,
  'patient-words-noted': nothing,
  'adverse-effect-noted': adverseEffect,
  'decision-recorded': nothing,
  'escort-confirmed': nothing,
  'discharge-scored': dischargeScore,
  'instructions-answered': nothing,
  'help-called': nothing,
  'help-answered': nothing,
  'help-escalated': nothing,
  'psychotherapy-started': (_body, fact, context) => psychotherapy(fact, context),
  'psychotherapy-stopped': nothing,
  'session-ended': nothing,
  'consent-withdrawn': nothing,
  'entry-corrected': nothing,
  'entry-withdrawn': nothing,
  'session-signed': (_body, fact, context) => papers(fact, context),
  'addendum-filed': nothing,
}

/**
 * Every resource a medicine session is told by, from all its entries in sequence order. Pure and complete: recording
 * one entry and rebuilding the whole projection both read it from here, so they cannot disagree (HOUSE section 6).
 */
export function projectSession(entries: readonly StoredEntry[], refs: SessionRefs): FhirWrite[] {
  const context = contextOf(grownFrom(entries), refs)
  if (context === null) return []
  const current = currentResources(context)
  const replaced = correctedResources(entries, current, context)
  const resources = [...replaced.resources, ...current]
  const signed = signatures(resources, context)
  const placement = { patientId: context.patientId, visible: context.signed, zone: refs.zone }
  return [...resources, ...replaced.provenance, ...signed].map((resource) => writeOf(resource, placement))
}

/**
 * What a new entry can change besides its own resources. `whole`: it may change any of them, or who may see them.
 * `itself`: nothing else. The others change the visit and the treatment (told with `session-opened`) and what stands in
 * their list.
 */
const changedBy: { readonly [K in Kind]: 'whole' | 'itself' | readonly Kind[] } = {
  'session-opened': 'whole',
  'participant-joined': [],
  'participant-left': [],
  'weight-measured': [],
  'vitals-taken': 'itself',
  'vitals-not-obtained': 'itself',
  'dose-ordered': [],
  'dose-given': ['dose-ordered'],
  'hold-ended': ['dose-given'],
  'order-countersigned': ['dose-ordered'],
  'infusion-started': ['infusion-started', 'dose-ordered'],
  'infusion-rate-changed': ['infusion-started'],
  'infusion-paused': ['infusion-started'],
  'infusion-resumed': ['infusion-started'],
  'infusion-stopped': ['infusion-started'],
  'observation-noted': 'itself',
  'patient-words-noted': 'itself',
  'adverse-effect-noted': [],
  'decision-recorded': [],
  'escort-confirmed': [],
  'discharge-scored': ['discharge-scored'],
  'instructions-answered': [],
  'help-called': [],
  'help-answered': [],
  'help-escalated': [],
  'psychotherapy-started': ['psychotherapy-started'],
  'psychotherapy-stopped': ['psychotherapy-started'],
  'session-ended': 'whole',
  'consent-withdrawn': [],
  'entry-corrected': 'whole',
  'entry-withdrawn': 'whole',
  'session-signed': 'whole',
  'addendum-filed': 'whole',
}

/** A session before entries were added, and with them. */
export interface Growth {
  readonly before: Grown
  readonly added: readonly StoredEntry[]
  readonly after: Grown
}

/**
 * What recording `added` after `before` changes. The same as comparing the two whole projections, which a test holds it
 * to; but a set of vitals in a long session costs one set of vitals, not the session.
 */
export function projectAdded({ before, added, after }: Growth, refs: AddedRefs): FhirWrite[] {
  const reaches = added.map(({ kind }) => changedBy[kind])
  if (reaches.includes('whole')) {
    return changesBetween(projectSession(before.entries, refs.before), projectSession(after.entries, refs.after))
  }
  const touched = new Set<Kind>(
    reaches.flatMap((reach) => (typeof reach === 'string' ? [] : (['session-opened', ...reach] as const))),
  )
  const told = (grown: Grown, about: SessionRefs): FhirWrite[] => {
    const context = contextOf(grown, about)
    if (context === null) return []
    // Entries that withdraw or correct nothing stand behind all others.
    const known = before.reading.standing.length
    const older = touched.size === 0 ? [] : context.standing.slice(0, known).filter(({ kind }) => touched.has(kind))
    const rows = [...older, ...context.standing.slice(known)]
    const placement = { patientId: context.patientId, visible: context.signed, zone: about.zone }
    return resourcesOf(rows, context).map((resource) => writeOf(resource, placement))
  }
  return changesBetween(touched.size === 0 ? [] : told(before, refs.before), told(after, refs.after))
}

export interface AddedRefs {
  readonly before: SessionRefs
  readonly after: SessionRefs
}

function contextOf({ reading, state }: Omit<Grown, 'entries'>, refs: SessionRefs): SessionContext | null {
  const first = reading.standing.find((standing) => standing.kind === 'session-opened')
  if (first === undefined || state.opened === null) return null
  const patientId: PatientId = state.opened.patient.patientId
  const sessionId: SessionId = first.entry.sessionId
  return { refs, sessionId, patientId, state, standing: reading.standing, signed: state.signature !== null }
}

function currentResources(context: SessionContext): FhirResource[] {
  return resourcesOf(context.standing, context)
}

function resourcesOf(standings: readonly Standing[], context: SessionContext): FhirResource[] {
  return standings.flatMap((standing) => {
    const row = view[standing.kind] as Row<Kind>
    return row(standing.body, mappedFact(standing), context)
  })
}

/**
 * What a correction replaced: the resources as they were told just before it, kept and marked entered in error, so that
 * a partner who already read one learns that it was wrong (TERMINOLOGY.md section 6). A resource with the same id now
 * (the Encounter, the Procedure) is simply told anew.
 */
function correctedResources(
  entries: readonly StoredEntry[],
  current: readonly FhirResource[],
  context: SessionContext,
) {
  const known = new Map(current.map((resource) => [keyOf(resource), resource]))
  const withdrawn = new Set(readEntries(entries).withdrawn.map(({ entry }) => entry.id))
  const resources: FhirResource[] = []
  const provenance: FhirResource[] = []
  for (const [index, entry] of entries.entries()) {
    if (!isOfKind(entry, 'entry-corrected') || withdrawn.has(entry.body.correctsEntryId)) continue
    const earlier = contextBeforeCorrection(entries.slice(0, index), context)
    const wrong = earlier.filter((resource) => !known.has(keyOf(resource)) && isOfCorrectedFact(resource))
    const retired = wrong.map(enteredInError)
    for (const resource of retired) known.set(keyOf(resource), resource)
    resources.push(...retired)
    const by: MappedFact = { ...frameOf(entry), factId: entry.id, entry }
    const replacing = current.filter((resource) => resource.id.startsWith(entry.id))
    if (retired.length > 0) {
      provenance.push(correctionProvenance({ by, reason: entry.body.reason }, retired, replacing, context))
    }
  }
  return { resources, provenance }
}

function frameOf({ actor, occurredAt, recordedAt }: StoredEntry) {
  return { actor, occurredAt, recordedAt }
}

/** The session as it stood then, but signed or not as it is now: only the values are of that time. */
function contextBeforeCorrection(earlier: readonly StoredEntry[], context: SessionContext): FhirResource[] {
  const then = contextOf(grownFrom(earlier), context.refs)
  return then === null ? [] : currentResources({ ...then, signed: context.signed })
}

/** Only measurements and administrations are replaced under a new id; everything else keeps its id for life. */
function isOfCorrectedFact(resource: FhirResource): boolean {
  return (
    resource.resourceType === 'Observation' ||
    resource.resourceType === 'MedicationAdministration' ||
    (resource.resourceType === 'Procedure' && resource.id.endsWith('-psychotherapy'))
  )
}

function enteredInError(resource: FhirResource): FhirResource {
  switch (resource.resourceType) {
    case 'Observation':
    case 'MedicationAdministration':
    case 'Procedure':
      return { ...resource, status: 'entered-in-error' }
    default:
      return resource
  }
}

function papers(fact: MappedFact, context: SessionContext): FhirResource[] {
  const { paper } = context.refs
  const isLatest = context.state.signature?.entryId === fact.entry.id
  if (paper === null || !isLatest) return []
  return [recordDocument(paper, fact, context), recordBinary(paper, context.patientId)]
}

function signatures(targets: readonly FhirResource[], context: SessionContext): FhirResource[] {
  return context.standing.flatMap((standing: Standing) =>
    isStanding(standing, 'session-signed')
      ? [signatureProvenance(standing.body, mappedFact(standing), targets, context)]
      : [],
  )
}

function keyOf(resource: FhirResource): string {
  return `${resource.resourceType}/${resource.id}`
}
