import type { DayOfAnswers } from '@holdspace/clinic/screening/day-of-questions'
import { inPractice } from '@holdspace/db/database'
import { dayOfFormsOf } from '@holdspace/db/screening-store'
import { waitingTasks } from '@holdspace/db/task-store'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { byInjection, publishConsents, signOne } from '@holdspace/fixture-clinic/consent-fixtures'
import { answerPacket, sendPacket } from '@holdspace/fixture-clinic/intake-fixtures'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { helenAmes, inesCalder, maraQuist, marigoldHouse, samReyes, theoLind } from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { openRoom, roomDevice } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import type { PatientId } from '@holdspace/kit/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attestOwnDay } from '../screen/attest-own-day.ts'
import { readConsentStanding } from './read-consent-standing.ts'
import { readConsents } from './read-consents.ts'
import { readWorklist } from './read-worklist.ts'
import { recordRefusedNotice } from './record-refused-notice.ts'

let clinic: TestHouse
let marisol: PatientId
const { practiceId, zone } = marigoldHouse
const as = (person: typeof helenAmes, device = 1) => actAs(person, clinic.clock.now, device)
const inMarigold = <T>(work: Parameters<typeof inPractice<T>>[2]) => inPractice(clinic.house.db, practiceId, work)

beforeAll(async () => {
  clinic = await testHouse()
  await approveProtocols(clinic.house, as(helenAmes))
  await publishConsents(clinic.house)
  marisol = await openChart(clinic.house, as(maraQuist), marisolFromValley)
})
afterAll(() => clinic.stop())

const calm: DayOfAnswers = {
  'day-new-medicine': 'no',
  'day-new-illness': 'no',
  'day-pregnant': 'no',
  'day-alcohol-or-drugs': 'no',
  'day-thoughts-of-suicide': 'no',
  'day-fasted': 'yes',
  'day-blood-pressure-medicine-taken': 'not-applicable',
  'day-ride-named': 'yes',
}
const itemId = 'day-of:1.0.0'

async function onHerPhone() {
  const { link } = await sendPacket(clinic.house, as(theoLind), marisol, [{ kind: 'day-of' }])
  return answerPacket(clinic.house, link)
}
const forms = () => inMarigold((tx) => dayOfFormsOf(tx, practiceId, marisol))

describe('a notice that was given and not signed for (45 CFR 164.520(c)(2)(ii))', () => {
  const refusal = () => ({ id: clinic.house.newId(), patientId: marisol, reason: 'Would rather not sign anything' })
  const notice = async () => {
    const read = await readConsents(clinic.house, as(theoLind), { patientId: marisol })
    return read.ok ? read.value.now.find(({ kind }) => kind === 'privacy-notice') : undefined
  }

  it('is not recorded by whoever takes no consents, by another practice, or without a reason', async () => {
    for (const person of [inesCalder, samReyes]) {
      expect(await recordRefusedNotice(clinic.house, as(person), refusal())).toMatchObject({ ok: false })
    }
    expect((await notice())?.state).toBe('missing')
  })

  it('settles the line with its reason, leaves the worklist, and gives way to a signature', async () => {
    expect(await recordRefusedNotice(clinic.house, as(theoLind), refusal())).toMatchObject({ ok: true })
    expect(await notice()).toMatchObject({
      state: 'declined',
      because: expect.stringContaining('Would rather not sign anything'),
    })
    const place = { practiceId, zone, at: clinic.house.clock() }
    const standing = await inMarigold((tx) =>
      readConsentStanding(tx, clinic.house, place, { patientId: marisol, treatment: byInjection }),
    )
    expect(standing.privacyNotice).toMatchObject({ state: 'not-needed' })
    const list = await readWorklist(clinic.house, as(theoLind))
    expect(list.ok && list.value.lines.filter((line) => line.kind === 'privacy-notice')).toEqual([])
    clinic.clock.advance(60_000)
    await signOne(clinic.house, { patientId: marisol, kind: 'privacy-notice' })
    expect((await notice())?.state).toBe('signed')
  })
})

describe('today’s questions on the patient’s own phone', () => {
  it('are answered once who they are was shown; the record says they answered themselves, and the form closes', async () => {
    const patient = await onHerPhone()
    const answered = { itemId, formId: clinic.house.newId(), answers: calm }
    expect(await attestOwnDay(clinic.house, { ...patient, identityShown: false }, answered)).toMatchObject({
      refusal: { code: 'identity-not-shown' },
    })
    expect(await attestOwnDay(clinic.house, patient, answered)).toMatchObject({ ok: true, value: { isLast: true } })
    expect(await forms()).toMatchObject([{ byName: 'The patient, by link', reopens: [] }])
    expect(await attestOwnDay(clinic.house, patient, { ...answered, formId: clinic.house.newId() })).toMatchObject({
      ok: false,
    })
    expect(await forms()).toHaveLength(1)
  })

  it('given thoughts of suicide or a not sure, then the same tasks open as when staff ask (RULINGS 7)', async () => {
    const patient = await onHerPhone()
    const answers = { ...calm, 'day-thoughts-of-suicide': 'yes', 'day-new-medicine': 'not-sure' } as const
    const formId = clinic.house.newId()
    expect(await attestOwnDay(clinic.house, patient, { itemId, formId, answers })).toMatchObject({ ok: true })
    const tasks = await inMarigold((tx) => waitingTasks(tx, practiceId, 100))
    const kinds = tasks.filter(({ evidence }) => evidence.id === formId).map(({ kind }) => kind)
    expect(kinds.toSorted()).toEqual(['review-screening', 'suicide-item-answered'])
  })

  it('given the first dose, then nothing is attested any more (M10)', async () => {
    const patient = await onHerPhone()
    const nurse = as(maraQuist, 2)
    const session = await openRoom(clinic.house, nurse, { patientId: marisol, protocolId: 'kap-im', room: 'Fern' })
    clinic.clock.advance(60_000)
    const dose = { drug: 'ketamine', route: 'IM', givenMcg: 40_000, site: 'deltoid' }
    await roomDevice(clinic.house, nurse, session).chart('dose-given', dose)
    const answered = { itemId, formId: clinic.house.newId(), answers: calm }
    expect(await attestOwnDay(clinic.house, patient, answered)).toMatchObject({
      refusal: { code: 'signature-locked' },
    })
  })
})
