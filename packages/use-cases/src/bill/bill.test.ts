import { centsOf } from '@holdspace/billing/cents'
import { accountEntries } from '@holdspace/db/account-money-store'
import { sheetsOfSession } from '@holdspace/db/charge-store'
import { inPractice } from '@holdspace/db/database'
import { asOwner } from '@holdspace/db/testing'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { chargeSession, openBilling, payAtDesk, sellPaidPackage } from '@holdspace/fixture-clinic/billing-fixtures'
import { demoReferrals, referralOf } from '@holdspace/fixture-clinic/demo-referrals'
import { seedSession } from '@holdspace/fixture-clinic/demo-sessions'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import {
  danaWhitfield,
  helenAmes,
  lenaOkafor,
  marigoldHouse,
  priyaRaman,
  samReyes,
  theoLind,
} from '@holdspace/fixture-clinic/people'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import type { PatientId, SessionId } from '@holdspace/kit/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { confirmCharges } from './confirm-charges.ts'
import { refundCredit, reverseEntry, voidCharges, writeOff } from './correct-account.ts'
import { approveFees, proposeFees, readFees } from './fee-schedules.ts'
import { readAccount } from './read-account.ts'
import { readSuggestion } from './read-suggestion.ts'
import { endPackage, sellPackage, transferPackage } from './sell-package.ts'
import { takePayment } from './take-payment.ts'

let clinic: TestHouse
let wren: PatientId
let nils: PatientId
let session: SessionId
const biller = () => actAs(priyaRaman, clinic.clock.now)
const desk = () => actAs(theoLind, clinic.clock.now)
const id = () => clinic.house.newId()

beforeAll(async () => {
  clinic = await testHouse()
  const { house, clock } = clinic
  await approveProtocols(house, actAs(helenAmes, clock.now))
  wren = await openChart(house, desk(), referralOf(demoReferrals['self-pay-package']))
  nils = await openChart(house, desk(), referralOf(demoReferrals['series-complete']))
  await openBilling(house)
  session = await sessionOf(wren)
})
afterAll(() => clinic.stop())

const sessionOf = (patientId: PatientId) =>
  seedSession(clinic.house, clinic.clock, {
    patientId,
    room: 'Willow',
    weightGrams: 68_000,
    heightMm: 1720,
    untilMinute: 90,
    isFinished: true,
    escort: { name: 'Nils Lindqvist', phone: '518-555-0177', relationship: 'brother' },
  })

async function standing(patientId: PatientId) {
  const account = await readAccount(clinic.house, desk(), { patientId })
  if (!account.ok) throw new Error(account.refusal.sentence)
  return account.value
}

async function asSuggested(sessionId: SessionId) {
  const view = await readSuggestion(clinic.house, biller(), { sessionId })
  if (!view.ok) throw new Error(view.refusal.sentence)
  return view.value.lines.map(({ key, code, units, unitCents, cover }) => ({
    key,
    shownCover: [...cover],
    code,
    units,
    unitCents,
    usePackage: true,
    reason: '',
  }))
}

