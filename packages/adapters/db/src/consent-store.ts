import {
  type ConsentText,
  consentText,
  type TextContent,
  textBytes,
  textContent,
} from '@holdspace/clinic/consent/consent-text'
import type { ConsentKind, TextKind, Treatment } from '@holdspace/clinic/consent/kinds'
import { recordBytes, type SignatureRecord, signatureRecord } from '@holdspace/clinic/consent/signature-record'
import type { SignatureFact, VersionFact } from '@holdspace/clinic/consent/standing'
import { calendarDate } from '@holdspace/kit/calendar-date'
import type { MembershipId, PatientId, PracticeId, SessionId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { consentSignature, consentVersion, consentWithdrawal } from './schema/consent.ts'
import { aboutEach, ofEach } from './side-by-side.ts'

/** A text as its practice approved it. */
export interface PublishedVersion extends VersionFact {
  readonly content: TextContent
  readonly contentHash: string
  readonly changeNote: string
  readonly publishedAt: Instant
  readonly approvedByName: string
  readonly approvedDuty: string
}

export interface NewVersion extends Omit<PublishedVersion, 'kind' | 'language' | 'version' | 'maximumMcgPerKg'> {
  readonly approvedBy: MembershipId
}

export async function addConsentVersion(tx: Tx, practiceId: PracticeId, row: NewVersion): Promise<void> {
  const { kind, language, version } = row.content
  await tx.insert(consentVersion).values({
    practiceId,
    kind,
    language,
    version,
    content: textBytes(row.content),
    contentHash: row.contentHash,
    material: row.material,
    changeNote: row.changeNote,
    effectiveFrom: row.effectiveFrom,
    publishedAt: new Date(row.publishedAt),
    approvedBy: row.approvedBy,
    approvedByName: row.approvedByName,
    approvedDuty: row.approvedDuty,
  })
}

/** Every version the practice ever published, or every one of a kind, oldest first. */
export async function consentVersions(
  tx: Tx,
  practiceId: PracticeId,
  kind?: TextKind,
): Promise<readonly PublishedVersion[]> {
  const rows = await tx
    .select()
    .from(consentVersion)
    .where(
      and(eq(consentVersion.practiceId, practiceId), kind === undefined ? undefined : eq(consentVersion.kind, kind)),
    )
    .orderBy(asc(consentVersion.kind), asc(consentVersion.publishedAt))
  return rows.map((row) => {
    const content = textContent.parse(json(row.content))
    return {
      kind: row.kind,
      language: row.language,
      version: row.version,
      material: row.material,
      effectiveFrom: calendarDate.parse(row.effectiveFrom),
      maximumMcgPerKg: content.maximumMcgPerKg,
      content,
      contentHash: row.contentHash,
      changeNote: row.changeNote,
      publishedAt: instantFromMs(row.publishedAt.getTime()),
      approvedByName: row.approvedByName,
      approvedDuty: row.approvedDuty,
    }
  })
}

/** What is known of every version without its words: enough to say how a signature stands. */
export async function consentVersionFacts(tx: Tx, practiceId: PracticeId): Promise<readonly VersionFact[]> {
  return versionFacts(tx, practiceId, 'all')
}

const versionFacts = aboutEach(async (tx, practiceId, asked: readonly 'all'[]) => {
  const rows = await tx
    .select({
      kind: consentVersion.kind,
      language: consentVersion.language,
      version: consentVersion.version,
      material: consentVersion.material,
      effectiveFrom: consentVersion.effectiveFrom,
    })
    .from(consentVersion)
    .where(eq(consentVersion.practiceId, practiceId))
  const facts = rows.map(
    (row): VersionFact => ({ ...row, effectiveFrom: calendarDate.parse(row.effectiveFrom), maximumMcgPerKg: null }),
  )
  return asked.map(() => facts)
})

/** One signature as it is listed, with what took it back where something did. */
export interface SignatureRow extends SignatureFact {
  readonly patientId: PatientId
  readonly language: 'en' | 'es'
  readonly title: string
  readonly signerName: string
  readonly how: 'drawn' | 'typed' | 'on-paper'
  readonly takenByName: string
  readonly recordedAt: Instant
  readonly textHash: string
  readonly recordHash: string
  readonly text: ConsentText
  readonly record: SignatureRecord
  readonly withdrawal: WithdrawalRow | null
}

export interface WithdrawalRow {
  readonly at: Instant
  readonly saidBy: 'patient' | 'representative'
  readonly how: string
  readonly takenByName: string
  readonly sessionId: SessionId | null
}

export interface NewSignature {
  readonly text: ConsentText
  readonly record: SignatureRecord
  readonly recordHash: string
  readonly fact: Pick<SignatureFact, 'lastDay' | 'maximumMcgPerKg' | 'recipientId' | 'offLabel'>
  readonly takenBy: MembershipId | null
  readonly takenByName: string
}

export async function addSignature(tx: Tx, practiceId: PracticeId, row: NewSignature): Promise<void> {
  const { record, text, fact } = row
  await tx.insert(consentSignature).values({
    practiceId,
    id: record.consentId,
    patientId: record.patientId,
    seq: record.seq,
    kind: record.kind,
    language: record.language,
    version: record.version,
    text: textBytes(text),
    textHash: record.textHash,
    signedAt: new Date(record.signedAt),
    ...fact,
    signerName: record.signer.name,
    how: record.mark.how,
    record: recordBytes(record),
    recordHash: row.recordHash,
    recordedAt: new Date(record.recordedAt),
    takenBy: row.takenBy,
    takenByName: row.takenByName,
  })
}

/**
 * The number and hash of the person's last signature, held until this transaction ends, so that two signatures at once
 * are still one after the other.
 */
export async function lastSignature(
  tx: Tx,
  practiceId: PracticeId,
  patientId: PatientId,
): Promise<{ readonly seq: number; readonly recordHash: string } | null> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`consent ${practiceId} ${patientId}`}, 0))`)
  const rows = await tx
    .select({ seq: consentSignature.seq, recordHash: consentSignature.recordHash })
    .from(consentSignature)
    .where(and(eq(consentSignature.practiceId, practiceId), eq(consentSignature.patientId, patientId)))
    .orderBy(desc(consentSignature.seq))
    .limit(1)
  return rows[0] ?? null
}

export async function findSignature(tx: Tx, practiceId: PracticeId, consentId: string): Promise<SignatureRow | null> {
  const rows = await signatures(tx).where(
    and(eq(consentSignature.practiceId, practiceId), eq(consentSignature.id, consentId)),
  )
  return rows[0] === undefined ? null : signatureRow(rows[0])
}

/** Newest first; withdrawn and lapsed ones included, since history is added to. */
export async function signaturesOfPatient(
  tx: Tx,
  practiceId: PracticeId,
  patientId: PatientId,
): Promise<readonly SignatureRow[]> {
  const rows = await signatures(tx)
    .where(and(eq(consentSignature.practiceId, practiceId), eq(consentSignature.patientId, patientId)))
    .orderBy(desc(consentSignature.signedAt))
  return rows.map(signatureRow)
}

/** The facts alone: for the gates, Today's board and the worklist. */
export const signatureFactsOf = aboutEach(async (tx, practiceId, patientIds: readonly PatientId[]) => {
  const rows = await tx
    .select({
      consentId: consentSignature.id,
      patientId: consentSignature.patientId,
      kind: consentSignature.kind,
      version: consentSignature.version,
      signedAt: consentSignature.signedAt,
      lastDay: consentSignature.lastDay,
      maximumMcgPerKg: consentSignature.maximumMcgPerKg,
      recipientId: consentSignature.recipientId,
      offLabel: consentSignature.offLabel,
      withdrawnAt: consentWithdrawal.at,
    })
    .from(consentSignature)
    .leftJoin(consentWithdrawal, ofSignature)
    .where(and(eq(consentSignature.practiceId, practiceId), inArray(consentSignature.patientId, [...patientIds])))
  const theirs = ofEach(patientIds, rows, (row) => row.patientId as PatientId)
  return theirs.map((own) => own.map(({ patientId: _theirs, ...row }): SignatureFact => factRow(row)))
})

export interface NewWithdrawal extends WithdrawalRow {
  readonly consentId: string
  readonly patientId: PatientId
  readonly recordedAt: Instant
  readonly takenBy: MembershipId | null
}

/** False when it was taken back before: the earlier withdrawal stands. */
export async function addWithdrawal(tx: Tx, practiceId: PracticeId, row: NewWithdrawal): Promise<boolean> {
  const inserted = await tx
    .insert(consentWithdrawal)
    .values({ practiceId, ...row, at: new Date(row.at), recordedAt: new Date(row.recordedAt) })
    .onConflictDoNothing()
  return inserted.rowCount === 1
}

/** Somebody whose consents the practice looks after. */
export interface AskedForConsent {
  readonly patientId: PatientId
  readonly family: string
  readonly given: readonly string[]
  readonly mrn: string
  /** What the plans that are running treat with. */
  readonly treatments: readonly Treatment[]
  /** Whether a signature lies near a medicine session, so that a lock may have to be looked for. */
  readonly nearSession: boolean
}

/** What the plans that run for one person treat with: it says which treatment consents they are asked for. */
export async function treatmentsOfPlans(tx: Tx, practiceId: PracticeId, id: PatientId): Promise<readonly Treatment[]> {
  const { rows } = await tx.execute<{ medicine: Treatment['medicine']; route: Treatment['route'] }>(sql`
    select distinct v.document #>> '{drug,ingredient,name}' as medicine, v.document -> 'drug' ->> 'route' as route
    from clinic.plan_version pv
    join clinic.protocol_version v on v.practice_id = pv.practice_id
      and v.protocol_id = pv.content ->> 'protocolId' and v.version = pv.content ->> 'protocolVersion'
    where pv.practice_id = ${practiceId} and pv.patient_id = ${id} and not exists (
      select from clinic.plan_ending e where e.practice_id = pv.practice_id and e.plan_id = pv.plan_id)`)
  return rows
}

/** Everybody who has a running plan or ever signed a consent, by name. */
export async function patientsAskedForConsent(tx: Tx, practiceId: PracticeId): Promise<readonly AskedForConsent[]> {
  const { rows } = await tx.execute<{
    id: string
    family: string
    given: string[]
    mrn: number
    treatments: Treatment[]
    near_session: boolean
  }>(sql`
    select p.id, p.family, p.given, p.mrn,
      (
        select coalesce(jsonb_agg(distinct jsonb_build_object(
          'medicine', v.document #>> '{drug,ingredient,name}', 'route', v.document -> 'drug' ->> 'route')), '[]')
        from clinic.plan_version pv
        join clinic.protocol_version v on v.practice_id = pv.practice_id
          and v.protocol_id = pv.content ->> 'protocolId' and v.version = pv.content ->> 'protocolVersion'
        where pv.practice_id = p.practice_id and pv.patient_id = p.id and not exists (
          select from clinic.plan_ending e where e.practice_id = pv.practice_id and e.plan_id = pv.plan_id)
      ) as treatments,
      exists (
        select from clinic.consent_signature s
        join clinic.session t on t.practice_id = s.practice_id and t.patient_id = s.patient_id
        where s.practice_id = p.practice_id and s.patient_id = p.id
          and s.signed_at between t.opened_at - interval '1 day' and t.opened_at + interval '3 days'
      ) as near_session
    from clinic.patient p
    where p.practice_id = ${practiceId} and (
      exists (select from clinic.consent_signature s where s.practice_id = p.practice_id and s.patient_id = p.id)
      or exists (
        select from clinic.plan_version pv
        where pv.practice_id = p.practice_id and pv.patient_id = p.id and not exists (
          select from clinic.plan_ending e where e.practice_id = pv.practice_id and e.plan_id = pv.plan_id)
      )
    )
    order by p.family_folded, p.given_folded, p.id`)
  return rows.map((row) => ({
    patientId: row.id as PatientId,
    family: row.family,
    given: row.given,
    mrn: String(row.mrn),
    treatments: row.treatments,
    nearSession: row.near_session,
  }))
}

const ofSignature = and(
  eq(consentWithdrawal.practiceId, consentSignature.practiceId),
  eq(consentWithdrawal.consentId, consentSignature.id),
)

function signatures(tx: Tx) {
  return tx
    .select({ signature: consentSignature, withdrawal: consentWithdrawal })
    .from(consentSignature)
    .leftJoin(consentWithdrawal, ofSignature)
    .$dynamic()
}

type Found = Awaited<ReturnType<typeof signatures>>[number]

function signatureRow({ signature, withdrawal }: Found): SignatureRow {
  const text = consentText.parse(json(signature.text))
  return {
    ...factRow({ ...signature, consentId: signature.id, withdrawnAt: withdrawal?.at ?? null }),
    patientId: signature.patientId as PatientId,
    language: signature.language,
    title: text.title,
    signerName: signature.signerName,
    how: signature.how,
    takenByName: signature.takenByName,
    recordedAt: instantFromMs(signature.recordedAt.getTime()),
    textHash: signature.textHash,
    recordHash: signature.recordHash,
    text,
    record: signatureRecord.parse(json(signature.record)),
    withdrawal:
      withdrawal === null
        ? null
        : {
            at: instantFromMs(withdrawal.at.getTime()),
            saidBy: withdrawal.saidBy,
            how: withdrawal.how,
            takenByName: withdrawal.takenByName,
            sessionId: withdrawal.sessionId as SessionId | null,
          },
  }
}

interface FactColumns {
  readonly consentId: string
  readonly kind: ConsentKind
  readonly version: string
  readonly signedAt: Date
  readonly lastDay: string | null
  readonly maximumMcgPerKg: number | null
  readonly recipientId: string | null
  readonly offLabel: SignatureFact['offLabel']
  readonly withdrawnAt: Date | null
}

function factRow(row: FactColumns): SignatureFact {
  return {
    consentId: row.consentId,
    kind: row.kind,
    version: row.version,
    signedAt: instantFromMs(row.signedAt.getTime()),
    lastDay: row.lastDay === null ? null : calendarDate.parse(row.lastDay),
    maximumMcgPerKg: row.maximumMcgPerKg,
    recipientId: row.recipientId,
    offLabel: row.offLabel,
    withdrawnAt: row.withdrawnAt === null ? null : instantFromMs(row.withdrawnAt.getTime()),
  }
}

function json(bytes: Uint8Array): unknown {
  return JSON.parse(Buffer.from(bytes).toString('utf8'))
}
