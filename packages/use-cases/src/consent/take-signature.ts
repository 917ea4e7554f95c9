import type { PatientActor, StaffActor } from '@holdspace/clinic/access/actor'
import { decideSign } from '@holdspace/clinic/consent/decide-sign'
import { isTreatment } from '@holdspace/clinic/consent/kinds'
import { recordHash, type SignatureRecord } from '@holdspace/clinic/consent/signature-record'
import type { PaperAttestation, Signing } from '@holdspace/clinic/consent/signing'
import { lastDayOf, type SignatureFact } from '@holdspace/clinic/consent/standing'
import { decideReleaseTerms } from '@holdspace/clinic/sharing/decide-release'
import { recordAccess } from '@holdspace/db/audit-store'
import { addSignature, findSignature, lastSignature } from '@holdspace/db/consent-store'
import type { Tx } from '@holdspace/db/database'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type PatientId, releaseId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { House } from '../house.ts'
import { accessBy, byWhom, occasionOf } from '../people/acting.ts'
import { addRecordedRelease } from '../share/record-release.ts'
import { tellConsent } from './consent-fhir.ts'
import { lockSpansOf } from './consent-locks.ts'
import { type FoundSigning, findSigning } from './find-signing.ts'
import type { ReleaseWish } from './release-terms.ts'

export type TakeHouse = Pick<House, 'db' | 'clock' | 'newId' | 'hashing' | 'publicUrl'>

export interface Taking {
  readonly patientId: PatientId
  readonly signing: Signing
  readonly release: ReleaseWish | null
  readonly identityConfirmedBy: readonly string[]
  readonly paper: PaperAttestation | null
  readonly userAgent: string
}

export interface Taken {
  readonly consentId: string
  readonly title: string
  readonly signedAt: Instant
  readonly recordHash: string
}

/** Decides and records one signature with everything that follows from it, inside the caller's transaction. */
export async function takeSignature(
  tx: Tx,
  house: TakeHouse,
  actor: StaffActor | PatientActor,
  taking: Taking,
): Promise<Decision<Taken>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const place = { practiceId: actor.practiceId, practiceName: actor.practiceName, zone: actor.practiceZone, at: now }
  const { patientId, signing, release, paper } = taking
  const asked = { patientId, kind: signing.kind, language: signing.language, release }
  const found = await findSigning(tx, house, place, asked)
  if (!found.ok) return found
  const { text, textHash } = found.value
  const moments = [now, ...(paper === null ? [] : [paper.signedAt])]
  const locks = await lockSpansOf(tx, house, place, patientId, moments)
  const { identityConfirmedBy } = taking
  const question = { actor, today, patientId, text, textHash, signing, identityConfirmedBy, paper, locks, now }
  const inEffectSince = found.value.version.effectiveFrom
  const decided = decideSign({ ...question, inEffectSince, zone: place.zone })
  if (!decided.ok) return decided
  const before = await lastSignature(tx, actor.practiceId, patientId)
  const known = await findSignature(tx, actor.practiceId, signing.consentId)
  if (known !== null) return replay(known, patientId, textHash)
  const record: SignatureRecord = {
    consentId: signing.consentId,
    practiceId: actor.practiceId,
    patientId,
    seq: (before?.seq ?? 0) + 1,
    previousHash: before?.recordHash ?? null,
    kind: signing.kind,
    language: text.language,
    version: text.version,
    textHash,
    signer: signing.signer,
    meaning: text.agreement,
    initials: signing.initials,
    mark: signing.mark,
    ...(signing.checked === undefined ? {} : { checked: signing.checked }),
    agreesToScreen: signing.agreesToScreen,
    identityConfirmedBy: [...identityConfirmedBy],
    helpers: signing.helpers,
    place: placeOf(actor, paper),
    deviceId: actor.deviceId,
    userAgent: taking.userAgent.slice(0, 200),
    signedAt: decided.value.signedAt,
    zone: place.zone,
    recordedAt: now,
  }
  return keep(tx, house, actor, { taking, found: found.value, record, refs })
}

interface Keeping {
  readonly taking: Taking
  readonly found: FoundSigning
  readonly record: SignatureRecord
  readonly refs: Awaited<ReturnType<typeof occasionOf>>['refs']
}

