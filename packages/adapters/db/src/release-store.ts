import type { MembershipId, PartnerId, PatientId, PracticeId, ReleaseId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from './database.ts'
import type { Purpose } from './partner-store.ts'
import { disclosure, partnerClient, releaseOfInformation } from './schema/fhir.ts'
import { patient } from './schema/people.ts'

/** A patient's release of information to one partner, as recorded. */
export interface ReleaseRow {
  readonly releaseId: ReleaseId
  readonly patientId: PatientId
  readonly partnerId: PartnerId
  readonly purpose: Purpose
  readonly kinds: readonly string[]
  readonly types: readonly string[]
  readonly sensitive: readonly string[]
  readonly validFrom: Instant
  readonly validUntil: Instant
  readonly givenHow: string
  readonly documentSha256: string | null
  readonly recordedAt: Instant
  /** Null when the patient signed it on their own device. */
  readonly recordedBy: MembershipId | null
  readonly recordedByName: string
  readonly withdrawn: { readonly at: Instant; readonly byName: string; readonly how: string } | null
}

export type NewRelease = Omit<ReleaseRow, 'withdrawn'>

export async function addRelease(tx: Tx, practiceId: PracticeId, release: NewRelease): Promise<void> {
  await tx.insert(releaseOfInformation).values({
    practiceId,
    id: release.releaseId,
    patientId: release.patientId,
    partnerId: release.partnerId,
    purpose: release.purpose,
    kinds: [...release.kinds],
    types: [...release.types],
    sensitive: [...release.sensitive],
    validFrom: new Date(release.validFrom),
    validUntil: new Date(release.validUntil),
    givenHow: release.givenHow,
    documentSha256: release.documentSha256,
    recordedAt: new Date(release.recordedAt),
    recordedBy: release.recordedBy,
    recordedByName: release.recordedByName,
  })
}

export async function findRelease(tx: Tx, practiceId: PracticeId, releaseId: ReleaseId): Promise<ReleaseRow | null> {
  const rows = await tx
    .select()
    .from(releaseOfInformation)
    .where(and(eq(releaseOfInformation.practiceId, practiceId), eq(releaseOfInformation.id, releaseId)))
  return rows[0] === undefined ? null : releaseRow(rows[0])
}

/** Newest first; withdrawn and lapsed ones included, since history is added to. */
export async function releasesOfPatient(
  tx: Tx,
  practiceId: PracticeId,
  patientId: PatientId,
): Promise<readonly (ReleaseRow & { readonly partnerName: string })[]> {
  const rows = await tx
    .select({ release: releaseOfInformation, partnerName: partnerClient.name })
    .from(releaseOfInformation)
    .innerJoin(partnerClient, eq(partnerClient.id, releaseOfInformation.partnerId))
    .where(and(eq(releaseOfInformation.practiceId, practiceId), eq(releaseOfInformation.patientId, patientId)))
    .orderBy(desc(releaseOfInformation.recordedAt))
  return rows.map((row) => ({ ...releaseRow(row.release), partnerName: row.partnerName }))
}

/** The partner's next request sees nothing of this patient. False when the release was already withdrawn. */
export async function markReleaseWithdrawn(
  tx: Tx,
  practiceId: PracticeId,
  withdrawn: { releaseId: ReleaseId; at: Instant; by: MembershipId | null; byName: string; how: string },
): Promise<boolean> {
  const rows = await tx
    .update(releaseOfInformation)
    .set({
      withdrawnAt: new Date(withdrawn.at),
      withdrawnBy: withdrawn.by,
      withdrawnByName: withdrawn.byName,
      withdrawnHow: withdrawn.how,
      withdrawalToldAt: sql`now()`,
    })
    .where(
      and(
        eq(releaseOfInformation.practiceId, practiceId),
        eq(releaseOfInformation.id, withdrawn.releaseId),
        isNull(releaseOfInformation.withdrawnAt),
      ),
    )
    .returning({ id: releaseOfInformation.id })
  return rows.length === 1
}

export interface DisclosureRow {
  readonly at: Instant
  readonly partnerName: string
  readonly interaction: string
  readonly resourceType: string
  readonly resourceCount: number
}

/** The accounting of disclosures of one patient, newest first, at most `limit` rows. */
export async function disclosuresOfPatient(
  tx: Tx,
  practiceId: PracticeId,
  patientId: PatientId,
  limit: number,
): Promise<readonly DisclosureRow[]> {
  const rows = await tx
    .select({
      at: disclosure.at,
      partnerName: partnerClient.name,
      interaction: disclosure.interaction,
      resourceType: disclosure.resourceType,
      resourceCount: disclosure.resourceCount,
    })
    .from(disclosure)
    .innerJoin(partnerClient, eq(partnerClient.id, disclosure.partnerId))
    .where(and(eq(disclosure.practiceId, practiceId), eq(disclosure.patientId, patientId)))
    .orderBy(desc(disclosure.at))
    .limit(limit)
  return rows.map((row) => ({ ...row, at: instantFromMs(row.at.getTime()) }))
}

export interface AccountedRow {
  readonly partnerName: string
  readonly purpose: Purpose
  readonly resourceType: string
  readonly first: Instant
  readonly last: Instant
  /** How often it was told. */
  readonly times: number
  readonly resourceCount: number
}

/** The accounting of disclosures since a day, one row for each partner, purpose and type, the newest first. */
export async function accountOfDisclosures(
  tx: Tx,
  practiceId: PracticeId,
  patientId: PatientId,
  from: string,
): Promise<readonly AccountedRow[]> {
  const { rows } = await tx.execute<StoredAccount>(sql`
    select partner_name, purpose, resource_type, extract(epoch from min(at)) * 1000 as first,
           extract(epoch from max(at)) * 1000 as last, count(*)::integer as times, sum(resource_count)::float8 as told
    from clinic.disclosure
    where practice_id = ${practiceId} and patient_id = ${patientId} and at >= ${from}::date
    group by partner_name, purpose, resource_type
    order by max(at) desc, resource_type`)
  return rows.map((row) => ({
    partnerName: row.partner_name,
    purpose: row.purpose,
    resourceType: row.resource_type,
    first: instantFromMs(Number(row.first)),
    last: instantFromMs(Number(row.last)),
    times: row.times,
    resourceCount: row.told,
  }))
}

interface StoredAccount extends Record<string, unknown> {
  readonly partner_name: string
  readonly purpose: Purpose
  readonly resource_type: string
  readonly first: string
  readonly last: string
  readonly times: number
  readonly told: number
}

/** How many people each partner reads of at this moment. */
export async function cohortSizes(
  tx: Tx,
  practiceId: PracticeId,
  now: Instant,
): Promise<ReadonlyMap<PartnerId, number>> {
  const rows = await tx
    .select({
      partnerId: releaseOfInformation.partnerId,
      people: sql<number>`count(distinct ${releaseOfInformation.patientId})::integer`,
    })
    .from(releaseOfInformation)
    .where(
      and(
        eq(releaseOfInformation.practiceId, practiceId),
        isNull(releaseOfInformation.withdrawnAt),
        sql`${releaseOfInformation.validFrom} <= ${now}::timestamptz and ${releaseOfInformation.validUntil} > ${now}::timestamptz`,
      ),
    )
    .groupBy(releaseOfInformation.partnerId)
  return new Map(rows.map((row) => [row.partnerId as PartnerId, row.people]))
}

function releaseRow(row: typeof releaseOfInformation.$inferSelect): ReleaseRow {
  return {
    releaseId: row.id as ReleaseId,
    patientId: row.patientId as PatientId,
    partnerId: row.partnerId as PartnerId,
    purpose: row.purpose,
    kinds: row.kinds,
    types: row.types,
    sensitive: row.sensitive,
    validFrom: instantFromMs(row.validFrom.getTime()),
    validUntil: instantFromMs(row.validUntil.getTime()),
    givenHow: row.givenHow,
    documentSha256: row.documentSha256,
    recordedAt: instantFromMs(row.recordedAt.getTime()),
    recordedBy: row.recordedBy as MembershipId | null,
    recordedByName: row.recordedByName,
    withdrawn:
      row.withdrawnAt === null
        ? null
        : {
            at: instantFromMs(row.withdrawnAt.getTime()),
            byName: row.withdrawnByName ?? '',
            how: row.withdrawnHow ?? '',
          },
  }
}

export interface PracticeReleaseRow extends ReleaseRow {
  readonly partnerName: string
  readonly family: string
  readonly given: readonly string[]
  readonly mrn: string
}

/** The newest releases of the whole practice with whose they are, at most `limit`. */
export async function releasesOfPractice(
  tx: Tx,
  practiceId: PracticeId,
  limit: number,
): Promise<readonly PracticeReleaseRow[]> {
  const rows = await tx
    .select({
      release: releaseOfInformation,
      partnerName: partnerClient.name,
      family: patient.family,
      given: patient.given,
      mrn: patient.mrn,
    })
    .from(releaseOfInformation)
    .innerJoin(partnerClient, eq(partnerClient.id, releaseOfInformation.partnerId))
    .innerJoin(
      patient,
      and(eq(patient.practiceId, releaseOfInformation.practiceId), eq(patient.id, releaseOfInformation.patientId)),
    )
    .where(eq(releaseOfInformation.practiceId, practiceId))
    .orderBy(desc(releaseOfInformation.recordedAt))
    .limit(limit)
  return rows.map(({ release, mrn, ...row }) => ({ ...releaseRow(release), ...row, mrn: String(mrn) }))
}
