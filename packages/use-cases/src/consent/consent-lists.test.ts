import { textHash } from '@holdspace/clinic/consent/consent-text'
import { recordHash } from '@holdspace/clinic/consent/signature-record'
import { signaturesOfPatient } from '@holdspace/db/consent-store'
import { inPractice, sqlState, type Tx } from '@holdspace/db/database'
import { consentSignature, consentVersion, consentWithdrawal } from '@holdspace/db/schema/consent'
import { asOwner } from '@holdspace/db/testing'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import {
  byInfusion,
  publishConsents,
  publishNewRisk,
  releaseToPartner,
  signOne,
  withdrawOne,
} from '@holdspace/fixture-clinic/consent-fixtures'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import {
  danaWhitfield,
  helenAmes,
  inesCalder,
  maraQuist,
  marigoldHouse,
  priyaRaman,
  rosaVance,
  samReyes,
  theoLind,
} from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { seedPartner } from '@holdspace/fixture-clinic/seed-partner'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import type { PatientId } from '@holdspace/kit/ids'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rebuildFhir } from '../share/rebuild-fhir.ts'
import { readConsentPaper } from './read-consent-paper.ts'
import { readConsents } from './read-consents.ts'
import { compareVersion, readVersions } from './read-versions.ts'
import { readWorklist } from './read-worklist.ts'

let clinic: TestHouse
let marisol: PatientId
let infusion: string
const { practiceId } = marigoldHouse
const as = (person: typeof helenAmes) => actAs(person, clinic.clock.now)

/** Marisol signed for an infusion, withdrew touch, released to a partner; then the text of the infusion got a new risk. */
beforeAll(async () => {
  clinic = await testHouse()
  await approveProtocols(clinic.house, as(helenAmes))
  await publishConsents(clinic.house)
  marisol = await openChart(clinic.house, as(maraQuist), marisolFromValley)
  infusion = await signOne(clinic.house, { patientId: marisol, kind: 'treatment-iv' })
  await withdrawOne(clinic.house, await signOne(clinic.house, { patientId: marisol, kind: 'touch' }))
  const partner = await seedPartner(clinic.house)
  const release = releaseToPartner(clinic.house, partner.partnerId)
  await signOne(clinic.house, { patientId: marisol, kind: 'release-to-partner', release })
  clinic.clock.advance(60_000)
  await publishNewRisk(clinic.house, byInfusion, '1.1.0', 'A risk found this year.')
})
afterAll(() => clinic.stop())

test('the chart shows how each consent stands, and everything that was signed with the text it was signed under', async () => {
  const read = await readConsents(clinic.house, as(theoLind), { patientId: marisol })
  if (!read.ok) throw new Error(read.refusal.sentence)
  const state = (kind: string) => read.value.now.find((one) => one.kind === kind)?.state
  expect([state('treatment-iv'), state('touch'), state('release-to-partner'), state('treatment-im')]).toEqual([
    'outdated',
    'withdrawn',
    'signed',
    'missing',
  ])
  expect(read.value.papers.map(({ kind, version }) => `${kind} ${version}`)).toContain('treatment-iv 1.0.0')
  expect(read.value.now.find(({ kind }) => kind === 'release-to-partner')?.recipientName).toBe('Riverside Primary Care')
  for (const person of [rosaVance, priyaRaman, inesCalder, samReyes]) {
    expect((await readConsents(clinic.house, as(person), { patientId: marisol })).ok, person.displayName).toBe(false)
  }
})

test('the worklist puts what was withdrawn first, asks for what the route needs, and is empty elsewhere (M09)', async () => {
  const list = await readWorklist(clinic.house, as(danaWhitfield))
  if (!list.ok) throw new Error(list.refusal.sentence)
  expect(list.value.lines.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    'touch withdrawn',
    'treatment-iv outdated',
    'ride-and-no-driving missing',
    'privacy-notice missing',
    'financial-agreement missing',
  ])
  expect(await readWorklist(clinic.house, as(priyaRaman))).toMatchObject({ refusal: { family: 'not-permitted' } })
  const dana = { ...as(samReyes), duties: ['privacy-officer' as const] }
  expect(await readWorklist(clinic.house, dana)).toMatchObject({ value: { lines: [] } })
})