describe('charges of a signed session', () => {
  it('given Wren’s session, then billing sees lines with reasons, and nothing said or measured in the room (45 CFR 164.502(b))', async () => {
    const view = await readSuggestion(clinic.house, biller(), { sessionId: session })
    if (!view.ok) throw new Error(view.refusal.sentence)
    expect(view.value.lines.map(({ code, units }) => `${code}×${units}`)).toEqual([
      'KAP-DOSE×1',
      'PSY-60×1',
      'PSY-EXTRA×2',
      'KET-10×4',
    ])
    expect(Object.keys(view.value.facts).toSorted()).toEqual(
      [
        'date',
        'ending',
        'endedAt',
        'infusions',
        'injections',
        'modality',
        'openedAt',
        'protocolTitle',
        'psychotherapy',
        'sessionId',
        'signedAt',
        'signedBy',
        'therapists',
      ].toSorted(),
    )
    // An id is drawn by chance and may hold any digits.
    const told = JSON.stringify(view.value).replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id')
    expect(told).not.toContain(session)
    for (const secret of [
      'kitchen',
      'Eye shades',
      'nausea',
      'Ginger',
      'systolic',
      '152',
      'Lindqvist',
      'escort',
      'allerg',
      'dissociation',
    ])
      expect(told.toLowerCase(), secret).not.toContain(secret.toLowerCase())
  })

  it('given a prescriber, a therapist, an administrator or the desk, then charges are not theirs to confirm', async () => {
    const choices = await asSuggested(session)
    for (const person of [helenAmes, lenaOkafor, danaWhitfield, theoLind]) {
      const refused = await confirmCharges(clinic.house, actAs(person, clinic.clock.now), {
        sheetId: id(),
        sessionId: session,
        choices,
      })
      expect(refused).toMatchObject({ ok: false, refusal: { family: 'not-permitted' } })
    }
  })

  it('given another practice, then the session is not there (S05, S06)', async () => {
    const stranger = { ...biller(), practiceId: actAs(samReyes, clinic.clock.now).practiceId }
    expect(await readSuggestion(clinic.house, stranger, { sessionId: session })).toMatchObject({
      ok: false,
      refusal: { family: 'not-found' },
    })
    expect(await readAccount(clinic.house, stranger, { patientId: wren })).toMatchObject({
      ok: false,
      refusal: { family: 'not-found' },
    })
  })

  it('given the same confirmation twice, then it is charged once; given a second one, then it is refused', async () => {
    const choices = await asSuggested(session)
    const sheetId = id()
    const first = await confirmCharges(clinic.house, biller(), { sheetId, sessionId: session, choices })
    const again = await confirmCharges(clinic.house, biller(), { sheetId, sessionId: session, choices })
    expect(first).toMatchObject({ ok: true, value: { owedCents: 94_900, coveredCents: 0 } })
    expect(again).toMatchObject({ ok: true, value: { sheetId, owedCents: 94_900 } })
    const changed = choices.map((one) => ({ ...one, unitCents: centsOf(one.unitCents + 100), reason: 'Typed anew' }))
    const other = await confirmCharges(clinic.house, biller(), { sheetId, sessionId: session, choices: changed })
    expect(other, 'the same id with other prices (R5)').toMatchObject({ refusal: { code: 'id-taken' } })
    const second = await confirmCharges(clinic.house, biller(), { sheetId: id(), sessionId: session, choices })
    expect(second).toMatchObject({ ok: false, refusal: { code: 'session-charged-already' } })
    expect((await standing(wren)).standing.owedCents).toBe(94_900)
  })

  it('given two confirmations at once, then one is charged and the other refused', async () => {
    const other = await sessionOf(nils)
    const choices = await asSuggested(other)
    const both = await Promise.all(
      [id(), id()].map((sheetId) => confirmCharges(clinic.house, biller(), { sheetId, sessionId: other, choices })),
    )
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true])
    const sheets = await inPractice(clinic.house.db, marigoldHouse.practiceId, (tx) =>
      sheetsOfSession(tx, marigoldHouse.practiceId, other),
    )
    expect(sheets).toHaveLength(1)
  })
})

