import type { StaffActor } from '@holdspace/clinic/access/actor'
import { nothingRecorded } from '@holdspace/clinic/gates/gate-facts'
import { allergyStatusTitles } from '@holdspace/clinic/people/allergy-status'
import { allergiesAtOpening } from '@holdspace/clinic/session/allergies-at-opening'
import { alreadyOpen, decideOpen, type OpenQuestion } from '@holdspace/clinic/session/open-session'
import { inPractice, type Tx } from '@holdspace/db/database'
import { factsOf } from '@holdspace/db/fact-store'
import { findPatient } from '@holdspace/db/patient-store'
import { findProtocol } from '@holdspace/db/protocol-store'
import { recordAct } from '@holdspace/db/record-act'
import { listPatientSessions, sessionHead } from '@holdspace/db/session-store'
import { ageInYears, dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type EntryId, idempotencyKey, patientId, type SessionId, sessionId } from '@holdspace/kit/ids'
import { canonicalJson, type Json } from '@holdspace/proof/canonical-json'
import { sealEntry } from '@holdspace/proof/session-chain'
import { utf8 } from '@holdspace/proof/utf8'
import { sessionOpened } from '@holdspace/record/bodies'
import { grow, grownFrom } from '@holdspace/record/grow'
import { z } from 'zod'
import { readRecordedStandings } from '../gates/read-recorded-standings.ts'
import type { House } from '../house.ts'
import { readLimitsInForce } from '../plan/read-plan-standing.ts'
import { storedAll } from './append-entries.ts'
import { actorText } from './entry-codec.ts'
import { fhirChanges } from './session-fhir.ts'
import { ledgerOrigin, recordDevice, sessionBoardTopic } from './session-names.ts'
import { keyReused } from './session-refusals.ts'

/** What: a prescriber or nurse opens a medicine session for one person on one approved protocol, once the first gate is met. */
export const openSessionInput = z.strictObject({
  /** Made by the client, once; it is the session's id as well, so opening twice opens one session. */
  key: idempotencyKey,
  patientId,
  protocolId: z.string().min(1),
  protocolVersion: z.string().min(1),
  room: sessionOpened.shape.room,
  identityConfirmedBy: z.array(sessionOpened.shape.identityConfirmedBy.element).max(6),
  attestations: sessionOpened.shape.attestations,
})
type Input = z.output<typeof openSessionInput>

type OpenHouse = Pick<House, 'db' | 'clock' | 'newId' | 'hashing' | 'randomBytes' | 'announce' | 'publicUrl'>

export async function openSession(
  house: OpenHouse,
  actor: StaffActor,
  input: Input,
): Promise<Decision<{ sessionId: string }>> {
  const now = house.clock()
  const id = sessionId.parse(input.key)
  const question = await inPractice(house.db, actor.practiceId, (tx) => loadQuestion(tx, house, actor, input))
  if (question === null) return refuse(patientNotFound)
  const decided = decideOpen(question)
  if (!decided.ok) return decided
  const entry = {
    kind: 'session-opened' as const,
    body: decided.value,
    occurredAt: now,
    id: input.key as string as EntryId,
    deviceId: recordDevice,
    deviceSeq: 1,
  }
  const { deviceSeq, occurredAt, kind } = entry
  const header = {
    ledger: ledgerOrigin(actor.practiceId),
    sessionId: id,
    idempotencyKey: entry.id,
    kind,
    deviceSeq,
    occurredAt,
  }
  const draft = {
    ...header,
    actor: actorText(actor),
    deviceId: recordDevice,
    recordedAt: now,
    body: decided.value as Json,
  }
  const sealed = sealEntry(undefined, draft, house.randomBytes(32), house.hashing.sha256)
  const stored = storedAll([sealed])
  const before = grownFrom([])
  const recorded = await recordAct(house.db, {
    practiceId: actor.practiceId,
    sessionId: id,
    once: {
      actorId: actor.accountId,
      procedure: 'session.open',
      key: input.key,
      bodyHash: house.hashing.sha256(utf8(canonicalJson(input as Json))),
    },
    answer: { sessionId: id },
    at: now,
    head: null,
    entries: [sealed],
    opens: {
      patientId: input.patientId,
      protocolId: decided.value.protocol.protocolId,
      protocolVersion: decided.value.protocol.version,
      protocolHash: decided.value.protocol.contentHash,
      createdBy: actor.accountId,
    },
    audit: [openedAudit(house, actor, input, now)],
    fhir: fhirChanges(house, actor, { before, added: stored, after: stored.reduce(grow, before) }, null),
  })
  if (recorded.outcome === 'key-reused') return refuse(keyReused)
  // An answer may be kept under a key that was an entry's somewhere else: it opened nothing (IK5).
  if (recorded.outcome === 'replayed' && !(await stands(house, actor, id))) return refuse(keyReused)
  // Another device opened a session for the same person while this one was asking.
  if (recorded.outcome === 'head-moved') return refuse(alreadyOpen)
  house.announce(sessionBoardTopic(actor.practiceId))
  return accept({ sessionId: id })
}

