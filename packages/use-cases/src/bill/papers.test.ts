import { centsOf } from '@holdspace/billing/cents'
import { inPractice } from '@holdspace/db/database'
import { waitingTasks } from '@holdspace/db/task-store'
import { creditNoteContent } from '@holdspace/documents/credit-note'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import {
  chargeSession,
  consultation,
  giveEstimate,
  openBilling,
  payAtDesk,
  sellPaidPackage,
} from '@holdspace/fixture-clinic/billing-fixtures'
import { demoReferrals, referralOf } from '@holdspace/fixture-clinic/demo-referrals'
import { seedSession } from '@holdspace/fixture-clinic/demo-sessions'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { helenAmes, lenaOkafor, marigoldHouse, priyaRaman, samReyes, theoLind } from '@holdspace/fixture-clinic/people'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { calendarDate } from '@holdspace/kit/calendar-date'
import type { PatientId } from '@holdspace/kit/ids'
import { hex } from '@holdspace/proof/bytes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { confirmCharges } from './confirm-charges.ts'
import { reverseEntry, voidCharges, writeOff } from './correct-account.ts'
import { readEstimateStanding } from './estimate-standing.ts'
import { issuePaper, voidPaper } from './issue-paper.ts'
import { readAccount } from './read-account.ts'
import { readMoneyPaper } from './read-money-paper.ts'
import { readPapers } from './read-papers.ts'
import { readPracticeMoney } from './read-practice-money.ts'
import { readSuggestion } from './read-suggestion.ts'
import { takePayment } from './take-payment.ts'

let clinic: TestHouse
let wren: PatientId
let first: string
let second: string
const biller = () => actAs(priyaRaman, clinic.clock.now)
const desk = () => actAs(theoLind, clinic.clock.now)
const id = () => clinic.house.newId()

const sessionOf = (patientId: PatientId) =>
  seedSession(clinic.house, clinic.clock, {
    patientId,
    room: 'Willow',
    weightGrams: 68_000,
    heightMm: 1720,
    untilMinute: 90,
    isFinished: true,
    escort: { name: 'Ike Abara', phone: '518-555-0190', relationship: 'brother' },
  })

beforeAll(async () => {
  clinic = await testHouse()
  const { house, clock } = clinic
  await approveProtocols(house, actAs(helenAmes, clock.now))
  wren = await openChart(house, desk(), referralOf(demoReferrals['self-pay-package']))
  await openBilling(house)
  await sellPaidPackage(house, wren)
  first = await chargeSession(house, await sessionOf(wren))
  second = await chargeSession(house, await sessionOf(wren))
})
afterAll(() => clinic.stop())

const diagnoses = [{ code: 'F33.1', words: 'Major depressive disorder' }]
const superbillOf = (sheetIds: readonly string[], paperId = id()) =>
  issuePaper(clinic.house, desk(), {
    paperId,
    patientId: wren,
    paper: { kind: 'superbill', sheetIds: [...sheetIds], diagnoses, referring: null },
  })

async function papersOf(patientId = wren) {
  const papers = await readPapers(clinic.house, desk(), { patientId })
  if (!papers.ok) throw new Error(papers.refusal.sentence)
  return papers.value
}

