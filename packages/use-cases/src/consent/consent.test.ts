import { suppliedTexts } from '@holdspace/clinic/consent/supplied-texts'
import { listAudit } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import {
  byInfusion,
  byInjection,
  drawnMark,
  publishConsents,
  publishNewRisk,
  releaseToPartner,
  releaseToTherapist,
  signAllConsents,
  signOne,
  understood,
  withdrawOne,
} from '@holdspace/fixture-clinic/consent-fixtures'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import {
  danaWhitfield,
  helenAmes,
  juniperRow,
  lenaOkafor,
  maraQuist,
  marigoldHouse,
  rosaVance,
  samReyes,
  theoLind,
} from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { type SeededPartner, seedPartner } from '@holdspace/fixture-clinic/seed-partner'
import { openRoom, roomDevice } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { mcgPerKg } from '@holdspace/kit/amounts'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { plusMinutes } from '@holdspace/kit/elapsed'
import type { PatientId } from '@holdspace/kit/ids'
import { instant } from '@holdspace/kit/instant'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readLedger } from '../session/ledger.ts'
import { readSharing } from '../share/read-sharing.ts'
import { attestPaper } from './attest-paper.ts'
import { publishVersion } from './publish-version.ts'
import { readConsentStanding, readTherapistRelease } from './read-consent-standing.ts'
import { readForSigning } from './read-for-signing.ts'
import { signConsent } from './sign-consent.ts'
import { withdrawConsent } from './withdraw-consent.ts'

let clinic: TestHouse
let marisol: PatientId
let riverside: SeededPartner
const { practiceId, zone } = marigoldHouse
const as = (person: typeof helenAmes, device = 1) => actAs(person, clinic.clock.now, device)
const morning = instant.parse('2026-11-21T14:00:00.000Z')

beforeAll(async () => {
  clinic = await testHouse(morning)
  await approveProtocols(clinic.house, as(helenAmes))
  await publishConsents(clinic.house)
  riverside = await seedPartner(clinic.house)
  marisol = await openChart(clinic.house, as(maraQuist), marisolFromValley)
})
afterAll(() => clinic.stop())
/** Each story a few days after the one before it, so that no lock of one reaches into the next. */
beforeEach(() => clinic.clock.set(plusMinutes(clinic.clock.now(), 5 * 24 * 60)))

const standing = (route: 'IV' | 'IM' | 'IN' = 'IV', dose?: number, medicine: 'ketamine' | 'esketamine' = 'ketamine') =>
  inPractice(clinic.house.db, practiceId, (tx) =>
    readConsentStanding(
      tx,
      clinic.house,
      { practiceId, zone, at: clinic.house.clock() },
      {
        patientId: marisol,
        treatment: { medicine, route },
        ...(dose === undefined ? {} : { dose: mcgPerKg.parse(dose) }),
      },
    ),
  )

async function form(over: Record<string, unknown> = {}, kind: 'treatment-im' | 'ride-and-no-driving' = 'treatment-im') {
  const asked = { patientId: marisol, kind, language: 'en' as const, release: null }
  const shown = await readForSigning(clinic.house, as(theoLind), asked)
  if (!shown.ok) throw new Error(shown.refusal.sentence)
  const { text, textHash, patientName } = shown.value
  const initials = Object.fromEntries(text.sections.flatMap((one) => (one.initials === null ? [] : [[one.id, 'MV']])))
  return {
    patientId: marisol,
    release: null,
    identityConfirmedBy: ['name' as const, 'birth-date' as const],
    userAgent: 'Clinic tablet',
    signing: {
      consentId: clinic.house.newId(),
      kind,
      language: 'en' as const,
      version: text.version,
      shownHash: textHash,
      signer: { as: 'patient' as const, name: patientName },
      initials,
      mark: drawnMark,
      ...understood(text),
      agreesToScreen: true,
      helpers: [],
      ...over,
    },
  }
}

