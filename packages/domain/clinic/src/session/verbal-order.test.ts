import { mcg, mcgPerKg, mcgPerMicrolitre, microlitres, minutes } from '@holdspace/kit/amounts'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { describe, expect, it } from 'vitest'
import {
  allRecorded,
  ames,
  kap,
  minute,
  okafor,
  quist,
  type Room,
  readAloud,
  readyToDose,
  readyToLeave,
  today,
} from '../../testing/session-room.ts'
import type { StaffActor } from '../access/actor.ts'
import { ordersToCountersign } from './countersign-wait.ts'
import { deviationsOf, unansweredOf } from './deviations.ts'
import type { OrderForm } from './order-dose.ts'
import { decideCountersign, decideVerbalOrder, type VerbalQuestion } from './verbal-order.ts'

/** An order by word: who said it, who wrote it down, and who answers for it (RULINGS 3). */
const form: OrderForm = {
  doseMcgPerKg: mcgPerKg.parse(500),
  concentration: mcgPerMicrolitre.parse(50),
  vialConcentration: mcgPerMicrolitre.parse(50),
  overMinutes: minutes.parse(40),
  dilution: { basis: 'made-up-to', microlitres: microlitres.parse(100_000) },
  overrides: [],
}
const question = (room: Room, more: Partial<VerbalQuestion> = {}): VerbalQuestion => ({
  state: room.state,
  protocol: room.protocol,
  actor: quist,
  orderer: ames,
  saidAt: minute(6),
  now: minute(9),
  today,
  form,
  earlierWeights: [],
  recorded: allRecorded,
  patientLimits: [],
  planned: null,
  ...more,
})
const taken = (room: Room): Room => {
  const decided = decideVerbalOrder(question(room), readAloud(question(room)))
  if (!decided.ok) throw new Error(decided.refusal.sentence)
  return room.chart(quist, 9, 'dose-ordered', decided.value)
}
const codeOf = (more: Partial<VerbalQuestion>, readBack = readAloud(question(readyToDose(), more))) => {
  const decided = decideVerbalOrder(question(readyToDose(), more), readBack)
  return decided.ok ? 'taken' : decided.refusal.code
}
const countersign = (room: Room, actor: StaffActor, at = 20) =>
  decideCountersign({
    actor,
    state: room.state,
    orderEntryId: room.state.orders[0]?.entryId ?? room.last,
    now: minute(at),
    today,
  })
const justNow = (who: StaffActor, at = 19): StaffActor => ({ ...who, lastStepUpAt: minute(at) })

describe('taking a verbal order', () => {
  it('given a nurse who read it back, then it names taker, prescriber and by when it is countersigned', () => {
    const asked = question(readyToDose())
    expect(decideVerbalOrder(asked, readAloud(asked))).toMatchObject({
      ok: true,
      value: {
        orderMcg: 35_000,
        verbal: {
          orderedBy: ames.displayName,
          readBackBy: quist.displayName,
          prescriberMembershipId: ames.membershipId,
          countersignBy: minute(6 + 24 * 60),
        },
      },
    })
  })

  it('a therapist takes none, a prescriber writes their own, and nobody without a licence takes one', () => {
    expect(codeOf({ actor: okafor })).toBe('may-not-session-take-verbal-order')
    expect(codeOf({ actor: ames })).toBe('may-not-session-take-verbal-order')
    expect(codeOf({ actor: { ...quist, credentials: [] } })).toBe('licence-not-in-force')
  })

  it('given it was not read back, or nobody may order in whose name, then it is refused', () => {
    expect(codeOf({}, null)).toBe('read-back-missing')
    expect(codeOf({}, 'ketamine 350 mg IV')).toBe('read-back-changed')
    const lapsed = ames.credentials.map((one) => ({ ...one, expires: calendarDate.parse('2026-11-20') }))
    expect(codeOf({ orderer: { ...ames, credentials: lapsed } })).toBe('dose-gate-closed')
    expect(codeOf({ orderer: { ...okafor } })).toBe('dose-gate-closed')
  })

  it('past a limit nobody goes by word: the prescriber writes that order', () => {
    const over = { ...form, doseMcgPerKg: mcgPerKg.parse(900) }
    expect(codeOf({ form: over })).toBe('OVER_RANGE')
    const reasoned = { ...over, overrides: [{ code: 'OVER_RANGE' as const, reason: 'She said so' }] }
    expect(codeOf({ form: reasoned })).toBe('verbal-order-past-limit')
  })

  it('is said after the opening and not later than now, under a protocol that takes verbal orders', () => {
    expect(codeOf({ saidAt: minute(12) })).toBe('verbal-order-time')
    expect(codeOf({ saidAt: minute(-5) })).toBe('verbal-order-time')
    const { verbalOrders: _none, ...drug } = kap.drug
    expect(codeOf({ protocol: { ...kap, drug } })).toBe('verbal-orders-not-in-protocol')
  })
})

describe('countersigning', () => {
  it('waits for the prescriber who said it, under their password, once', () => {
    const room = taken(readyToDose())
    expect(ordersToCountersign(room.state)).toHaveLength(1)
    expect(countersign(room, ames)).toMatchObject({ refusal: { family: 'step-up-required' } })
    expect(countersign(room, justNow(quist))).toMatchObject({ refusal: { code: 'may-not-session-countersign-order' } })
    const other = { ...justNow(ames), membershipId: quist.membershipId, displayName: 'Dr Ines Osei' }
    expect(countersign(room, other)).toMatchObject({ refusal: { code: 'not-your-order' } })
    const signed = countersign(room, justNow(ames))
    if (!signed.ok) throw new Error(signed.refusal.sentence)
    expect(signed.value).toMatchObject({ signerName: ames.displayName, signerCredential: 'MD licence NY-214477 (NY)' })
    room.chart(ames, 20, 'order-countersigned', signed.value)
    expect(ordersToCountersign(room.state)).toEqual([])
    expect(countersign(room, justNow(ames))).toMatchObject({ refusal: { code: 'already-countersigned' } })
  })

  it('stands between the record and its signature until then; only a prescriber says why it never came', () => {
    const room = taken(readyToLeave())
    const [open] = deviationsOf(room.state, room.protocol).filter((one) => one.ruleId === 'order-not-countersigned')
    expect(unansweredOf(room.state, room.protocol).join()).toContain('is not countersigned yet')
    const about = { ruleId: open?.ruleId ?? '', entryId: open?.entryId }
    const body = { about, decision: 'explain', reason: 'She left the practice this morning.' }
    expect(room.asks(quist, 115, 'decision-recorded', body)).toMatchObject({
      refusal: { code: 'countersign-is-prescribers' },
    })
    expect(room.asks(ames, 115, 'decision-recorded', body)).toMatchObject({ ok: true })
    room.chart(ames, 115, 'decision-recorded', body)
    expect(unansweredOf(room.state, room.protocol)).toEqual([])
  })

  it('nobody takes one over the device: it has an act of its own', () => {
    const room = taken(readyToDose())
    const body = { orderEntryId: room.last, meaningText: 'mine', signerName: 'Dr Helen Ames', signerCredential: '' }
    expect(room.asks(ames, 12, 'order-countersigned', body)).toMatchObject({ refusal: { code: 'not-an-entry' } })
    expect(mcg.parse(room.state.orders[0]?.drawnMcg)).toBe(35_000)
  })
})
