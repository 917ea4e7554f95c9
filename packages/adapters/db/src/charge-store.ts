import type { ChargeSheet } from '@holdspace/billing/charge-sheet'
import type { PackageSale, SoldPackage, UnitEnd } from '@holdspace/billing/package'
import { type CalendarDate, calendarDate } from '@holdspace/kit/calendar-date'
import { type PatientId, type PracticeId, patientId, type SessionId, sessionId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, asc, desc, eq, gte, inArray, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { Tx } from './database.ts'
import type { ByMember } from './fee-schedule-store.ts'
import {
  chargeSheetTable,
  chargeSheetVoid,
  packageSaleTable,
  packageUnitEvent,
  type SheetProvider,
  type UnitWhat,
} from './schema/billing.ts'
import { session } from './schema/ledger.ts'
import { patient } from './schema/people.ts'
import { aboutEach, ofEach } from './side-by-side.ts'

export type { SheetProvider } from './schema/billing.ts'

export interface StoredSheet {
  readonly sheetId: string
  readonly patientId: PatientId
  readonly sessionId: SessionId | null
  readonly turn: number
  readonly serviceDate: CalendarDate
  readonly scheduleVersion: number
  readonly entryId: string | null
  readonly sheet: ChargeSheet & { readonly by: readonly SheetProvider[] }
  readonly confirmedAt: Instant
  readonly confirmedByName: string
  readonly voided: { readonly reason: string; readonly at: Instant; readonly byName: string } | null
}

export interface NewSheet extends Omit<StoredSheet, 'voided' | 'confirmedByName'> {
  readonly by: ByMember
}

/** Adds a confirmed sheet; the key refuses a second one for the same session and turn. */
export async function addSheet(tx: Tx, practiceId: PracticeId, row: NewSheet): Promise<void> {
  const { sheetId: id, patientId: patientOf, sessionId: sessionOf, turn, serviceDate, scheduleVersion, entryId } = row
  await tx.insert(chargeSheetTable).values({
    practiceId,
    id,
    patientId: patientOf,
    sessionId: sessionOf,
    turn,
    serviceDate,
    scheduleVersion,
    entryId,
    document: row.sheet,
    confirmedAt: new Date(row.confirmedAt),
    confirmedBy: row.by.membershipId,
    confirmedByName: row.by.name,
  })
}

export async function voidSheet(
  tx: Tx,
  practiceId: PracticeId,
  row: { readonly sheetId: string; readonly reason: string; readonly at: Instant; readonly by: ByMember },
): Promise<void> {
  await tx.insert(chargeSheetVoid).values({
    practiceId,
    sheetId: row.sheetId,
    reason: row.reason,
    at: new Date(row.at),
    byMembership: row.by.membershipId,
    byName: row.by.name,
  })
}

/** The sheets of a patient, newest first, those taken back included. */
export const sheetsOfPatient = aboutEach(async (tx, practiceId, patients: readonly PatientId[]) => {
  const sheets = await sheetsWhere(tx, practiceId, inArray(chargeSheetTable.patientId, [...patients]))
  return ofEach(patients, sheets, (sheet) => sheet.patientId)
})

/** The sheets of one session, newest first. */
export async function sheetsOfSession(
  tx: Tx,
  practiceId: PracticeId,
  sessionOf: SessionId,
): Promise<readonly StoredSheet[]> {
  return sheetsWhere(tx, practiceId, eq(chargeSheetTable.sessionId, sessionOf))
}

export async function findSheet(tx: Tx, practiceId: PracticeId, sheetId: string): Promise<StoredSheet | null> {
  return (await sheetsWhere(tx, practiceId, eq(chargeSheetTable.id, sheetId)))[0] ?? null
}

async function sheetsWhere(tx: Tx, practiceId: PracticeId, which: SQL) {
  const rows = await tx
    .select({ sheet: chargeSheetTable, voided: chargeSheetVoid })
    .from(chargeSheetTable)
    .leftJoin(
      chargeSheetVoid,
      and(
        eq(chargeSheetVoid.practiceId, chargeSheetTable.practiceId),
        eq(chargeSheetVoid.sheetId, chargeSheetTable.id),
      ),
    )
    .where(and(eq(chargeSheetTable.practiceId, practiceId), which))
    .orderBy(desc(chargeSheetTable.confirmedAt), desc(chargeSheetTable.id))
  return rows.map(
    ({ sheet, voided }): StoredSheet => ({
      sheetId: sheet.id,
      patientId: patientId.parse(sheet.patientId),
      sessionId: sheet.sessionId === null ? null : sessionId.parse(sheet.sessionId),
      turn: sheet.turn,
      serviceDate: calendarDate.parse(sheet.serviceDate),
      scheduleVersion: sheet.scheduleVersion,
      entryId: sheet.entryId,
      sheet: sheet.document,
      confirmedAt: instantFromMs(sheet.confirmedAt.getTime()),
      confirmedByName: sheet.confirmedByName,
      voided:
        voided === null
          ? null
          : { reason: voided.reason, at: instantFromMs(voided.at.getTime()), byName: voided.byName },
    }),
  )
}

export interface WaitingSession {
  readonly sessionId: SessionId
  readonly patientId: PatientId
  readonly family: string
  readonly given: readonly string[]
  readonly mrn: string
  readonly openedAt: Instant
  readonly sealedAt: Instant
}

/** Signed sessions without charges that stand, the oldest first: what billing has still to look at. */
export async function sessionsWaitingForCharges(
  tx: Tx,
  practiceId: PracticeId,
  { patientId: only, limit }: { readonly patientId?: PatientId; readonly limit: number },
): Promise<readonly WaitingSession[]> {
  const rows = await tx
    .select({
      sessionId: session.id,
      patientId: session.patientId,
      family: patient.family,
      given: patient.given,
      mrn: patient.mrn,
      openedAt: session.openedAt,
      sealedAt: session.sealedAt,
    })
    .from(session)
    .innerJoin(patient, and(eq(patient.practiceId, session.practiceId), eq(patient.id, session.patientId)))
    .where(
      and(
        eq(session.practiceId, practiceId),
        isNotNull(session.sealedAt),
        only === undefined ? undefined : eq(session.patientId, only),
        sql`not exists (
          select 1 from clinic.charge_sheet standing
          where standing.practice_id = ${session.practiceId} and standing.session_id = ${session.id}
            and not exists (select 1 from clinic.charge_sheet_void gone
              where gone.practice_id = standing.practice_id and gone.sheet_id = standing.id))`,
      ),
    )
    .orderBy(asc(session.openedAt), asc(session.id))
    .limit(limit)
  return rows.map((row) => ({
    ...row,
    sessionId: sessionId.parse(row.sessionId),
    patientId: patientId.parse(row.patientId),
    mrn: String(row.mrn),
    openedAt: instantFromMs(row.openedAt.getTime()),
    sealedAt: instantFromMs((row.sealedAt ?? row.openedAt).getTime()),
  }))
}

export interface UnbilledSheet {
  readonly sheetId: string
  readonly patientId: PatientId
  readonly family: string
  readonly given: readonly string[]
  readonly mrn: string
  readonly serviceDate: CalendarDate
  readonly sheet: StoredSheet['sheet']
}

/** Charges that stand and are on no superbill that stands, from a day on, oldest first, at most `limit`. */
export async function sheetsWithoutSuperbill(
  tx: Tx,
  practiceId: PracticeId,
  { from, limit }: { readonly from: CalendarDate; readonly limit: number },
): Promise<readonly UnbilledSheet[]> {
  const rows = await tx
    .select({
      sheetId: chargeSheetTable.id,
      patientId: patient.id,
      family: patient.family,
      given: patient.given,
      mrn: patient.mrn,
      serviceDate: chargeSheetTable.serviceDate,
      sheet: chargeSheetTable.document,
    })
    .from(chargeSheetTable)
    .innerJoin(
      patient,
      and(eq(patient.practiceId, chargeSheetTable.practiceId), eq(patient.id, chargeSheetTable.patientId)),
    )
    .where(
      and(
        eq(chargeSheetTable.practiceId, practiceId),
        gte(chargeSheetTable.serviceDate, from),
        sql`not exists (select 1 from clinic.charge_sheet_void gone
          where gone.practice_id = ${chargeSheetTable.practiceId} and gone.sheet_id = ${chargeSheetTable.id})`,
        sql`not exists (
          select 1 from clinic.money_paper paper
          where paper.practice_id = ${chargeSheetTable.practiceId} and paper.patient_id = ${chargeSheetTable.patientId}
            and paper.kind = 'superbill' and paper.document -> 'sheetIds' ? ${chargeSheetTable.id}::text
            and not exists (select 1 from clinic.money_paper_void gone
              where gone.practice_id = paper.practice_id and gone.paper_id = paper.id))`,
      ),
    )
    .orderBy(asc(chargeSheetTable.serviceDate), asc(chargeSheetTable.id))
    .limit(limit)
  return rows.map((row) => ({
    ...row,
    patientId: patientId.parse(row.patientId),
    mrn: String(row.mrn),
    serviceDate: calendarDate.parse(row.serviceDate),
  }))
}

export interface NewSale {
  readonly saleId: string
  readonly patientId: PatientId
  readonly package: SoldPackage
  readonly soldOn: CalendarDate
  readonly validUntil: CalendarDate
  readonly fromSale: string | null
}

export async function addSale(tx: Tx, practiceId: PracticeId, sale: NewSale): Promise<void> {
  const { saleId: id, patientId: patientOf, package: document, soldOn, validUntil, fromSale } = sale
  await tx
    .insert(packageSaleTable)
    .values({ practiceId, id, patientId: patientOf, document, soldOn, validUntil, fromSale })
}

export interface UnitEvent {
  readonly saleId: string
  readonly unit: number
  readonly what: UnitWhat
  readonly sheetId: string | null
  readonly on: CalendarDate
  readonly at: Instant
  readonly byName: string
  readonly reason: string
}

/** Writes what became of units, each as the next turn of that unit; two at once fail on the key. */
export async function addUnitEvents(tx: Tx, practiceId: PracticeId, events: readonly UnitEvent[]): Promise<void> {
  for (const event of events) {
    const here = and(
      eq(packageUnitEvent.practiceId, practiceId),
      eq(packageUnitEvent.saleId, event.saleId),
      eq(packageUnitEvent.unit, event.unit),
    )
    const [last] = await tx
      .select({ turn: packageUnitEvent.turn })
      .from(packageUnitEvent)
      .where(here)
      .orderBy(desc(packageUnitEvent.turn))
      .limit(1)
    const { saleId, unit, what, sheetId, on: onDay, byName, reason } = event
    await tx.insert(packageUnitEvent).values({
      practiceId,
      saleId,
      unit,
      turn: (last?.turn ?? 0) + 1,
      what,
      sheetId,
      onDay,
      at: new Date(event.at),
      byName,
      reason,
    })
  }
}

/** A patient's packages with what became of each unit, oldest first. */
export async function salesOfPatient(
  tx: Tx,
  practiceId: PracticeId,
  patientOf: PatientId,
): Promise<readonly PackageSale[]> {
  const sales = await tx
    .select()
    .from(packageSaleTable)
    .where(and(eq(packageSaleTable.practiceId, practiceId), eq(packageSaleTable.patientId, patientOf)))
    .orderBy(asc(packageSaleTable.soldOn), asc(packageSaleTable.id))
  if (sales.length === 0) return []
  const ids = sales.map(({ id }) => id)
  const events = await tx
    .select()
    .from(packageUnitEvent)
    .where(and(eq(packageUnitEvent.practiceId, practiceId), inArray(packageUnitEvent.saleId, ids)))
    .orderBy(asc(packageUnitEvent.saleId), asc(packageUnitEvent.unit), asc(packageUnitEvent.turn))
  return sales.map((sale) => ({
    saleId: sale.id,
    package: sale.document,
    soldOn: calendarDate.parse(sale.soldOn),
    validUntil: calendarDate.parse(sale.validUntil),
    ended: endedOf(events.filter(({ saleId }) => saleId === sale.id)),
  }))
}

/** The last word on each unit; one that was restored is open again. */
function endedOf(events: readonly (typeof packageUnitEvent.$inferSelect)[]): PackageSale['ended'] {
  const last = new Map(events.map((event) => [event.unit, event]))
  return [...last.values()].flatMap(({ unit, what, onDay, sheetId }) => {
    const how: UnitEnd | null = what === 'restored' ? null : what
    return how === null ? [] : [{ unit, how, on: calendarDate.parse(onDay), sheetId }]
  })
}