describe('money at the desk', () => {
  it('given a card number in the reference, then it is refused and never kept', async () => {
    const paid = {
      paymentId: id(),
      patientId: wren,
      amountCents: centsOf(1_000),
      tender: 'card',
      allocations: null,
      receiptId: null,
    } as const
    for (const reference of ['4111 1111 1111 1111', '4111-1111-1111-1111', 'Visa 4111111111111'])
      expect(await takePayment(clinic.house, desk(), { ...paid, reference })).toMatchObject({
        ok: false,
        refusal: { code: 'card-number-refused' },
      })
    expect(await takePayment(clinic.house, desk(), { ...paid, reference: '' })).toMatchObject({
      ok: false,
      refusal: { code: 'reference-needed' },
    })
  })

  it('given the same payment twice, then it is taken once, and the rest is credit', async () => {
    const payment = {
      paymentId: id(),
      patientId: wren,
      amountCents: centsOf(100_000),
      tender: 'card',
      reference: 'slip 17',
      allocations: null,
      receiptId: null,
    } as const
    await takePayment(clinic.house, desk(), payment)
    const again = await takePayment(clinic.house, desk(), payment)
    expect(again).toMatchObject({ ok: true, value: { owedCents: 0, creditCents: 5_100 } })
    const other = await takePayment(clinic.house, desk(), { ...payment, patientId: nils })
    expect(other).toMatchObject({ ok: false, refusal: { code: 'id-taken' } })
    const changed = await takePayment(clinic.house, desk(), { ...payment, amountCents: centsOf(50_000) })
    expect(changed, 'a form changed after an answer got lost').toMatchObject({ refusal: { code: 'id-taken' } })
  })

  it('given credit, then billing gives it back with a reason and no more than there is; the desk may not', async () => {
    const refund = {
      refundId: id(),
      patientId: wren,
      amountCents: centsOf(5_101),
      tender: 'card',
      reference: 'slip 18',
      reason: 'Paid too much',
    } as const
    expect(await refundCredit(clinic.house, desk(), refund)).toMatchObject({
      ok: false,
      refusal: { family: 'not-permitted' },
    })
    expect(await refundCredit(clinic.house, biller(), refund)).toMatchObject({
      ok: false,
      refusal: { code: 'more-than-credit' },
    })
    const given = await refundCredit(clinic.house, biller(), { ...refund, amountCents: centsOf(5_100) })
    expect(given.ok).toBe(true)
    expect((await standing(wren)).standing).toMatchObject({ owedCents: 0, creditCents: 0 })
  })

  it('given a charge of Nils’s, then part is forgiven and a bounced check is owed again', async () => {
    const [item] = (await standing(nils)).standing.items
    const forgiven = {
      writeOffId: id(),
      patientId: nils,
      itemId: item?.itemId ?? '',
      amountCents: centsOf(4_900),
      reason: 'Hardship',
    }
    expect((await writeOff(clinic.house, biller(), forgiven)).ok).toBe(true)
    const paymentId = await payAtDesk(clinic.house, nils, 90_000)
    expect((await standing(nils)).standing.owedCents).toBe(0)
    const reversal = { reversalId: id(), patientId: nils, entryId: paymentId, reason: 'The check bounced' }
    expect((await reverseEntry(clinic.house, biller(), reversal)).ok).toBe(true)
    expect((await standing(nils)).standing.owedCents).toBe(90_000)
    const twice = await reverseEntry(clinic.house, biller(), { ...reversal, reversalId: id() })
    expect(twice).toMatchObject({ ok: false, refusal: { code: 'already-reversed' } })
  })
})

describe('a package of six', () => {
  let saleId: string

  it('given it is sold and paid, then nothing is owed and the care is owed to Wren', async () => {
    saleId = await sellPaidPackage(clinic.house, wren)
    const { standing: now, packages } = await standing(wren)
    expect(now).toMatchObject({ owedCents: 0, deferredCents: 351_000 })
    expect(packages[0]?.open).toBe(6)
    const again = await sellPackage(clinic.house, desk(), { saleId, patientId: wren, packageCode: 'KAP-SIX' })
    expect(again.ok).toBe(true)
    const other = await sellPackage(clinic.house, desk(), { saleId, patientId: wren, packageCode: 'KAP-THREE' })
    expect(other, 'the same id for another package (R5)').toMatchObject({ refusal: { code: 'id-taken' } })
    expect((await standing(wren)).packages).toHaveLength(1)
  })

  it('given a session of its kind, then a unit is used by itself, and taken back with the sheet', async () => {
    const next = await sessionOf(wren)
    const shown = await asSuggested(next)
    const unseen = shown.map((one) => ({ ...one, shownCover: [] }))
    expect(
      await confirmCharges(clinic.house, biller(), { sheetId: id(), sessionId: next, choices: unseen }),
      'a package nobody was shown is not spent (H262)',
    ).toMatchObject({ refusal: { code: 'package-cover-changed' } })
    const sheetId = await chargeSession(clinic.house, next)
    const used = await standing(wren)
    expect(used.packages[0]?.open).toBe(5)
    expect(used.standing).toMatchObject({ deferredCents: 292_500, owedCents: 29_900 })
    const back = { reversalId: id(), patientId: wren, sheetId, reason: 'Wrong person charged' }
    expect((await voidCharges(clinic.house, biller(), back)).ok).toBe(true)
    const restored = await standing(wren)
    expect(restored.packages[0]?.open).toBe(6)
    expect(restored.standing).toMatchObject({ deferredCents: 351_000, owedCents: 0 })
    await chargeSession(clinic.house, next)
    expect((await standing(wren)).packages[0]?.open).toBe(5)
  })

  it('given the rest moves to Nils, then his account holds it and Wren’s does not', async () => {
    const moved = { sentId: id(), receivedId: id(), patientId: wren, saleId, toPatientId: nils, reason: 'A present' }
    expect((await transferPackage(clinic.house, biller(), moved)).ok).toBe(true)
    expect((await transferPackage(clinic.house, biller(), moved)).ok).toBe(true)
    expect(await transferPackage(clinic.house, biller(), { ...moved, reason: 'Sold on' })).toMatchObject({
      refusal: { code: 'id-taken' },
    })
    expect(await transferPackage(clinic.house, biller(), { ...moved, receivedId: id() })).toMatchObject({
      refusal: { code: 'id-taken' },
    })
    expect((await standing(wren)).standing.deferredCents).toBe(0)
    expect((await standing(nils)).standing.deferredCents).toBe(292_500)
    expect((await standing(nils)).packages[0]?.open).toBe(5)
  })

  it('given the rest is paid back, then what is owed is taken off first and the rest is credit', async () => {
    const ended = {
      entryId: id(),
      patientId: nils,
      saleId: (await standing(nils)).packages[0]?.saleId ?? '',
      how: 'refund' as const,
      reason: 'Moving away',
    }
    expect(await endPackage(clinic.house, biller(), ended)).toMatchObject({ ok: true, value: { refundCents: 292_500 } })
    expect((await standing(nils)).standing).toMatchObject({ deferredCents: 0, creditCents: 292_500 })
    const again = await endPackage(clinic.house, biller(), ended)
    expect(again, 'sent twice, it answers what was paid back').toMatchObject({ value: { refundCents: 292_500 } })
    expect(await endPackage(clinic.house, biller(), { ...ended, saleId })).toMatchObject({
      refusal: { code: 'id-taken' },
    })
  })
})