describe('papers about money', () => {
  it('given the same superbill twice, then it is issued once, and the bytes kept are those its hash names', async () => {
    const paperId = id()
    const issued = await superbillOf([first], paperId)
    expect(issued).toMatchObject({ ok: true, value: { paperId, number: 'SB-2026-0001', version: 1 } })
    expect(await superbillOf([first], paperId)).toEqual(issued)
    const read = await readMoneyPaper(clinic.house, desk(), { paperId })
    if (!read.ok) throw new Error(read.refusal.sentence)
    const [listed] = (await papersOf()).papers.filter((one) => one.id === paperId)
    expect(hex(clinic.house.hashing.sha256(read.value.pdf))).toBe(listed?.hash)
    expect(read.value.fileName).toBe('superbill-SB-2026-0001.pdf')
  })

  it('given the very same visits again, then a new version takes its place; given some of them, it is refused', async () => {
    expect(await superbillOf([first])).toMatchObject({ ok: true, value: { number: 'SB-2026-0001', version: 2 } })
    const states = (await papersOf()).papers.filter(({ title }) => title === 'Superbill').map(({ state }) => state)
    expect(states.toSorted()).toEqual(['stands', 'superseded'])
    expect(await superbillOf([first, second])).toMatchObject({ ok: false, refusal: { code: 'on-another-superbill' } })
    expect(await superbillOf([second])).toMatchObject({ ok: true, value: { number: 'SB-2026-0002' } })
  })

  it('given charges on a superbill that stands, then they are not taken back before it is void', async () => {
    const back = { reversalId: id(), patientId: wren, sheetId: second, reason: 'Wrong person' }
    expect(await voidCharges(clinic.house, biller(), back)).toMatchObject({
      ok: false,
      refusal: { code: 'charges-on-superbill' },
    })
  })

  it('given a visit without charges that stand, then no superbill is made of it', async () => {
    expect(await superbillOf([id()])).toMatchObject({ ok: false, refusal: { code: 'nothing-to-bill' } })
  })

  it('given several papers at once, then their numbers run without a gap', async () => {
    const span = { from: calendarDate.parse('2026-11-01'), until: calendarDate.parse('2026-11-30') }
    const paper = { kind: 'statement' as const, ...span }
    const wanted = [1, 2, 3, 4].map(() => issuePaper(clinic.house, desk(), { paperId: id(), patientId: wren, paper }))
    const numbers = (await Promise.all(wanted)).map((one) => (one.ok ? one.value.number : one.refusal.sentence))
    expect(numbers.toSorted()).toEqual(['ST-2026-0001', 'ST-2026-0002', 'ST-2026-0003', 'ST-2026-0004'])
  })

  it('given a payment, then its receipt says what it was put to; a payment of somebody else has none here', async () => {
    const paymentId = await payAtDesk(clinic.house, wren, 5_000)
    const receipt = { kind: 'receipt' as const, paymentId }
    const issued = await issuePaper(clinic.house, desk(), { paperId: id(), patientId: wren, paper: receipt })
    expect(issued).toMatchObject({ ok: true, value: { number: 'R-2026-0001' } })
    const none = await issuePaper(clinic.house, desk(), {
      paperId: id(),
      patientId: wren,
      paper: { ...receipt, paymentId: id() },
    })
    expect(none).toMatchObject({ ok: false, refusal: { code: 'payment-not-found' } })
  })

  it('given a payment with its receipt sent twice, also under another id, then there is one payment and one receipt', async () => {
    const pay = (receiptId: string | null) =>
      takePayment(clinic.house, desk(), {
        ...{ paymentId, patientId: wren, amountCents: centsOf(2_000), allocations: null, receiptId },
        tender: 'cash',
        reference: '',
      })
    const paymentId = id()
    const receiptId = id()
    const taken = await pay(receiptId)
    expect(taken).toMatchObject({ ok: true, value: { receipt: { paperId: receiptId, version: 1 } } })
    expect(await pay(receiptId)).toEqual(taken)
    expect(await pay(id())).toEqual(taken)
    const receipts = (await papersOf()).papers.filter((one) => one.id === receiptId || one.title === 'Receipt')
    expect(receipts.filter(({ id: of }) => of === receiptId)).toHaveLength(1)
    expect(receipts).toHaveLength(2)
    const account = await readAccount(clinic.house, desk(), { patientId: wren })
    if (!account.ok) throw new Error(account.refusal.sentence)
    expect(account.value.entries.filter((one) => one.id === paymentId)).toHaveLength(1)
  })

  it('given a drawer that fails, then the payment is not taken without its receipt; sent again, both stand', async () => {
    const drawPdf = () => Promise.reject(new Error('The drawer fell over.'))
    const paymentId = id()
    const payment = {
      ...{ paymentId, patientId: wren, amountCents: centsOf(1_000), allocations: null, receiptId: id() },
      tender: 'cash',
      reference: '',
    } as const
    await expect(takePayment({ ...clinic.house, drawPdf }, desk(), payment)).rejects.toThrow('fell over')
    const account = await readAccount(clinic.house, desk(), { patientId: wren })
    if (!account.ok) throw new Error(account.refusal.sentence)
    expect(account.value.entries.some((one) => one.id === paymentId)).toBe(false)
    expect(await takePayment(clinic.house, desk(), payment)).toMatchObject({
      ok: true,
      value: { receipt: { version: 1 } },
    })
  })

  it('given a payment taken without one, then its receipt is made later; taken back, it is void with the reason', async () => {
    const paymentId = await payAtDesk(clinic.house, wren, 3_000)
    const paperId = id()
    const paper = { kind: 'receipt', paymentId } as const
    expect(await issuePaper(clinic.house, desk(), { paperId, patientId: wren, paper })).toMatchObject({ ok: true })
    const back = { reversalId: id(), patientId: wren, entryId: paymentId, reason: 'The check bounced' }
    expect(await reverseEntry(clinic.house, biller(), back)).toMatchObject({ ok: true })
    expect((await papersOf()).papers.find((one) => one.id === paperId)).toMatchObject({ state: 'void' })
    const again = await issuePaper(clinic.house, desk(), { paperId: id(), patientId: wren, paper })
    expect(again).toMatchObject({ ok: false, refusal: { code: 'payment-not-found' } })
  })

  it('given a void paper, then it stays readable and says why; the desk may not declare it', async () => {
    const paper = (await papersOf()).papers.find(({ number }) => number === 'SB-2026-0002')
    const wish = { patientId: wren, paperId: paper?.id ?? '', reason: 'Wrong diagnosis' }
    expect(await voidPaper(clinic.house, desk(), wish)).toMatchObject({
      ok: false,
      refusal: { family: 'not-permitted' },
    })
    expect((await voidPaper(clinic.house, biller(), wish)).ok).toBe(true)
    expect((await papersOf()).papers.find(({ number }) => number === 'SB-2026-0002')?.state).toBe('void')
    expect((await readMoneyPaper(clinic.house, desk(), { paperId: wish.paperId })).ok).toBe(true)
    expect(await superbillOf([second])).toMatchObject({ ok: true, value: { number: 'SB-2026-0003', version: 1 } })
  })

  it('given a therapist or another practice, then no paper about money is theirs to read (S05)', async () => {
    const [paper] = (await papersOf()).papers.filter(({ family }) => family === 'money')
    const paperId = paper?.id ?? ''
    const therapist = actAs(lenaOkafor, clinic.clock.now)
    expect(await readMoneyPaper(clinic.house, therapist, { paperId })).toMatchObject({
      ok: false,
      refusal: { family: 'not-permitted' },
    })
    const listed = await readPapers(clinic.house, therapist, { patientId: wren })
    expect(listed.ok && listed.value.hidden).toEqual(['money'])
    expect(listed.ok && listed.value.papers.filter(({ family }) => family === 'session-record')).toHaveLength(2)
    const stranger = { ...biller(), practiceId: actAs(samReyes, clinic.clock.now).practiceId }
    expect(await readMoneyPaper(clinic.house, stranger, { paperId })).toMatchObject({
      ok: false,
      refusal: { family: 'not-found' },
    })
  })

  it('given billing reads the papers, then records of care and consents are not in its list', async () => {
    const listed = await readPapers(clinic.house, biller(), { patientId: wren })
    expect(listed.ok && listed.value.hidden).toEqual(['session-record', 'consent'])
    expect(listed.ok && listed.value.papers.every(({ family }) => family === 'money')).toBe(true)
  })
})