test('signatures of one person are a chain: each names the hash of the one before, and every hash can be made again', async () => {
  const rows = await inPractice(clinic.house.db, practiceId, (tx) => signaturesOfPatient(tx, practiceId, marisol))
  const inOrder = rows.toSorted((one, other) => one.record.seq - other.record.seq)
  const { sha256 } = clinic.house.hashing
  for (const [at, row] of inOrder.entries()) {
    expect(row.record.seq).toBe(at + 1)
    expect(row.record.previousHash).toBe(inOrder[at - 1]?.recordHash ?? null)
    expect(recordHash(row.record, sha256)).toBe(row.recordHash)
    expect(textHash(row.text, sha256)).toBe(row.textHash)
  }
})

test('nobody changes or removes a signed paper, not even the server itself', async () => {
  const refusedWith = (work: (tx: Tx) => Promise<unknown>) =>
    inPractice(clinic.house.db, practiceId, work).then(() => 'done', sqlState)
  expect(await refusedWith((tx) => tx.update(consentSignature).set({ signerName: 'Somebody else' }))).toBe('42501')
  expect(await refusedWith((tx) => tx.update(consentVersion).set({ material: false }))).toBe('42501')
  expect(await refusedWith((tx) => tx.delete(consentSignature))).toBe('42501')
  expect(await refusedWith((tx) => tx.delete(consentWithdrawal))).toBe('42501')
})

test('the copy is a PDF for those who read consents; for others there is no such paper', async () => {
  const input = { consentId: infusion, paper: 'letter' as const }
  const read = await readConsentPaper(clinic.house, as(theoLind), input)
  if (!read.ok) throw new Error(read.refusal.sentence)
  expect(Buffer.from(read.value.pdf.slice(0, 5)).toString()).toBe('%PDF-')
  const again = await readConsentPaper(clinic.house, as(theoLind), input)
  expect(again.ok && Buffer.from(again.value.pdf).equals(Buffer.from(read.value.pdf))).toBe(true)
  expect(await readConsentPaper(clinic.house, as(samReyes), input)).toMatchObject({ refusal: { family: 'not-found' } })
})

test('FHIR holds the treatment consent and the release, never touch; rebuilding changes nothing (HOUSE section 6)', async () => {
  const stored = await asOwner(clinic.ownerUrl, (owner) =>
    owner.query('select id, text from clinic.fhir_resource where type = $1 and not deleted', ['Consent']),
  )
  const titles = stored.rows.map(({ text }) => JSON.parse(text).category[0].text)
  expect(titles.toSorted()).toEqual([
    'Consent to ketamine infusion',
    'Release of my information to Riverside Primary Care',
  ])
  expect((await rebuildFhir(clinic.house, practiceId)).changed).toBe(0)
})

test('the shelf of texts says what is in effect and who may approve; a comparison shows the words', async () => {
  const shelf = await readVersions(clinic.house, as(helenAmes))
  if (!shelf.ok) throw new Error(shelf.refusal.sentence)
  const text = shelf.value.kinds.find(({ kind }) => kind === 'treatment-iv')
  expect(text?.versions.map(({ version, isInEffect }) => `${version} ${isInEffect}`)).toEqual([
    '1.1.0 true',
    '1.0.0 false',
  ])
  expect(text?.whyNot).toBeNull()
  expect(shelf.value.kinds.find(({ kind }) => kind === 'privacy-notice')?.whyNot).toBe(
    'Only the privacy officer may approve it.',
  )
  if (text === undefined) return
  const compared = await compareVersion(clinic.house, as(helenAmes), {
    content: { ...text.base, lede: 'Other words.' },
  })
  expect(compared).toMatchObject({ ok: true, value: { before: '1.1.0', changes: [{ where: 'Opening' }] } })
  expect(await compareVersion(clinic.house, as(theoLind), { content: text.base })).toMatchObject({
    refusal: { family: 'not-permitted' },
  })
})