async function stands(house: OpenHouse, { practiceId }: StaffActor, id: SessionId): Promise<boolean> {
  return (await inPractice(house.db, practiceId, (tx) => sessionHead(tx, practiceId, id))) !== null
}

async function loadQuestion(tx: Tx, house: OpenHouse, actor: StaffActor, input: Input): Promise<OpenQuestion | null> {
  const at = house.clock()
  const { practiceId, practiceZone: zone } = actor
  const today = dateInZone(at, zone)
  const patient = await findPatient(tx, actor.practiceId, input.patientId)
  if (patient === null) return null
  const facts = await factsOf(tx, actor.practiceId, input.patientId)
  const sessions = await listPatientSessions(tx, actor.practiceId, input.patientId)
  const protocol = await findProtocol(tx, input.protocolId, input.protocolVersion)
  const { family, given, birthDate, sex } = patient.person
  const active = facts.allergies.filter((one) => one.status === 'active')
  return {
    actor,
    today,
    patient: {
      patientId: input.patientId,
      family,
      given: given.join(' '),
      birthDate,
      sex,
      mrn: patient.mrn,
      allergyTitle: allergyStatusTitles[patient.allergyStatus],
      allergies: [...allergiesAtOpening(active)],
      ageYears: ageInYears(birthDate, today),
      deceased: patient.deceasedOn !== null,
    },
    protocol:
      protocol === null
        ? null
        : {
            protocolId: protocol.id,
            version: protocol.version,
            contentHash: protocol.contentHash ?? '',
            title: protocol.title,
            route: protocol.drug.route,
            modality: protocol.modality,
            status: protocol.status,
            effectiveFrom: protocol.effectiveFrom,
            gate: protocol.gate,
            staffing: protocol.staffing,
            minAgeYears: protocol.ageYears.min.value,
          },
    room: input.room,
    identityConfirmedBy: input.identityConfirmedBy,
    attestations: input.attestations,
    recorded:
      protocol === null
        ? nothingRecorded
        : await readRecordedStandings(tx, house, { practiceId, zone, patientId: input.patientId, protocol, at }),
    patientLimits: await readLimitsInForce(tx, practiceId, zone, input.patientId),
    // The same request sent twice finds the session it opened itself; that is answered by its key, not refused here.
    alreadyOpen: sessions.some((one) => one.status === 'open' && one.id !== (input.key as string)),
  }
}

function openedAudit(house: OpenHouse, actor: StaffActor, input: Input, at: ReturnType<House['clock']>) {
  return {
    id: house.newId(),
    at,
    actor: { kind: 'staff' as const, id: actor.accountId, name: actor.displayName, role: actor.role },
    act: 'session.open',
    outcome: 'done' as const,
    patientId: input.patientId,
    subject: { type: 'session', id: input.key },
    purpose: 'TREAT',
    deviceId: actor.deviceId,
  }
}

const patientNotFound = {
  family: 'not-found',
  code: 'patient-not-found',
  sentence: 'There is no such person in this practice.',
} as const