describe('the practice’s money', () => {
  it('given visits on no superbill, then they are listed with the diagnoses of the last one; the desk and an administrator see takings', async () => {
    const third = await chargeSession(clinic.house, await sessionOf(wren))
    const read = await readPracticeMoney(clinic.house, desk(), { day: null })
    if (!read.ok) throw new Error(read.refusal.sentence)
    expect(read.value.unbilled).toMatchObject([{ patientId: wren, sheetIds: [third], diagnoses: [{ code: 'F33.1' }] }])
    expect(read.value.takings.map(({ cents, tender }) => `${cents} ${tender}`)).toContain('5000 card')
    expect(read.value.balances).toHaveLength(1)
    const therapist = await readPracticeMoney(clinic.house, actAs(lenaOkafor, clinic.clock.now), { day: null })
    expect(therapist).toMatchObject({ ok: false, refusal: { family: 'not-permitted' } })
    const stranger = { ...biller(), practiceId: actAs(samReyes, clinic.clock.now).practiceId }
    const elsewhere = await readPracticeMoney(clinic.house, stranger, { day: null })
    expect(elsewhere).toMatchObject({ ok: true, value: { waiting: [], balances: [], takings: [], unbilled: [] } })
  })
})

describe('a charge taken back that stands on an invoice', () => {
  const reversalOf = (sheetId: string) => ({ reversalId: id(), patientId: wren, sheetId, reason: 'Charged twice' })
  const noteOf = async (paperId: string) => {
    const account = await readAccount(clinic.house, desk(), { patientId: wren })
    if (!account.ok) throw new Error(account.refusal.sentence)
    const kept = account.value.papers.find((one) => one.paperId === paperId)
    return creditNoteContent.loose().parse(kept?.document)
  }

  it('then a credit note of its own answers the invoice in the same act, and says where each cent is', async () => {
    const sheetId = await consultation(clinic.house, wren)
    const invoiced = id()
    const paper = { kind: 'invoice' as const, itemIds: [sheetId] }
    expect((await issuePaper(clinic.house, desk(), { paperId: invoiced, patientId: wren, paper })).ok).toBe(true)
    const paid = { paymentId: id(), patientId: wren, amountCents: centsOf(7_500), receiptId: null }
    const put = { tender: 'cash', reference: '', allocations: [{ itemId: sheetId, cents: centsOf(7_500) }] } as const
    expect((await takePayment(clinic.house, desk(), { ...paid, ...put, allocations: [...put.allocations] })).ok).toBe(
      true,
    )
    const taken = await voidCharges(clinic.house, biller(), reversalOf(sheetId))
    if (!taken.ok || taken.value.creditNote === null) throw new Error('No credit note was made.')
    const number = (await papersOf()).papers.find((one) => one.id === invoiced)?.number
    expect(await noteOf(taken.value.creditNote.paperId)).toMatchObject({
      head: { number: 'CN-2026-0001' },
      reason: 'Charged twice',
      invoices: [{ number }],
      lines: [{ words: 'First evaluation by the prescriber (EVAL)', creditedCents: 37_500 }],
      noLongerOwedCents: 30_000,
      heldAsCreditCents: 7_500,
      forgivenBeforeCents: 0,
    })
    const again = await voidCharges(clinic.house, biller(), reversalOf(sheetId))
    expect(again, 'pressed twice, one note').toMatchObject({ ok: true, value: { creditNote: null } })
    const { papers } = await papersOf()
    expect(papers.filter(({ title }) => title === 'Credit note')).toHaveLength(1)
    expect(
      papers.find((one) => one.id === invoiced),
      'the invoice is not edited',
    ).toMatchObject({ state: 'stands' })
  })

  it('then what is forgiven of it is answered too; without an invoice none is made; a payment credits nothing', async () => {
    const [one, other] = [await consultation(clinic.house, wren), await consultation(clinic.house, wren)]
    const paper = { kind: 'invoice' as const, itemIds: [one] }
    expect((await issuePaper(clinic.house, desk(), { paperId: id(), patientId: wren, paper })).ok).toBe(true)
    const forgive = (itemId: string) =>
      writeOff(clinic.house, biller(), {
        ...{ writeOffId: id(), patientId: wren, itemId, amountCents: centsOf(5_000), reason: 'Hardship' },
      })
    const forgiven = await forgive(one)
    expect(forgiven).toMatchObject({ ok: true, value: { creditNote: { version: 1 } } })
    expect(await forgive(other)).toMatchObject({ ok: true, value: { creditNote: null } })
    expect(await voidCharges(clinic.house, biller(), reversalOf(other))).toMatchObject({
      ok: true,
      value: { creditNote: null },
    })
    const entryId = await payAtDesk(clinic.house, wren, 500)
    const asked = { paperId: id(), patientId: wren, paper: { kind: 'credit-note' as const, entryId } }
    expect(await issuePaper(clinic.house, desk(), asked)).toMatchObject({ refusal: { code: 'nothing-credited' } })
  })
})