describe('what the database itself holds', () => {
  it('refuses, at the commit, postings that do not make zero, and any change of an entry', async () => {
    const entries = await inPractice(clinic.house.db, marigoldHouse.practiceId, (tx) =>
      accountEntries(tx, marigoldHouse.practiceId, wren),
    )
    const [entry] = entries
    const asPractice = `select set_config('app.practice', '${marigoldHouse.practiceId}', true)`
    await asOwner(clinic.appUrl, async (app) => {
      await app.query('begin')
      await app.query(asPractice)
      await app.query(`insert into clinic.money_posting values ($1, $2, 99, 'cash', 5)`, [
        marigoldHouse.practiceId,
        entry?.id,
      ])
      await expect(app.query('commit')).rejects.toThrow(/make 5 cents/)
      await app.query('begin')
      await app.query(asPractice)
      await expect(app.query('update clinic.money_posting set cents = 1')).rejects.toThrow(/permission denied/)
      await app.query('rollback')
    })
  })

  it('adds up to zero over the whole practice', async () => {
    const { rows } = await asOwner(clinic.ownerUrl, async (owner) => {
      await owner.query('begin')
      await owner.query(`select set_config('app.practice', '${marigoldHouse.practiceId}', true)`)
      return owner.query('select sum(cents)::int as total, count(*)::int as lines from clinic.money_posting')
    })
    expect(rows[0].total).toBe(0)
    expect(rows[0].lines).toBeGreaterThan(20)
  })
})

describe('the fee schedule', () => {
  it('given a new version, then it waits for approval, never reaches back, and old sheets keep their prices', async () => {
    const fees = await readFees(clinic.house, biller())
    if (!fees.ok) throw new Error(fees.refusal.sentence)
    const [current] = fees.value.versions
    if (current === undefined) throw new Error('There is no schedule.')
    const propose = (version: number, effectiveFrom: string) =>
      proposeFees(clinic.house, biller(), {
        version,
        schedule: { ...current.schedule, effectiveFrom: effectiveFrom as typeof current.schedule.effectiveFrom },
      })
    expect((await propose(2, '2026-01-01')).ok).toBe(true)
    expect(await approveFees(clinic.house, biller(), { version: 2 })).toMatchObject({
      ok: false,
      refusal: { code: 'schedule-reaches-back' },
    })
    expect(await propose(2, '2027-01-01')).toMatchObject({ ok: false, refusal: { code: 'version-taken' } })
    expect((await propose(2, '2026-01-01')).ok, 'sent twice is one write').toBe(true)
    expect((await propose(3, '2027-01-01')).ok).toBe(true)
    expect((await approveFees(clinic.house, biller(), { version: 3 })).ok).toBe(true)
    expect(await approveFees(clinic.house, desk(), { version: 3 })).toMatchObject({
      ok: false,
      refusal: { family: 'not-permitted' },
    })
  })
})
