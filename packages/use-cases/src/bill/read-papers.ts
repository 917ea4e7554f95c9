import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { recordAccess } from '@holdspace/db/audit-store'
import { signaturesOfPatient } from '@holdspace/db/consent-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { moneyPapersOf, type StoredMoneyPaper } from '@holdspace/db/money-paper-store'
import { newestPaper } from '@holdspace/db/paper-store'
import { findPatient } from '@holdspace/db/patient-store'
import { findProtocol } from '@holdspace/db/protocol-store'
import { listPatientSessions } from '@holdspace/db/session-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type PatientId, type PracticeId, patientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import type { MoneyHouse } from './on-account.ts'

/** What: every paper of one person in one list, as far as this member may see it: records, consents, money. */
export const readPapersInput = z.strictObject({ patientId })

export interface ListedPaper {
  readonly id: string
  readonly family: 'session-record' | 'consent' | 'money'
  readonly title: string
  readonly number: string
  readonly at: Instant
  readonly state: 'stands' | 'superseded' | 'void' | 'withdrawn'
  /** Where the bytes are; null where only its own page shows it. */
  readonly href: string | null
  /** Of the bytes that were given out; null for a paper that is drawn from the record each time. */
  readonly hash: string | null
}

export interface PapersView {
  readonly zone: string
  /** Declaring a paper about money void is billing's. */
  readonly mayVoid: boolean
  readonly papers: readonly ListedPaper[]
  /** Families this member may not see; said, so that a short list is not taken for the whole. */
  readonly hidden: readonly ListedPaper['family'][]
}

export async function readPapers(
  house: MoneyHouse,
  actor: StaffActor,
  { patientId: of }: z.output<typeof readPapersInput>,
): Promise<Decision<PapersView>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId } = actor
  const circumstances = { today, patientId: of }
  const permitted = permit(actor, 'patient.read', circumstances)
  if (!permitted.ok) return permitted
  const may = {
    'session-record': permit(actor, 'record.print', circumstances).ok,
    consent: permit(actor, 'consent.read', circumstances).ok,
    money: permit(actor, 'billing.read', circumstances).ok,
  }
  return inPractice(house.db, practiceId, async (tx) => {
    if ((await findPatient(tx, practiceId, of)) === null) return refuse(noSuchPatient)
    const records = may['session-record'] ? await sessionRecords(tx, practiceId, of) : []
    const consents = may.consent ? await consentPapers(tx, practiceId, of) : []
    const money = may.money ? (await moneyPapersOf(tx, practiceId, of)).map(moneyPaper) : []
    const papers = [...records, ...consents, ...money].toSorted((one, other) => (one.at < other.at ? 1 : -1))
    const hidden = (['session-record', 'consent', 'money'] as const).filter((family) => !may[family])
    const details = { part: 'papers', count: papers.length }
    await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'patient.read', at: now, patientId: of, details }))
    return accept({ zone: refs.zone, papers, hidden, mayVoid: permit(actor, 'billing.give-back', circumstances).ok })
  })
}

async function sessionRecords(tx: Tx, practiceId: PracticeId, of: PatientId): Promise<readonly ListedPaper[]> {
  const listed: ListedPaper[] = []
  for (const { id, protocolId, protocolVersion } of await listPatientSessions(tx, practiceId, of)) {
    const paper = await newestPaper(tx, practiceId, id, 'care-team')
    if (paper === null) continue
    const { revision, drawnAt: at, pdfHash: hash } = paper
    const number = revision === 1 ? '' : `revision ${revision}, with addenda`
    const href = `/papers/sessions/${id}.pdf`
    listed.push({
      id,
      family: 'session-record',
      title: 'Medicine session record',
      number,
      at,
      state: 'stands',
      href,
      hash,
    })
    const protocol = await findProtocol(tx, protocolId, protocolVersion)
    if (protocol?.drug.ingredient.name === 'esketamine') listed.push(dataSheet(id, at))
  }
  return listed
}

function dataSheet(id: string, at: Instant): ListedPaper {
  const href = `/papers/esketamine/${id}.pdf`
  const title = 'Esketamine data sheet'
  return { id: `${id}-sheet`, family: 'session-record', title, number: '', at, state: 'stands', href, hash: null }
}

async function consentPapers(tx: Tx, practiceId: PracticeId, of: PatientId): Promise<readonly ListedPaper[]> {
  const signed = await signaturesOfPatient(tx, practiceId, of)
  return signed.map(({ consentId, title, version, signedAt, withdrawal, recordHash }) => ({
    id: consentId,
    family: 'consent',
    title,
    number: `version ${version}`,
    at: signedAt,
    state: withdrawal === null ? 'stands' : 'withdrawn',
    href: `/papers/consents/${consentId}.pdf`,
    hash: recordHash,
  }))
}

const titles: { readonly [K in StoredMoneyPaper['kind']]: string } = {
  superbill: 'Superbill',
  invoice: 'Invoice',
  receipt: 'Receipt',
  statement: 'Statement of account',
  estimate: 'Good Faith Estimate',
  'credit-note': 'Credit note',
}

function moneyPaper({ paperId, kind, number, version, issuedAt, ...rest }: StoredMoneyPaper): ListedPaper {
  const state = rest.voided !== null ? 'void' : rest.isSuperseded ? 'superseded' : 'stands'
  return {
    id: paperId,
    family: 'money',
    title: titles[kind],
    number: version === 1 ? number : `${number}, version ${version}`,
    at: issuedAt,
    state,
    href: `/papers/money/${paperId}.pdf`,
    hash: rest.pdfHash,
  }
}
