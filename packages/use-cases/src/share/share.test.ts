import { inPractice } from '@holdspace/db/database'
import { asOwner } from '@holdspace/db/testing'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import {
  danaWhitfield,
  helenAmes,
  inesCalder,
  lenaOkafor,
  maraQuist,
  marigoldHouse,
  rosaVance,
  samReyes,
} from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { type SeededPartner, seedPartner, seedRelease } from '@holdspace/fixture-clinic/seed-partner'
import { openRoom, order, orderForm, roomDevice } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { entryId, type PatientId, releaseId, type SessionId } from '@holdspace/kit/ids'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readLedger } from '../session/ledger.ts'
import { fileAddendum } from '../sign/file-addendum.ts'
import { readForSigning } from '../sign/read-for-signing.ts'
import { signSession } from '../sign/sign-session.ts'
import { accountForDisclosures } from './account-for-disclosures.ts'
import { checkPartner } from './check-partner.ts'
import { listPartners } from './list-partners.ts'
import { readSharing } from './read-sharing.ts'
import { rebuildFhir } from './rebuild-fhir.ts'
import { recordRelease } from './record-release.ts'
import { registerPartner } from './register-partner.ts'
import { revokePartner } from './revoke-partner.ts'
import { withdrawRelease } from './withdraw-release.ts'

let clinic: TestHouse
let marisol: PatientId
let riverside: SeededPartner
const { practiceId } = marigoldHouse
const as = (person: typeof helenAmes, device = 1) => actAs(person, clinic.clock.now, device)
const dates = { from: calendarDate.parse('2026-01-01'), until: calendarDate.parse('2026-12-31') }

beforeAll(async () => {
  clinic = await testHouse()
  await approveProtocols(clinic.house, as(helenAmes))
  marisol = await openChart(clinic.house, as(maraQuist), marisolFromValley)
  riverside = await seedPartner(clinic.house)
})
afterAll(() => clinic.stop())

test('given the keys of a partner, when they are tested first, then each answer says what is in order, and nothing is kept', async () => {
  const key = { kid: 'k1', kty: 'EC', crv: 'P-384', x: 'AA', y: 'AA' }
  const scopes = ['system/*.rs']
  const partners = async () => {
    const listed = await listPartners(clinic.house, as(danaWhitfield))
    return listed.ok ? listed.value.partners.length : -1
  }
  const before = await partners()
  const good = await checkPartner(clinic.house, as(danaWhitfield), { jwks: { keys: [key] }, scopes })
  expect(good).toMatchObject({ value: { lines: [{ isMet: true, words: 'Key k1 signs ES384.' }, { isMet: true }] } })
  const bad = await checkPartner(clinic.house, as(danaWhitfield), {
    jwks: { keys: [{ ...key, d: 'secret' }] },
    scopes: ['patient/*.read'],
  })
  expect(bad).toMatchObject({ value: { lines: [{ isMet: false }, { isMet: false }] } })
  expect(await checkPartner(clinic.house, as(maraQuist), { jwks: { keys: [key] }, scopes })).toMatchObject({
    refusal: { family: 'not-permitted' },
  })
  expect(await partners()).toBe(before)
})

test('given reads of a partner, when the accounting is made, then reads of one kind are one line, and its making is in the trail', async () => {
  const read = (at: string, count: number) =>
    asOwner(clinic.ownerUrl, (owner) =>
      owner.query(
        `insert into clinic.audit_event (practice_id, id, at, actor_kind, actor_id, actor_name, act, patient_id, subject_type,
           outcome, purpose, release_id, resource_count)
         values ($1, gen_random_uuid(), $2, 'partner', $3, 'Riverside Primary Care', 'fhir.search', $4, 'Observation', 'done', 'TREAT',
           gen_random_uuid(), $5)`,
        [practiceId, at, riverside.partnerId, marisol, count],
      ),
    )
  await read('2026-03-02T15:00:00Z', 3)
  await read('2026-05-02T15:00:00Z', 4)
  await read('2019-05-02T15:00:00Z', 9)
  const account = await accountForDisclosures(clinic.house, as(maraQuist), { patientId: marisol })
  expect(account).toMatchObject({
    value: {
      lines: [
        {
          partnerName: 'Riverside Primary Care',
          resourceType: 'Observation',
          purpose: 'TREAT',
          times: 2,
          resourceCount: 7,
        },
      ],
    },
  })
  expect(await accountForDisclosures(clinic.house, as(inesCalder), { patientId: marisol })).toMatchObject({
    ok: false,
  })
})