describe('an estimate that no longer covers the care (M20)', () => {
  const standing = () =>
    inPractice(clinic.house.db, marigoldHouse.practiceId, (tx) =>
      readEstimateStanding(tx, marigoldHouse.practiceId, wren, calendarDate.parse('2026-11-22')),
    )

  it('given charges $300 above it, then confirming says so, a task asks for a new one, and the gate only warns', async () => {
    expect((await standing()).state).toBe('missing')
    await giveEstimate(clinic.house, wren)
    expect(await standing()).toMatchObject({ state: 'met', only: 'warns' })
    const session = await sessionOf(wren)
    const view = await readSuggestion(clinic.house, biller(), { sessionId: session })
    if (!view.ok) throw new Error(view.refusal.sentence)
    const choices = view.value.lines.map(({ key, code, units, unitCents, cover }) => ({
      key,
      shownCover: [...cover],
      code,
      units,
      usePackage: false,
      unitCents: code === 'PSY-60' ? centsOf(600_000) : unitCents,
      reason: code === 'PSY-60' ? 'Far beyond what was agreed' : '',
    }))
    const confirmed = await confirmCharges(clinic.house, biller(), { sheetId: id(), sessionId: session, choices })
    if (!confirmed.ok) throw new Error(confirmed.refusal.sentence)
    expect(confirmed.value.estimate).toMatchObject({ state: 'lapsed', only: 'warns', fixer: 'front-desk' })
    const tasks = await inPractice(clinic.house.db, marigoldHouse.practiceId, (tx) =>
      waitingTasks(tx, marigoldHouse.practiceId, 100),
    )
    expect(tasks.filter(({ kind }) => kind === 'estimate-due')).toHaveLength(1)
    expect((await standing()).because).toContain('Give a new estimate before more care')
  })
})
