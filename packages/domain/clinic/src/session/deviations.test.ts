import { instant } from '@holdspace/kit/instant'
import { suppliedProtocol } from '@holdspace/protocols/library/supplied'
import { emptySession, type SessionState } from '@holdspace/record/state'
import { describe, expect, it } from 'vitest'
import { deviationsOf } from './deviations.ts'

const protocol = suppliedProtocol('kap-iv-6-in-3wk')
const ten = instant.parse('2026-11-21T15:00:00.000Z')
const order = { entryId: 'order', drawnMcg: 35_000 }
const hung = (totalMcg: number, orderEntryId?: string) => ({
  start: {
    entryId: 'bag',
    occurredAt: ten,
    drug: 'ketamine',
    totalMcg,
    ...(orderEntryId === undefined ? {} : { orderEntryId }),
  },
  segments: [],
  stop: null,
})

/** Only what a deviation is read from; everything else of the session is empty. */
function sessionWith(part: object): SessionState {
  const given = part as { readonly doses?: object[]; readonly infusions?: { start: object; stop: object | null }[] }
  const told = (fact: object) => ({ earlier: [], ...fact })
  const doses = (given.doses ?? []).map(told)
  const infusions = (given.infusions ?? []).map((run) => ({
    ...run,
    start: told(run.start),
    stop: run.stop === null ? null : told(run.stop),
  }))
  return { ...emptySession, orders: [order], ...part, doses, infusions } as unknown as SessionState
}
const sentences = (part: object) =>
  deviationsOf(sessionWith(part), protocol)
    .filter((one) => one.ruleId !== 'dose-before-baseline')
    .map((one) => one.sentence)

describe('deviations from the orders (RULINGS 1)', () => {
  it('given the ordered 35 mg hung for Ana Rivera, then there is none', () => {
    expect(sentences({ infusions: [hung(35_000, 'order')] })).toEqual([])
  })

  it('given a bag of 70 mg on an order of 35 mg, then both amounts are told (M04)', () => {
    expect(sentences({ infusions: [hung(70_000, 'order')] })).toEqual([
      '70\u00a0mg was hung as an infusion; the order says 35\u00a0mg.',
    ])
  })

  it('given an injection of 40 mg on an order of 35 mg, then both amounts are told', () => {
    const dose = { entryId: 'dose', orderEntryId: 'order', occurredAt: ten, givenMcg: 40_000 }
    expect(sentences({ doses: [dose] })).toEqual(['40\u00a0mg was given; the order says 35\u00a0mg.'])
  })

  it('given a bag nobody ordered, then that is told', () => {
    expect(sentences({ infusions: [hung(35_000)] })).toEqual(['Medicine was given without an order in this record.'])
  })

  it('given a dose after the consent was withdrawn, then that is told; the one before it is not (M09, RULINGS 8)', () => {
    const later = instant.parse('2026-11-21T15:10:00.000Z')
    const dose = (entryId: string, occurredAt: string) => ({
      entryId,
      orderEntryId: 'order',
      occurredAt,
      givenMcg: 35_000,
    })
    const withdrawal = { entryId: 'w', treatment: true, occurredAt: instant.parse('2026-11-21T15:05:00.000Z') }
    const after = (consentWithdrawals: object[]) =>
      deviationsOf(sessionWith({ doses: [dose('first', ten), dose('second', later)], consentWithdrawals }), protocol)
        .filter((one) => one.ruleId === 'dose-after-withdrawal')
        .map((one) => one.entryId)
    expect(after([withdrawal])).toEqual(['second'])
    expect(after([{ ...withdrawal, treatment: false }])).toEqual([])
    expect(after([])).toEqual([])
  })

  it('given an explanation by name, then it is still told, as explained; once the dose is corrected it is explained anew', () => {
    const said = {
      about: { ruleId: 'dose-other-than-ordered', entryId: 'bag' },
      actor: { role: 'nurse' },
      seq: 8,
      earlier: [],
    }
    const bag = (untilSeq: number) => {
      const { start, ...rest } = hung(70_000, 'order')
      return { ...rest, start: { ...start, seq: 6, earlier: [{ untilSeq, body: { totalMcg: 50_000 } }] } }
    }
    const explained = (untilSeq: number) =>
      deviationsOf(sessionWith({ infusions: [bag(untilSeq)], decisions: [said] }), protocol).find(
        (one) => one.ruleId === 'dose-other-than-ordered',
      )?.explained
    expect(explained(7)).toBe(true)
    expect(explained(9)).toBe(false)
  })

  it('given one order charted as given by two people, then the later entry has to be explained', () => {
    const dose = (entryId: string, seq: number) => ({
      entryId,
      seq,
      orderEntryId: 'order',
      occurredAt: ten,
      givenMcg: 35_000,
    })
    expect(sentences({ doses: [dose('first', 7)] })).toEqual([])
    const twice = deviationsOf(sessionWith({ doses: [dose('second', 9), dose('first', 7)] }), protocol)
    expect(twice.filter((one) => one.ruleId === 'order-given-again').map((one) => one.entryId)).toEqual(['second'])
    const unordered = [
      { entryId: 'one', seq: 1, occurredAt: ten, givenMcg: 1 },
      { entryId: 'two', seq: 2, occurredAt: ten, givenMcg: 1 },
    ]
    const told = deviationsOf(sessionWith({ doses: unordered }), protocol).map((one) => one.ruleId)
    expect(told).not.toContain('order-given-again')
  })

  it('given a pump that reads more than the bag held, then both volumes are told', () => {
    const run = hung(35_000, 'order')
    const stop = { entryId: 'stop', occurredAt: ten, volumeGivenMicrolitres: 104_000, givenMcg: 35_000 }
    const start = { ...run.start, finalVolumeMicrolitres: 100_000 }
    expect(sentences({ infusions: [{ ...run, start, stop }] })).toEqual([
      'The pump reads 104 mL, more than the 100 mL prepared.',
    ])
    expect(sentences({ infusions: [{ ...run, start, stop: { ...stop, volumeGivenMicrolitres: 100_000 } }] })).toEqual(
      [],
    )
  })
})