describe('given a partner that asks to be registered', () => {
  const wish = { name: 'Elm Street Family Medicine', purpose: 'TREAT' as const, scopes: ['system/Patient.rs'] }
  const key = { kid: 'k1', kty: 'EC', crv: 'P-384', x: 'AA', y: 'AA' }

  test.each<[string, Record<string, unknown>[], string]>([
    ['a private key', [{ ...key, d: 'secret' }], 'partner-key-private'],
    ['a shared secret', [{ kid: 'k1', kty: 'oct', k: 'secret' }], 'partner-key-private'],
    ['no key', [], 'partner-keys-count'],
    ['two keys of one name', [key, key], 'partner-key-doubled'],
    ['a key without a name', [{ ...key, kid: '' }], 'partner-key-unnamed'],
    ['a key of another kind', [{ ...key, crv: 'P-256' }], 'partner-key-kind'],
    ['an RSA key of 1,024 bits', [{ kid: 'k1', kty: 'RSA', n: 'A'.repeat(171), e: 'AQAB' }], 'partner-key-kind'],
  ])('when it brings %s, then it is refused by name', async (_what, keys, code) => {
    const refused = await registerPartner(clinic.house, as(danaWhitfield), { ...wish, jwks: { keys } })
    expect(refused).toMatchObject({ ok: false, refusal: { code } })
  })

  test('when a nurse registers it, then it is refused; the administrator sees it listed without its keys', async () => {
    const input = { ...wish, jwks: { keys: [key] } }
    expect(await registerPartner(clinic.house, as(maraQuist), input)).toMatchObject({
      refusal: { family: 'not-permitted' },
    })
    const registered = await registerPartner(clinic.house, as(danaWhitfield), input)
    expect(registered.ok).toBe(true)
    const listed = await listPartners(clinic.house, as(danaWhitfield))
    if (!listed.ok || !registered.ok) throw new Error('refused')
    const line = listed.value.partners.find((partner) => partner.partnerId === registered.value.partnerId)
    expect(line).toMatchObject({ name: wish.name, keyNames: ['k1'], status: 'active' })
    const elsewhere = { partnerId: registered.value.partnerId, why: 'Not ours to shut out' }
    expect(await revokePartner(clinic.house, as(samReyes), elsewhere)).toMatchObject({ ok: false })
    const revoked = await revokePartner(clinic.house, as(danaWhitfield), { ...elsewhere, why: 'Contract ended' })
    expect(revoked).toMatchObject({ ok: true })
    const release = { releaseId: releaseId.parse(clinic.house.newId()), patientId: marisol, ...dates }
    const toRevoked = await recordRelease(clinic.house, as(maraQuist), {
      ...release,
      partnerId: registered.value.partnerId,
      kinds: ['summary'],
      sensitive: [],
      givenHow: 'Signed on paper',
    })
    expect(toRevoked).toMatchObject({ ok: false, refusal: { code: 'partner-revoked' } })
  })
})

describe('given a patient who signed a release', () => {
  const form = () => ({
    releaseId: releaseId.parse(clinic.house.newId()),
    patientId: marisol,
    partnerId: riverside.partnerId,
    kinds: ['summary' as const],
    sensitive: [],
    givenHow: 'Signed on paper',
    ...dates,
  })

  test.each<[string, Record<string, string>, string]>([
    ['ends before it begins', { from: '2026-12-31', until: '2026-12-01' }, 'release-ends-before-it-begins'],
    ['is over already', { from: '2020-01-01', until: '2020-06-01' }, 'release-already-over'],
    ['lasts longer than a year', { from: '2026-01-01', until: '2028-01-01' }, 'release-too-long'],
  ])('when it %s, then it is refused by name', async (_what, wrong, code) => {
    const { from, until } = { ...dates, ...wrong }
    const input = { ...form(), from: calendarDate.parse(from), until: calendarDate.parse(until) }
    expect(await recordRelease(clinic.house, as(maraQuist), input)).toMatchObject({ ok: false, refusal: { code } })
  })

  test('when a guest, an auditor or another practice records it, then it is refused', async () => {
    for (const person of [rosaVance, inesCalder, samReyes]) {
      expect((await recordRelease(clinic.house, as(person), form())).ok, person.displayName).toBe(false)
    }
  })

  test('when it is recorded twice and withdrawn twice, then it counts once each, and the chart shows it', async () => {
    const input = form()
    expect(await recordRelease(clinic.house, as(maraQuist), input)).toMatchObject({ ok: true })
    expect(await recordRelease(clinic.house, as(maraQuist), input)).toMatchObject({ ok: true })
    const changed = { ...input, sensitive: ['PSY' as const] }
    expect(
      await recordRelease(clinic.house, as(maraQuist), changed),
      'a form changed after an answer got lost',
    ).toMatchObject({ refusal: { code: 'id-taken' } })
    const how = { releaseId: input.releaseId, how: 'Said on the telephone' }
    expect(await withdrawRelease(clinic.house, as(lenaOkafor), how)).toMatchObject({ ok: true })
    const again = await withdrawRelease(clinic.house, as(lenaOkafor), how)
    expect(again).toMatchObject({ ok: false, refusal: { code: 'release-already-withdrawn' } })
    const sharing = await readSharing(clinic.house, as(maraQuist), { patientId: marisol })
    if (!sharing.ok) throw new Error(sharing.refusal.sentence)
    expect(sharing.value.releases).toHaveLength(1)
    expect(sharing.value.releases[0]).toMatchObject({
      standing: 'withdrawn',
      partnerName: 'Riverside Primary Care',
      recordedByName: maraQuist.displayName,
      withdrawn: { byName: lenaOkafor.displayName, how: 'Said on the telephone' },
    })
  })
})

