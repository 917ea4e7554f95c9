import { projectSession } from '@holdspace/fhir/project-session'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { helenAmes, lenaOkafor, maraQuist } from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { openRoom, order, orderForm, roomDevice, unitOrderForm } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { type EntryId, entryId, type PatientId, type SessionId } from '@holdspace/kit/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPapers } from '../bill/read-papers.ts'
import { readDataSheet } from '../sign/read-data-sheet.ts'
import { readForSigning } from '../sign/read-for-signing.ts'
import { readPaper } from '../sign/read-paper.ts'
import { signSession } from '../sign/sign-session.ts'
import { readLedger } from './ledger.ts'
import { sessionRefs } from './session-fhir.ts'

/** Tablets, a drink and a spray, each from the opening to the signed paper and what FHIR says of it (issue 4). */
let clinic: TestHouse
let marisol: PatientId
const ames = () => actAs(helenAmes, clinic.clock.now)
const quist = () => actAs(maraQuist, clinic.clock.now, 2)
const okafor = () => actAs(lenaOkafor, clinic.clock.now, 3)
const minutes = (count: number) => clinic.clock.advance(count * 60_000)

const baseline = {
  systolicMmHg: 124,
  diastolicMmHg: 78,
  heartRateBpm: 72,
  spo2Percent: 98,
  respiratoryRatePerMin: 14,
  sedationMoaas: 5,
  source: 'typed',
}

beforeAll(async () => {
  clinic = await testHouse()
  await approveProtocols(clinic.house, ames())
  marisol = await openChart(clinic.house, quist(), marisolFromValley)
})
afterAll(() => clinic.stop())

type Device = ReturnType<typeof roomDevice>

/** The next morning: no signature of hers counts on a day on which the medicine works. */
async function beginning(protocolId: string): Promise<{ session: SessionId; nurse: Device }> {
  minutes(24 * 60)
  const session = await openRoom(clinic.house, quist(), { patientId: marisol, protocolId, room: 'Cedar' })
  const nurse = roomDevice(clinic.house, quist(), session)
  await roomDevice(clinic.house, okafor(), session).chart('participant-joined', { deviceLabel: 'Tablet 2' })
  await nurse.chart('vitals-taken', baseline)
  await nurse.chart('escort-confirmed', {
    name: 'Jo Ybarra',
    phone: '518-555-0110',
    relationship: 'sister',
    present: true,
  })
  return { session, nurse }
}

async function ending(session: SessionId): Promise<{ readonly paper: string; readonly fhir: FhirRow[] }> {
  const prescriber = roomDevice(clinic.house, ames(), session)
  minutes(130)
  await prescriber.chart('vitals-taken', baseline)
  await prescriber.chart('discharge-scored', {
    scale: 'padss',
    items: { vitalSigns: 2, activity: 2, nauseaAndPain: 2, bleeding: 2, intake: 2 },
    total: 10,
    oriented: true,
    gaitAtOwnBaseline: true,
    instructionsGiven: true,
    followUpBooked: true,
  })
  await prescriber.chart('session-ended', { ending: 'completed', unmetCriteria: [] })
  const view = await readForSigning(clinic.house, ames(), { sessionId: session })
  if (!view.ok) throw new Error(view.refusal.sentence)
  expect(view.value.unanswered).toEqual([])
  const signing = {
    id: entryId.parse(clinic.house.newId()),
    sessionId: session,
    meaning: 'responsible-prescriber' as const,
    shownHash: view.value.contentHash,
    signWithout: [],
  }
  const signed = await signSession(clinic.house, ames(), signing)
  if (!signed.ok) throw new Error([signed.refusal.sentence, ...(signed.refusal.details ?? [])].join('\n'))
  const paper = await readPaper(clinic.house, ames(), { sessionId: session, paper: 'letter' })
  expect(paper.ok && new TextDecoder('latin1').decode(paper.value.pdf.slice(0, 5))).toBe('%PDF-')
  return { paper: JSON.stringify(view.value.blocks).replaceAll('\u00a0', ' '), fhir: await medicationsOf(session) }
}

interface FhirRow {
  readonly resourceType: string
  readonly content: { readonly dosage?: unknown; readonly dosageInstruction?: unknown }
}

/** The projection as it is rebuilt from the ledger, which recording is held to entry by entry. */
async function medicationsOf(session: SessionId): Promise<FhirRow[]> {
  const ledger = await readLedger(clinic.house, helenAmes.practiceId, session)
  if (ledger === null) throw new Error('There is no such session.')
  return projectSession(ledger.entries, sessionRefs(clinic.house, ames(), null))
    .filter(({ type }) => type === 'MedicationRequest' || type === 'MedicationAdministration')
    .map(({ type, text }) => ({ resourceType: type, content: JSON.parse(text) }))
}