describe('given Marisol, who has signed nothing', () => {
  test('when the text is brought up and put away again, then the trail says it was read and not that it was taken (S50)', async () => {
    await form()
    const { events } = await inPractice(clinic.house.db, practiceId, (tx) =>
      listAudit(tx, practiceId, { patientId: marisol, limit: 1 }),
    )
    expect(events).toMatchObject([{ act: 'consent.read', actor: { name: theoLind.displayName } }])
  })

  test('when she signs what her route asks for, then every line is met, and only for that route', async () => {
    expect((await standing()).treatmentConsent.state).toBe('missing')
    await signAllConsents(clinic.house, marisol, byInfusion)
    const { lines, ...rest } = await standing()
    expect(Object.values(rest).map(({ state }) => state)).toEqual(['met', 'met', 'met', 'met'])
    expect(lines.map(({ state }) => state)).toEqual(['met', 'met', 'met', 'met'])
    const other = await standing('IM')
    expect(other.treatmentConsent).toMatchObject({ state: 'missing' })
    expect(other.rideConsent.state).toBe('met')
  })

  test('when the order is above the dose the text speaks of, then it is not covered (CONSENT section 5)', async () => {
    expect((await standing('IV', 1_000)).treatmentConsent.state).toBe('met')
    expect((await standing('IV', 1_001)).treatmentConsent).toMatchObject({
      state: 'lapsed',
      because: expect.stringContaining('up to 1\u00a0mg/kg'),
    })
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['leaves out the off-label initials', { initials: {} }, 'initials-missing'],
    ['initials a part that is not there', { initials: { 'off-label': 'MV', other: 'MV' } }, 'initials-of-nothing'],
    ['touches the pad and no more', { mark: { how: 'drawn', strokes: [[10, 10, 12, 12]] } }, 'signature-empty'],
    ['types somebody else’s name', { mark: { how: 'typed', name: 'Helen Ames' } }, 'signature-other-name'],
    ['leaves a question on understanding open', { checked: [] }, 'understanding-open'],
    [
      'ends with a wrong answer',
      {
        checked: [
          { id: 'approved', given: [0] },
          { id: 'going-home', given: [1] },
          { id: 'stopping', given: [2] },
        ],
      },
      'understanding-open',
    ],
    ['signs as somebody else', { signer: { as: 'patient', name: 'Helen Ames' } }, 'signature-other-name'],
    ['does not agree to sign on a screen', { agreesToScreen: false }, 'screen-not-agreed'],
    ['says it is on paper without a statement', { mark: { how: 'on-paper' } }, 'paper-needs-attestation'],
    ['saw another text', { shownHash: 'a'.repeat(64) }, 'consent-text-changed'],
  ])('when she %s, then nothing is signed and she is told why', async (_what, over, code) => {
    const refused = await signConsent(clinic.house, as(theoLind), await form(over))
    expect(refused).toMatchObject({ ok: false, refusal: { code } })
    expect((await standing('IM')).treatmentConsent.state).toBe('missing')
  })

  test('when nobody checked who she is, or a guest or another practice holds the tablet, then it is refused', async () => {
    const input = await form()
    const alone = await signConsent(clinic.house, as(theoLind), { ...input, identityConfirmedBy: ['name'] })
    expect(alone).toMatchObject({ ok: false, refusal: { code: 'identity-not-confirmed' } })
    for (const person of [rosaVance, samReyes]) {
      expect((await signConsent(clinic.house, as(person), input)).ok, person.displayName).toBe(false)
    }
  })

  test('when the same form is sent twice at once, then it is signed once', async () => {
    const input = await form({ mark: { how: 'typed', name: 'marisol VEGA' } }, 'ride-and-no-driving')
    const name = input.signing.signer.name
    const sent = { ...input, signing: { ...input.signing, mark: { how: 'typed' as const, name: name.toUpperCase() } } }
    const answers = await Promise.all([1, 2].map(() => signConsent(clinic.house, as(theoLind), sent)))
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]).toMatchObject({ ok: true })
    const reused = await signConsent(clinic.house, as(theoLind), {
      ...(await form()),
      signing: { ...(await form()).signing, consentId: sent.signing.consentId },
    })
    expect(reused).toMatchObject({ ok: false, refusal: { code: 'consent-id-reused' } })
  })
})