describe('given a session charted with corrections, a withdrawal, two rates, a signature and an addendum', () => {
  let session: SessionId
  beforeAll(async () => {
    session = await chartAndSign()
    await seedRelease(clinic.house, riverside, marisol, dates)
  })

  test('when FHIR is rebuilt, then nothing differs: recording and rebuilding agree (HOUSE section 6)', async () => {
    const before = await projection()
    const rebuilt = await rebuildFhir(clinic.house, practiceId)
    expect(rebuilt.changed).toBe(0)
    expect(rebuilt.resources).toBeGreaterThan(30)
    expect(await projection()).toEqual(before)
  })

  test('when a resource was damaged, one was lost and one was slipped in, then exactly these are put right', async () => {
    const before = await projection()
    await asOwner(clinic.ownerUrl, async (owner) => {
      await owner.query(
        `update clinic.fhir_resource set text = replace(text, '70', '700') where id like '%-weight' and not deleted`,
      )
      await owner.query(`delete from clinic.fhir_resource where type = 'Encounter'`)
      await owner.query(`insert into clinic.fhir_resource
        select practice_id, type, 'slipped-in', patient_id, 1, 1, now(), at, at_until, true, false, labels, text
        from clinic.fhir_resource where type = 'Patient'`)
    })
    const rebuilt = await rebuildFhir(clinic.house, practiceId)
    expect(rebuilt.changed).toBe(3)
    const after = await projection()
    expect(after.filter((row) => row.id !== 'slipped-in').map(({ type, id, text }) => [type, id, text])).toEqual(
      before.map(({ type, id, text }) => [type, id, text]),
    )
    expect(after.find((row) => row.id === 'slipped-in')).toMatchObject({ deleted: true, text: '' })
    expect((await rebuildFhir(clinic.house, practiceId)).changed).toBe(0)
  })

  test('then the words of the therapist and of the patient are in no resource (S08, RULINGS 10)', async () => {
    const texts = (await projection()).map((row) => row.text).join('\n')
    expect(texts).toContain('"status":"entered-in-error"')
    for (const words of [
      'canary-observation',
      'canary-words',
      'canary-wrong-patient',
      'canary-addendum',
      'Jo Ybarra',
    ]) {
      expect(texts, words).not.toContain(words)
    }
  })

  test('then each resource is about the patient it is filed under, and points at nobody else (S13)', async () => {
    const rows = (await projection()).filter((row) => row.patient_id !== null && row.text !== '')
    expect(rows.length).toBeGreaterThan(30)
    for (const { patient_id: patientId, type, id, text } of rows) {
      const about = [...text.matchAll(/"reference":"Patient\/([^"]+)"/g)].map(([, one]) => one)
      expect([type, id, ...new Set(about)].slice(2).filter((one) => one !== patientId)).toEqual([])
      expect(type === 'Patient' ? id : (about[0] ?? patientId), `${type}/${id}`).toBe(patientId)
    }
  })

  test('then every resource of the signed session is visible, and the withdrawn one is gone', async () => {
    const rows = (await projection()).filter((row) => row.id.includes(session) || row.type === 'Observation')
    expect(rows.every((row) => row.visible || row.deleted)).toBe(true)
    expect(rows.some((row) => row.deleted)).toBe(true)
  })
})

async function projection() {
  return inPractice(clinic.house.db, practiceId, async (tx) => {
    const rows = await tx.execute<{
      type: string
      id: string
      patient_id: string | null
      version: number
      visible: boolean
      deleted: boolean
      text: string
    }>(
      `select type, id, patient_id, version, visible, deleted, text from clinic.fhir_resource where id <> 'x' order by type, id`,
    )
    return rows.rows
  })
}

const vitals = {
  systolicMmHg: 124,
  diastolicMmHg: 78,
  heartRateBpm: 72,
  spo2Percent: 98,
  respiratoryRatePerMin: 14,
  sedationMoaas: 5,
  source: 'typed',
}