describe('every route from the opening to the signed paper', () => {
  it('tablets under the tongue: counted, held, swallowed', async () => {
    const { session, nurse } = await beginning('kap-sl')
    const ordered = await order(clinic.house, ames(), session, unitOrderForm(150))
    minutes(3)
    const given = await nurse.chart('dose-given', {
      orderEntryId: ordered,
      drug: 'ketamine',
      route: 'SL',
      givenMcg: 150_000,
      unit: 'tablet',
      units: [
        { strengthMcg: 100_000, count: 1 },
        { strengthMcg: 50_000, count: 1 },
      ],
      lot: 'R-118',
    })
    minutes(12)
    await nurse.chart('hold-ended', { doseEntryId: given, afterwards: 'swallow' })
    const { paper, fhir } = await ending(session)
    expect(paper).toContain('1 × 100 mg + 1 × 50 mg, 2 tablets')
    expect(paper).toContain('held 12 min, then swallowed')
    expect(routesOf(fhir)).toEqual(['37839007', '37839007'])
    expect(textOf(fhir, 'MedicationAdministration').replaceAll('\u00a0', ' ')).toContain('held 12 min, then swallowed')
    expect(doseOf(fhir, 'MedicationAdministration')).toEqual([150])
    expect(doseOf(fhir, 'MedicationRequest')).toEqual([150])
  })

  it('a drink by weight: what is left in the cup counts as not given', async () => {
    const { session, nurse } = await beginning('oral-office')
    await nurse.chart('weight-measured', {
      weightGrams: 70_000,
      enteredValue: '70',
      enteredUnit: 'kg',
      heightMm: 1680,
      readBack: '70 kg, that is 154.3 lb',
    })
    const ordered = await order(clinic.house, ames(), session, orderForm(1, 'PO'))
    minutes(3)
    await nurse.chart('dose-given', {
      orderEntryId: ordered,
      drug: 'ketamine',
      route: 'PO',
      givenMcg: 70_000,
      volumeMicrolitres: 1_400,
      concentrationMcgPerMicrolitre: 50,
    })
    const { paper, fhir } = await ending(session)
    expect(paper).toContain('ketamine by mouth, of 50 mg/mL')
    expect(routesOf(fhir)).toEqual(['26643006', '26643006'])
    expect(doseOf(fhir, 'MedicationAdministration')).toEqual([70])
  })

  it('a nasal spray: two devices five minutes apart, coded as esketamine', async () => {
    const { session, nurse } = await beginning('esketamine-nasal')
    const ordered = await order(clinic.house, ames(), session, unitOrderForm(56))
    const device = (orderEntryId: EntryId) => ({
      orderEntryId,
      drug: 'esketamine',
      route: 'IN',
      givenMcg: 28_000,
      unit: 'device',
      units: [{ strengthMcg: 28_000, count: 1 }],
    })
    await nurse.chart('dose-given', device(ordered))
    minutes(5)
    await nurse.chart('dose-given', device(ordered))
    minutes(40)
    await nurse.chart('vitals-taken', baseline)
    const { paper, fhir } = await ending(session)
    const sheet = await readDataSheet(clinic.house, ames(), { sessionId: session, paper: 'letter' })
    expect(sheet.ok && sheet.value.fileName).toMatch(/^esketamine-data-sheet-/)
    const papers = await readPapers(clinic.house, ames(), { patientId: marisol })
    expect(papers.ok && papers.value.papers.filter((one) => one.title === 'Esketamine data sheet')).toMatchObject([
      { href: `/papers/esketamine/${session}.pdf`, hash: null },
    ])
    expect(paper).toContain('esketamine nasal, 1 × 28 mg, 1 device')
    expect(paper).toContain('56 mg')
    expect(routesOf(fhir)).toEqual(['46713006', '46713006', '46713006'])
    expect(JSON.stringify(fhir)).toContain('2201623')
    expect(JSON.stringify(fhir)).not.toContain('"6130"')
  })
})

const dosages = ({ content }: FhirRow) =>
  [content.dosage ?? content.dosageInstruction].flat() as readonly {
    readonly text?: string
    readonly route: { readonly coding: readonly { readonly code: string }[] }
    readonly dose?: { readonly value: number }
    readonly doseAndRate?: readonly { readonly doseQuantity: { readonly value: number } }[]
  }[]
const routesOf = (rows: FhirRow[]) => rows.flatMap(dosages).flatMap((one) => one.route.coding.map(({ code }) => code))
const of = (rows: FhirRow[], type: string) => rows.filter((row) => row.resourceType === type).flatMap(dosages)
const textOf = (rows: FhirRow[], type: string) =>
  of(rows, type)
    .map((one) => one.text)
    .join()
const doseOf = (rows: FhirRow[], type: string) =>
  of(rows, type).map((one) => one.dose?.value ?? one.doseAndRate?.[0]?.doseQuantity.value)