describe('given a signed treatment consent', () => {
  test('when a mended text comes, then it still holds; when a new risk comes, then it does not (RULINGS 9)', async () => {
    await signOne(clinic.house, { patientId: marisol, kind: 'treatment-im' })
    const text = suppliedTexts.find(({ kind }) => kind === 'treatment-im')
    if (text === undefined) throw new Error('no text')
    const today = calendarDate.parse(clinic.house.clock().slice(0, 10))
    const mended = { ...text, version: '1.0.1', lede: `${text.lede} Thank you.` }
    const publish = (content: typeof text, material: boolean, person = helenAmes) =>
      publishVersion(clinic.house, as(person), { content, material, changeNote: 'Wording', effectiveFrom: today })
    expect(await publish(mended, false, danaWhitfield)).toMatchObject({
      refusal: { code: 'may-not-publish-this-consent' },
    })
    expect(await publish(mended, false, maraQuist)).toMatchObject({ refusal: { family: 'not-permitted' } })
    expect(await publish({ ...text, version: '1.0.2' }, false)).toMatchObject({
      refusal: { code: 'consent-text-unchanged' },
    })
    expect(await publish({ ...mended, lasts: 'P6M' }, false)).toMatchObject({
      refusal: { code: 'consent-change-is-material' },
    })
    expect(await publish(mended, false)).toMatchObject({ ok: true })
    expect(await publish(mended, false)).toMatchObject({ ok: true })
    expect((await standing('IM')).treatmentConsent.state).toBe('met')
    await publishNewRisk(clinic.house, byInjection, '1.1.0', 'A risk found this year.')
    expect((await standing('IM')).treatmentConsent.state).toBe('outdated')
    await signOne(clinic.house, { patientId: marisol, kind: 'treatment-im' })
    expect((await standing('IM')).treatmentConsent.state).toBe('met')
  })

  test('when the password was not given again, then no text is published', async () => {
    const [content] = suppliedTexts
    if (content === undefined) throw new Error('no text')
    const stale = { ...as(helenAmes), lastStepUpAt: null }
    const input = {
      content: { ...content, version: '9.0.0', lede: 'Other words.' },
      material: true,
      changeNote: 'Wording',
      effectiveFrom: calendarDate.parse(clinic.house.clock().slice(0, 10)),
    }
    expect(await publishVersion(clinic.house, stale, input)).toMatchObject({ refusal: { family: 'step-up-required' } })
  })
})