async function chartAndSign(): Promise<SessionId> {
  const minutes = (count: number) => clinic.clock.advance(count * 60_000)
  const session = await openRoom(clinic.house, as(maraQuist), {
    patientId: marisol,
    protocolId: 'kap-iv-6-in-3wk',
    room: 'Cedar',
  })
  const nurse = roomDevice(clinic.house, as(maraQuist, 2), session)
  const therapist = roomDevice(clinic.house, as(lenaOkafor, 3), session)
  await nurse.chart('participant-joined', { deviceLabel: 'Tablet 1' })
  await therapist.chart('participant-joined', { deviceLabel: 'Tablet 2' })
  const weight = {
    weightGrams: 70_000,
    enteredValue: '70',
    enteredUnit: 'kg',
    heightMm: 1680,
    readBack: '70 kg, that is 154.3 lb',
  }
  await nurse.chart('weight-measured', weight)
  const first = await nurse.chart('vitals-taken', vitals)
  await nurse.chart('entry-corrected', {
    correctsEntryId: first,
    correctsKind: 'vitals-taken',
    reason: 'Read the pulse of the other arm',
    replacement: { ...vitals, heartRateBpm: 76 },
  })
  await nurse.chart('escort-confirmed', {
    name: 'Jo Ybarra',
    phone: '518-555-0110',
    relationship: 'sister',
    present: true,
  })
  const orderId = await order(clinic.house, as(helenAmes), session, orderForm(0.5, 'IV'))
  minutes(2)
  await nurse.chart('infusion-started', {
    orderEntryId: orderId,
    drug: 'ketamine',
    totalMcg: 35_000,
    finalVolumeMicrolitres: 100_000,
    pumpMicrolitresPerHour: 150_000,
    plannedMinutes: 40,
    lot: 'K-2291',
  })
  minutes(10)
  await therapist.chart('observation-noted', { text: 'canary-observation' })
  await therapist.chart('patient-words-noted', { text: 'canary-words' })
  await nurse.chart('infusion-rate-changed', { pumpMicrolitresPerHour: 100_000, reason: 'Asked to go slower' })
  const wrong = await nurse.chart('adverse-effect-noted', {
    effect: 'nausea',
    severity: 'mild',
    action: 'canary-wrong-patient',
    resolved: true,
  })
  const ledger = await readLedger(clinic.house, practiceId, session)
  const withdrawsSeq = ledger?.entries.find((entry) => entry.id === wrong)?.seq
  await nurse.chart('entry-withdrawn', { withdrawsEntryId: wrong, withdrawsSeq, reason: 'Belongs to the next room' })
  minutes(40)
  const stopped = { why: 'complete', volumeGivenMicrolitres: 98_000, givenMcg: 34_300 }
  const stop = await nurse.chart('infusion-stopped', stopped)
  await nurse.chart('entry-corrected', {
    correctsEntryId: stop,
    correctsKind: 'infusion-stopped',
    reason: 'Pump read again',
    replacement: { ...stopped, volumeGivenMicrolitres: 100_000, givenMcg: 35_000 },
  })
  minutes(60)
  await nurse.chart('vitals-taken', vitals)
  await nurse.chart('session-ended', {
    ending: 'left-against-advice',
    unmetCriteria: [],
    note: 'Left with her sister.',
  })
  await sign(session)
  const text = 'canary-addendum'
  await fileAddendum(clinic.house, as(lenaOkafor), {
    id: entryId.parse(clinic.house.newId()),
    sessionId: session,
    text,
  })
  return session
}

async function sign(session: SessionId): Promise<void> {
  await explainEverything(session)
  const view = await readForSigning(clinic.house, as(helenAmes), { sessionId: session })
  if (!view.ok) throw new Error(view.refusal.sentence)
  const signed = await signSession(clinic.house, as(helenAmes), {
    id: entryId.parse(clinic.house.newId()),
    sessionId: session,
    meaning: 'responsible-prescriber',
    shownHash: view.value.contentHash,
    signWithout: [],
  })
  if (!signed.ok) throw new Error([signed.refusal.sentence, ...(signed.refusal.details ?? [])].join('\n'))
}

async function explainEverything(session: SessionId): Promise<void> {
  const { alertsOf } = await import('@holdspace/clinic/session/monitoring')
  const { deviationsOf } = await import('@holdspace/clinic/session/deviations')
  const ledger = await readLedger(clinic.house, practiceId, session)
  if (ledger === null) throw new Error('The session is not there.')
  const prescriber = roomDevice(clinic.house, as(helenAmes, 4), session)
  for (const open of [...alertsOf(ledger.state, ledger.protocol), ...deviationsOf(ledger.state, ledger.protocol)]) {
    const about = { ruleId: open.ruleId, entryId: open.entryId }
    await prescriber.chart('decision-recorded', {
      about,
      decision: 'explain',
      reason: 'Seen and explained at the bedside.',
    })
  }
}