async function keep(
  tx: Tx,
  house: TakeHouse,
  actor: StaffActor | PatientActor,
  { taking, found, record, refs }: Keeping,
): Promise<Decision<Taken>> {
  const { practiceId } = actor
  const hash = recordHash(record, house.hashing.sha256)
  const { text } = found
  const lastDay = found.terms?.until ?? lastDayOf(record.signedAt, text.lasts, record.zone)
  const fact = {
    lastDay,
    maximumMcgPerKg: text.maximumMcgPerKg,
    recipientId: found.terms?.recipientId ?? null,
    offLabel: offLabelOf(text, record),
  }
  const opened = await openRelease(tx, house, actor, { taking, found, hash, record })
  if (!opened.ok) return opened
  const taker = byWhom(actor)
  const takenBy = actor.kind === 'staff' ? actor.membershipId : null
  await addSignature(tx, practiceId, { text, record, recordHash: hash, fact, takenBy, takenByName: taker.name })
  await tellConsent(tx, { ...record, ...fact, title: text.title, terms: found.terms, withdrawnAt: null }, refs)
  const details = { consentId: record.consentId, kind: record.kind, version: record.version }
  const { patientId } = taking
  await recordAccess(
    tx,
    practiceId,
    accessBy(house, actor, { act: 'consent.take', at: record.recordedAt, patientId, details }),
  )
  return accept({ consentId: record.consentId, title: text.title, signedAt: record.signedAt, recordHash: hash })
}

/** A release that was signed is recorded through the same decision as one that staff record from paper (RULINGS 8). */
async function openRelease(
  tx: Tx,
  house: TakeHouse,
  actor: StaffActor | PatientActor,
  { taking, found, hash, record }: Omit<Keeping, 'refs'> & { readonly hash: string },
): Promise<Decision<true>> {
  const { release } = taking
  const { partner } = found
  if (release === null) return accept(true)
  const today = (await occasionOf(house, actor)).today
  const terms = decideReleaseTerms({
    today,
    from: release.from,
    until: release.until,
    partnerStatus: partner?.status ?? 'active',
    kinds: release.to === 'partner' ? release.kinds : ['care-team'],
  })
  if (!terms.ok) return terms
  if (release.to !== 'partner' || partner === null) return accept(true)
  const taker = byWhom(actor)
  const membershipId = actor.kind === 'staff' ? actor.membershipId : null
  await addRecordedRelease(tx, actor.practiceId, {
    releaseId: releaseId.parse(record.consentId),
    patientId: taking.patientId,
    partner,
    kinds: release.kinds,
    sensitive: release.sensitive,
    from: release.from,
    until: release.until,
    zone: record.zone,
    givenHow: `Signed consent, version ${record.version}`,
    documentSha256: hash,
    at: record.recordedAt,
    by: { membershipId, name: taker.name },
  })
  return accept(true)
}

function offLabelOf(
  text: FoundSigning['text'],
  { initials }: Pick<SignatureRecord, 'initials'>,
): SignatureFact['offLabel'] {
  if (!isTreatment(text.kind) || !text.sections.some(({ id }) => id === 'off-label')) return 'not-asked'
  return initials['off-label'] === undefined ? 'not-initialled' : 'initialled'
}

function placeOf(actor: StaffActor | PatientActor, paper: PaperAttestation | null): SignatureRecord['place'] {
  if (actor.kind === 'patient') return { on: actor.channel === 'kiosk' ? 'clinic-kiosk' : 'own-device' }
  const { membershipId, displayName } = actor
  return paper === null
    ? { on: 'staff-tablet', handedOverBy: displayName, membershipId }
    : { on: 'paper', attestedBy: displayName, membershipId, ...paper }
}

/** The same intention sent twice is one signature; the same id under another text is a fault of the sender. */
function replay(
  known: NonNullable<Awaited<ReturnType<typeof findSignature>>>,
  patientId: PatientId,
  textHash: string,
): Decision<Taken> {
  if (known.patientId !== patientId || known.textHash !== textHash) return refuse(idReused)
  const { consentId, title, signedAt, recordHash: hash } = known
  return accept({ consentId, title, signedAt, recordHash: hash })
}

const idReused = {
  family: 'unprocessable',
  code: 'consent-id-reused',
  field: 'signing.consentId',
  sentence: 'A signature with this id stands under another text. It was not changed; start the form again.',
} as const