describe('given a medicine session (M10)', () => {
  async function dosed() {
    await signAllConsents(clinic.house, marisol, byInjection)
    const session = await openRoom(clinic.house, as(maraQuist, 2), {
      patientId: marisol,
      protocolId: 'kap-im',
      room: 'Fern',
    })
    const nurse = roomDevice(clinic.house, as(maraQuist, 2), session)
    return { session, nurse }
  }
  const given = { drug: 'ketamine', route: 'IM', givenMcg: 40_000, site: 'deltoid' }

  test('when a dose was given, then nothing is signed until 06:00 the next day, and a withdrawal always is (M09, RULINGS 8)', async () => {
    const { session, nurse } = await dosed()
    const before = await form({}, 'ride-and-no-driving')
    expect(await signConsent(clinic.house, as(theoLind), before)).toMatchObject({ ok: true })
    clinic.clock.advance(60_000)
    await nurse.chart('dose-given', given)
    const during = await signConsent(clinic.house, as(theoLind), await form({}, 'ride-and-no-driving'))
    expect(during).toMatchObject({ ok: false, refusal: { code: 'signature-locked' } })
    const [im] = (await standing('IM')).lines
    const withdrawn = await withdrawConsent(clinic.house, as(lenaOkafor), {
      consentId: im?.evidence?.id ?? '',
      saidBy: 'patient',
      how: 'Said so in the room',
    })
    expect(withdrawn).toMatchObject({ ok: true, value: { sessionId: session } })
    expect((await standing('IM')).treatmentConsent.state).toBe('withdrawn')
    const ledger = await readLedger(clinic.house, practiceId, session)
    expect(ledger?.state.consentWithdrawals).toMatchObject([{ treatment: true, saidBy: 'patient' }])
    await nurse.chart('observation-noted', { text: 'Charting goes on.' })
    const again = await withdrawConsent(clinic.house, as(lenaOkafor), {
      consentId: im?.evidence?.id ?? '',
      saidBy: 'patient',
      how: 'Said it again',
    })
    expect(again).toMatchObject({ ok: false, refusal: { code: 'consent-already-withdrawn' } })
    await nurse.chart('session-ended', {
      ending: 'left-against-advice',
      note: 'Went home with her brother',
      unmetCriteria: [],
    })
    clinic.clock.set(instant.parse(`${nextDay(clinic.house.clock())}T10:59:59.000Z`))
    expect(await signConsent(clinic.house, as(theoLind), await form({}, 'ride-and-no-driving'))).toMatchObject({
      refusal: { code: 'signature-locked' },
    })
    clinic.clock.advance(1_000)
    expect(await signConsent(clinic.house, as(theoLind), await form({}, 'ride-and-no-driving'))).toMatchObject({
      ok: true,
    })
  })

  test('when a dose arrives late that was given before the signature, then the signature is contested (RULINGS 9)', async () => {
    const { nurse } = await dosed()
    const doseAt = plusMinutes(clinic.house.clock(), 1)
    clinic.clock.advance(10 * 60_000)
    await signOne(clinic.house, { patientId: marisol, kind: 'treatment-nasal' })
    expect((await standing('IN')).treatmentConsent.state).toBe('met')
    await nurse.chart('dose-given', given, doseAt)
    expect((await standing('IN')).treatmentConsent.state).toBe('contested')
    await nurse.chart('session-ended', { ending: 'left-against-advice', note: 'Test', unmetCriteria: [] })
  })
})

describe('given releases (RULINGS 8, M19)', () => {
  test('when one is signed, then the partner’s release is open under the same id; when it is withdrawn, then it is not', async () => {
    const release = releaseToPartner(clinic.house, riverside.partnerId)
    const id = await signOne(clinic.house, { patientId: marisol, kind: 'release-to-partner', release })
    const releases = async () => {
      const sharing = await readSharing(clinic.house, as(maraQuist), { patientId: marisol })
      return sharing.ok ? sharing.value.releases.filter((one) => one.releaseId === id) : []
    }
    expect(await releases()).toMatchObject([{ standing: 'in-force', documentSha256: expect.any(String) }])
    await withdrawOne(clinic.house, id)
    expect(await releases()).toMatchObject([{ standing: 'withdrawn' }])
  })

  test('when a release names nobody, or a treatment consent names somebody, then it is refused', async () => {
    const asked = { patientId: marisol, language: 'en' as const }
    const nobody = { ...asked, kind: 'release-to-partner' as const, release: null }
    expect(await readForSigning(clinic.house, as(theoLind), nobody)).toMatchObject({
      refusal: { code: 'release-without-recipient' },
    })
    const release = releaseToPartner(clinic.house, riverside.partnerId)
    const mixed = { ...asked, kind: 'treatment-iv' as const, release }
    expect(await readForSigning(clinic.house, as(theoLind), mixed)).toMatchObject({
      refusal: { code: 'consent-is-no-release' },
    })
  })

  test('when the therapist’s release is withdrawn, then it no longer stands', async () => {
    const release = releaseToTherapist(clinic.house, rosaVance.membershipId)
    const id = await signOne(clinic.house, { patientId: marisol, kind: 'release-to-therapist', release })
    const how = () =>
      inPractice(clinic.house.db, practiceId, (tx) =>
        readTherapistRelease(
          tx,
          clinic.house,
          { practiceId, zone, at: clinic.house.clock() },
          { patientId: marisol, membershipId: rosaVance.membershipId },
        ),
      )
    expect((await how()).state).toBe('signed')
    await withdrawOne(clinic.house, id)
    expect((await how()).state).toBe('withdrawn')
  })
})

describe('given a paper signed by hand (RULINGS 9)', () => {
  test('when staff attest it with an interpreter and a witness, then it counts from the day on the paper', async () => {
    const { userAgent: _agent, ...input } = await form({
      mark: { how: 'on-paper' },
      agreesToScreen: false,
      helpers: [
        { role: 'interpreter', name: 'Language line', reference: 'Interpreter 40211' },
        { role: 'witness', name: 'Luis Vega', reference: 'brother' },
      ],
    })
    const paper = {
      signedAt: plusMinutes(clinic.house.clock(), -60),
      statement: 'I saw her sign every page and initial the off-label section.',
    }
    const future = { signedAt: plusMinutes(clinic.house.clock(), 60), statement: paper.statement }
    expect(await attestPaper(clinic.house, as(theoLind), { ...input, paper: future })).toMatchObject({
      refusal: { code: 'signed-in-the-future' },
    })
    const older = { signedAt: plusMinutes(clinic.house.clock(), -400 * 24 * 60), statement: paper.statement }
    expect(await attestPaper(clinic.house, as(theoLind), { ...input, paper: older })).toMatchObject({
      refusal: { code: 'paper-of-older-text', field: 'paper.signedAt' },
    })
    expect(await attestPaper(clinic.house, as(theoLind), { ...input, paper })).toMatchObject({ ok: true })
    const [line] = (await standing('IM')).lines
    expect(line).toMatchObject({ state: 'met', evidence: { at: paper.signedAt } })
  })
})

describe('given Marisol signed for nasal ketamine', () => {
  test('when the plan is the approved spray, then nasal ketamine’s paper does not cover it, and its own asks nothing off-label (H260)', async () => {
    const spray = () => standing('IN', undefined, 'esketamine')
    await signOne(clinic.house, { patientId: marisol, kind: 'treatment-nasal' })
    expect((await standing('IN')).treatmentConsent.state).toBe('met')
    expect((await spray()).treatmentConsent).toMatchObject({ state: 'missing', because: 'Not signed yet.' })
    await signOne(clinic.house, { patientId: marisol, kind: 'treatment-esketamine' })
    expect(await spray()).toMatchObject({
      treatmentConsent: { state: 'met' },
      offLabelConsent: { state: 'not-needed', because: 'The signed text is about an approved use.' },
    })
  })
})

describe('given another practice', () => {
  test('then it sees no consent of ours, and withdraws none', async () => {
    const id = await signOne(clinic.house, { patientId: marisol, kind: 'touch' })
    const input = { consentId: id, saidBy: 'patient' as const, how: 'Somebody said so' }
    expect(await withdrawConsent(clinic.house, as(samReyes), input)).toMatchObject({
      refusal: { family: 'not-found' },
    })
    const there = await inPractice(clinic.house.db, juniperRow.practiceId, (tx) =>
      readConsentStanding(
        tx,
        clinic.house,
        { practiceId: juniperRow.practiceId, zone: juniperRow.zone, at: clinic.house.clock() },
        { patientId: marisol, treatment: byInfusion },
      ),
    )
    expect(there.treatmentConsent).toMatchObject({
      state: 'missing',
      because: 'The practice has approved no text of it yet.',
    })
  })
})

function nextDay(moment: string): string {
  return new Date(Date.parse(moment) + 86_400_000).toISOString().slice(0, 10)
}
