import type { Decision } from '@holdspace/kit/decision'
import { catalogue, type Kind, kinds } from '@holdspace/record/catalogue'
import { describe, expect, it } from 'vitest'
import {
  afterInfusion,
  ames,
  bag,
  baseline,
  goodScore,
  idOf,
  kap,
  lapsedQuist,
  lind,
  okafor,
  order,
  quist,
  Room,
  readyToDose,
  readyToLeave,
  seventyKg,
  sister,
  vance,
} from '../../testing/session-room.ts'
import { actOfKind, writtenByServerOnly } from './acts-of-kinds.ts'
import { deviationsOf } from './deviations.ts'

const codeOf = (answer: Decision<unknown>) => (answer.ok ? 'recorded' : answer.refusal.code)
const injection = { drug: 'ketamine', route: 'IM', givenMcg: 35_000 } as const

/** One sensible body of each kind that a device may send. */
const facts: { readonly [K in Exclude<Kind, `entry-${string}`>]?: object } = {
  'participant-joined': { deviceLabel: 'Tablet 1' },
  'participant-left': {},
  'weight-measured': seventyKg,
  'vitals-taken': baseline,
  'vitals-not-obtained': { items: ['bp'], reason: 'Cuff refused, patient weeping' },
  'dose-given': injection,
  'infusion-started': bag,
  'infusion-rate-changed': { pumpMicrolitresPerHour: 100_000, reason: 'Pressure is rising' },
  'infusion-paused': { reason: 'Patient asked for a break' },
  'infusion-resumed': { pumpMicrolitresPerHour: 150_000 },
  'infusion-stopped': { why: 'complete', volumeGivenMicrolitres: 100_000, givenMcg: 35_000 },
  'observation-noted': { text: 'Eyes closed, breathing slowly.' },
  'patient-words-noted': { text: '“It is all one garden.”' },
  'adverse-effect-noted': { effect: 'nausea', severity: 'mild', action: 'Passed by itself', resolved: true },
  'decision-recorded': {
    about: { ruleId: 'bp.pre.warn', entryId: idOf(4) },
    decision: 'continue',
    reason: 'Usual for her',
  },
  'escort-confirmed': { name: 'Jo Ybarra', phone: '518-555-0110', relationship: 'sister', present: true },
  'discharge-scored': goodScore,
  'instructions-answered': { outcome: 'absent', reason: 'Waits outside in the car' },
  'help-called': { message: 'Please come' },
  'psychotherapy-started': {},
  'psychotherapy-stopped': {},
}

describe('charting what happened (RULINGS 1)', () => {
  it.each(Object.entries(facts))('given an open session, then %s by a nurse is recorded', (kind, body) => {
    expect(codeOf(readyToDose().asks(quist, 20, kind as Kind, body))).toBe('recorded')
  })

  it('given no order, no baseline and no consent on file, then a dose that was given is still recorded', () => {
    expect(codeOf(Room.opened(kap, []).asks(quist, 5, 'dose-given', injection))).toBe('recorded')
  })

  it('given no infusion running, then a rate change, a pause and a stop are recorded and change no rate', () => {
    const room = readyToDose()
    for (const kind of ['infusion-rate-changed', 'infusion-paused', 'infusion-stopped'] as const) {
      expect(codeOf(room.asks(quist, 20, kind, facts[kind] ?? {}))).toBe('recorded')
      expect(room.chart(quist, 20, kind, facts[kind] ?? {}).state.infusions).toEqual([])
    }
  })

  it('given the session has ended, then vitals taken afterwards are recorded', () => {
    const room = readyToLeave().chart(ames, 110, 'session-ended', { ending: 'completed', unmetCriteria: [] })
    expect(codeOf(room.asks(quist, 112, 'vitals-taken', baseline))).toBe('recorded')
  })

  it('given a nurse whose licence ended yesterday, then the dose is recorded with the breach, and has to be explained (M13)', () => {
    const room = readyToDose()
    const answer = room.asks(lapsedQuist, 20, 'dose-given', injection)
    expect(answer).toMatchObject({
      ok: true,
      value: { body: { givenMcg: 35_000, breach: expect.stringContaining('20-Nov-2026') } },
    })
    if (!answer.ok) return
    room.chart(lapsedQuist, 20, 'dose-given', answer.value.body)
    expect(deviationsOf(room.state, kap).map((one) => one.ruleId)).toContain('given-by-lapsed-clinician')
  })

  it('given a device that claims or denies a breach, then only the server’s finding counts (M13)', () => {
    const claimed = readyToDose().asks(quist, 20, 'dose-given', { ...injection, breach: 'Made up' })
    expect(claimed.ok && 'breach' in claimed.value.body).toBe(false)
  })
})

describe('going past a line of the gate (RULINGS 2)', () => {
  const past = (line: string) => ({
    about: { ruleId: `gate:${line}` },
    decision: 'explain',
    reason: 'Sister is on her way',
  })
  const asked = (who: typeof quist, line: string) =>
    codeOf(readyToDose().asks(who, 20, 'decision-recorded', past(line)))

  it('is recorded for a prescriber where the protocol leaves the line open', () => {
    expect(asked(ames, 'escort-named')).toBe('recorded')
  })

  it('is refused to a nurse, so that the record never says somebody went past where the gate stayed closed', () => {
    expect(asked(quist, 'escort-named')).toBe('may-not-go-past-gate')
  })

  it.each(['treatment-consent', 'capacity', 'weight', 'plan', 'therapist-present', 'no-such-line'])(
    'is refused to everybody for %s',
    (line) => {
      expect(asked(ames, line)).toBe('may-not-go-past-gate')
    },
  )
})

describe('what cannot be a fact is refused by name', () => {
  it('given a session that was never opened, then nothing is charted', () => {
    expect(codeOf(new Room(kap).asks(quist, 1, 'vitals-taken', baseline))).toBe('session-not-found')
  })

  it('given a guest who was not named for this person, then she learns nothing of it (RULINGS 19)', () => {
    expect(codeOf(Room.opened().asks(vance, 1, 'observation-noted', { text: 'Calm.' }))).toBe('patient-not-found')
  })

  it.each([
    'dose-given',
    'infusion-started',
    'infusion-rate-changed',
    'infusion-paused',
    'infusion-resumed',
    'infusion-stopped',
  ] as const)('given a therapist, then %s is refused: a therapist never administers (RULINGS 3)', (kind) => {
    const refused = afterInfusion().asks(okafor, 20, kind, facts[kind] ?? {})
    expect(refused).toMatchObject({
      ok: false,
      refusal: { family: 'not-permitted', code: 'may-not-session-administer' },
    })
  })

  it('given the front desk, then the ride home is confirmed and nothing clinical is', () => {
    expect(codeOf(Room.opened().asks(lind, 1, 'escort-confirmed', facts['escort-confirmed'] ?? {}))).toBe('recorded')
    expect(codeOf(Room.opened().asks(lind, 1, 'vitals-taken', baseline))).toBe('may-not-session-chart-vitals')
  })

  it('given every kind, then an act of the permission table says who may write it', () => {
    expect(Object.keys(actOfKind).sort()).toEqual([...kinds].sort())
  })

  it.each(writtenByServerOnly)('given %s sent as an entry, then it is refused: it has its own act', (kind) => {
    expect(codeOf(readyToDose().asks(ames, 5, kind, {}))).toMatch(/^(not-an-entry|not-signed-yet)$/)
  })

  it.each(['yesterday', '2026-11-21T15:00:00Z', '2026-13-45T15:00:00.000Z', ''])(
    'given the time “%s”, then it is refused',
    (when) => {
      expect(Room.opened().asks(quist, 1, 'vitals-taken', baseline, { when })).toMatchObject({
        refusal: { code: 'time-not-understood', field: 'occurredAt' },
      })
    },
  )

  it('given a body that makes no sense, then the field is named', () => {
    const swapped = { ...baseline, systolicMmHg: 78, diastolicMmHg: 124 }
    expect(Room.opened().asks(quist, 1, 'vitals-taken', swapped)).toMatchObject({
      refusal: { family: 'invalid', code: 'entry-not-understood', field: 'systolicMmHg' },
    })
    expect(codeOf(Room.opened().asks(quist, 1, 'vitals-taken', { source: 'typed' }))).toBe('entry-not-understood')
  })

  it('given a discharge total that is not the sum of its items, then it is refused', () => {
    const refused = readyToDose().asks(quist, 100, 'discharge-scored', { ...goodScore, total: 9 })
    expect(codeOf(refused)).toBe('score-does-not-add-up')
  })

  it('given a call for help, then it can be answered; a call nobody made cannot', () => {
    const room = readyToDose().chart(okafor, 20, 'help-called', { message: 'Please come' })
    expect(codeOf(room.asks(quist, 21, 'help-answered', { callEntryId: room.last }))).toBe('recorded')
    expect(codeOf(room.asks(quist, 21, 'help-answered', { callEntryId: idOf(1) }))).toBe('entry-not-found')
  })
})

describe('correcting an entry', () => {
  const pressure = (systolicMmHg: number) => ({ ...baseline, systolicMmHg })
  const correction = (correctsEntryId: string, correctsKind: string, replacement: object) => ({
    correctsEntryId,
    correctsKind,
    reason: 'Misread it',
    replacement,
  })
  const given = () => readyToDose().chart(quist, 20, 'dose-given', injection)

  it('given the right kind and a sensible body, then anyone of the care team may correct it', () => {
    const room = readyToDose().chart(quist, 20, 'vitals-taken', pressure(145))
    expect(codeOf(room.asks(okafor, 21, 'entry-corrected', correction(room.last, 'vitals-taken', pressure(135))))).toBe(
      'recorded',
    )
  })

  it('given what a prescriber decided or scored, then only the prescriber says it otherwise: nobody speaks under another name', () => {
    const held = {
      about: { ruleId: 'bp.pre.hold', entryId: idOf(4) },
      decision: 'hold',
      reason: 'Wait for the pressure',
    }
    const decided = readyToDose().chart(ames, 5, 'decision-recorded', held)
    const goOn = correction(decided.last, 'decision-recorded', { ...held, decision: 'continue' })
    expect(codeOf(decided.asks(quist, 6, 'entry-corrected', goOn))).toBe('not-your-entry')
    expect(codeOf(decided.asks(ames, 6, 'entry-corrected', goOn))).toBe('recorded')
    const scored = afterInfusion().chart(ames, 80, 'discharge-scored', { ...goodScore, oriented: false })
    const fit = correction(scored.last, 'discharge-scored', goodScore)
    expect(codeOf(scored.asks(quist, 81, 'entry-corrected', fit))).toBe('not-your-entry')
  })

  it('given words of the server that grow too long, then they are cut, so that the record can always be read again', () => {
    const room = afterInfusion().chart(quist, 60, 'escort-confirmed', {
      ...sister,
      name: 'J'.repeat(300),
      present: false,
    })
    const left = room.asks(quist, 61, 'session-ended', { ending: 'left-against-advice', unmetCriteria: [] })
    expect(catalogue['session-ended'].safeParse(left.ok && left.value.body).success).toBe(true)
    const named = { ...lapsedQuist, displayName: 'Mara '.repeat(80) }
    const given = readyToDose().asks(named, 20, 'dose-given', injection)
    expect(catalogue['dose-given'].safeParse(given.ok && given.value.body).success).toBe(true)
  })

  it.each([0, 99, 3_001, 17_000])(
    'given a height of %i mm, then it is no height anybody has, and the room stays open',
    (heightMm) => {
      const room = readyToDose()
      const refused = room.asks(quist, 20, 'weight-measured', { ...seventyKg, heightMm })
      expect(refused).toMatchObject({ refusal: { code: 'height-not-understood', field: 'heightMm' } })
      const wrong = correction(idOf(3), 'weight-measured', { ...seventyKg, heightMm })
      expect(codeOf(room.asks(quist, 20, 'entry-corrected', wrong))).toBe('height-not-understood')
    },
  )

  it('given another kind than the entry has, or an entry that is not there, then it is refused', () => {
    const room = readyToDose().chart(quist, 20, 'vitals-taken', baseline)
    const wrongKind = correction(room.last, 'weight-measured', seventyKg)
    expect(codeOf(room.asks(quist, 21, 'entry-corrected', wrongKind))).toBe('entry-not-found')
    expect(codeOf(room.asks(quist, 21, 'entry-corrected', correction(idOf(99), 'vitals-taken', baseline)))).toBe(
      'entry-not-found',
    )
  })

  it('given a replacement that makes no sense, then the field of the replacement is named', () => {
    const room = readyToDose().chart(quist, 20, 'vitals-taken', baseline)
    expect(
      room.asks(quist, 21, 'entry-corrected', correction(room.last, 'vitals-taken', { ...baseline, spo2Percent: 12 })),
    ).toMatchObject({ refusal: { code: 'entry-not-understood', field: 'replacement.spo2Percent' } })
  })

  it('given an order, then it is not corrected: a new one is written', () => {
    const room = readyToDose().chart(ames, 5, 'dose-ordered', order)
    const refused = room.asks(ames, 6, 'entry-corrected', correction(room.last, 'dose-ordered', order))
    expect(refused).toMatchObject({
      refusal: { code: 'not-correctable', sentence: expect.stringContaining('new order') },
    })
  })

  it('given the opening, somebody’s joining, or another correction, then none of them is correctable', () => {
    const room = readyToDose()
    const joined = correction(idOf(2), 'participant-joined', { deviceLabel: 'Tablet 9' })
    expect(codeOf(room.asks(okafor, 21, 'entry-corrected', joined))).toBe('not-correctable')
    expect(codeOf(room.asks(ames, 21, 'entry-corrected', correction(idOf(1), 'session-opened', {})))).toBe(
      'not-correctable',
    )
    room.chart(quist, 22, 'entry-corrected', correction(idOf(4), 'vitals-taken', pressure(130)))
    const again = correction(room.last, 'entry-corrected', correction(idOf(4), 'vitals-taken', pressure(120)))
    expect(codeOf(room.asks(quist, 23, 'entry-corrected', again))).toBe('not-correctable')
  })

  it('given a therapist, then the dose somebody gave is not hers to correct (RULINGS 3)', () => {
    const room = given()
    const refused = room.asks(
      okafor,
      21,
      'entry-corrected',
      correction(room.last, 'dose-given', { ...injection, givenMcg: 5_000 }),
    )
    expect(codeOf(refused)).toBe('may-not-session-administer')
  })

  it('given a nurse whose licence has ended, then she can still say what she really gave, and the breach stays (M13)', () => {
    const room = readyToDose().chart(quist, 20, 'dose-given', {
      ...injection,
      breach: 'Her licence ended on 20-Nov-2026.',
    })
    const right = { ...injection, givenMcg: 30_000 }
    expect(room.asks(lapsedQuist, 21, 'entry-corrected', correction(room.last, 'dose-given', right))).toMatchObject({
      ok: true,
      value: { body: { replacement: { givenMcg: 30_000, breach: 'Her licence ended on 20-Nov-2026.' } } },
    })
  })

  it('given a correction that brings its own breach, then it is left out', () => {
    const room = given()
    const answer = room.asks(
      quist,
      21,
      'entry-corrected',
      correction(room.last, 'dose-given', { ...injection, breach: 'Hers' }),
    )
    expect(answer).toMatchObject({ ok: true })
    expect(JSON.stringify(answer)).not.toContain('Hers')
  })

  it('given a score, then a corrected one has to add up as well', () => {
    const room = readyToDose().chart(quist, 100, 'discharge-scored', goodScore)
    const refused = room.asks(
      quist,
      101,
      'entry-corrected',
      correction(room.last, 'discharge-scored', { ...goodScore, total: 8 }),
    )
    expect(codeOf(refused)).toBe('score-does-not-add-up')
  })

  it('given somebody who left against advice, then a correction cannot call it completed (M08, RULINGS 12)', () => {
    const room = afterInfusion().chart(quist, 55, 'session-ended', { ending: 'left-against-advice', unmetCriteria: [] })
    const completed = correction(room.last, 'session-ended', { ending: 'completed', unmetCriteria: [] })
    expect(codeOf(room.asks(quist, 180, 'entry-corrected', completed))).toBe('discharge-criteria-unmet')
    const without = correction(room.last, 'session-ended', { ending: 'ended-without-dose', unmetCriteria: [] })
    expect(codeOf(room.asks(quist, 180, 'entry-corrected', without))).toBe('dose-was-given')
    const moved = correction(room.last, 'session-ended', {
      ending: 'transferred-to-emergency-services',
      unmetCriteria: [],
    })
    const answer = room.asks(quist, 180, 'entry-corrected', moved)
    expect(answer.ok && JSON.stringify(answer.value.body)).toContain('discharge score')
  })
})

describe('withdrawing an entry (RULINGS 10)', () => {
  const withdrawal = (seq: number, withdrawsSeq = seq) => ({
    withdrawsEntryId: idOf(seq),
    withdrawsSeq,
    reason: 'Belongs to the person in Fern',
  })
  const room = () => readyToDose().chart(okafor, 20, 'observation-noted', { text: 'Meant for Fern.' })
  const seq = 6

  it('given its author and the right place in the record, then it is withdrawn', () => {
    expect(codeOf(room().asks(okafor, 21, 'entry-withdrawn', withdrawal(seq)))).toBe('recorded')
  })

  it('given a corrected entry, then its correction is withdrawn first, and no word stays behind', () => {
    const corrected = room().chart(okafor, 21, 'entry-corrected', {
      correctsEntryId: idOf(seq),
      correctsKind: 'observation-noted',
      reason: 'A word was missing',
      replacement: { text: 'Meant for the person in Fern.' },
    })
    expect(codeOf(corrected.asks(okafor, 22, 'entry-withdrawn', withdrawal(seq)))).toBe('corrected-entry')
    const freed = corrected.chart(okafor, 22, 'entry-withdrawn', withdrawal(seq + 1))
    expect(codeOf(freed.asks(okafor, 23, 'entry-withdrawn', withdrawal(seq)))).toBe('recorded')
  })

  it('given anybody else, even the prescriber, then it is refused and the author is named', () => {
    expect(room().asks(ames, 21, 'entry-withdrawn', withdrawal(seq))).toMatchObject({
      refusal: { family: 'not-permitted', code: 'not-your-entry', sentence: expect.stringContaining('L. Okafor LMFT') },
    })
  })

  it('given a place that is not the entry’s own, then it is refused: the chain would explain the wrong hole', () => {
    expect(codeOf(room().asks(okafor, 21, 'entry-withdrawn', withdrawal(seq, seq - 1)))).toBe('entry-not-found')
    expect(codeOf(room().asks(okafor, 21, 'entry-withdrawn', withdrawal(99)))).toBe('entry-not-found')
  })

  it('given it was withdrawn already, then a second time finds nothing', () => {
    const twice = room().chart(okafor, 21, 'entry-withdrawn', withdrawal(seq))
    expect(codeOf(twice.asks(okafor, 22, 'entry-withdrawn', withdrawal(seq)))).toBe('entry-not-found')
    expect(codeOf(twice.asks(okafor, 22, 'entry-withdrawn', withdrawal(seq + 1)))).toBe('not-correctable')
  })

  it('given what the session stands on, the opening or the ending, then it is not withdrawn but corrected', () => {
    const ended = readyToLeave().chart(ames, 110, 'session-ended', { ending: 'completed', unmetCriteria: [] })
    expect(codeOf(ended.asks(ames, 111, 'entry-withdrawn', withdrawal(1)))).toBe('not-correctable')
    expect(codeOf(ended.asks(ames, 111, 'entry-withdrawn', withdrawal(ended.entries.length)))).toBe('not-correctable')
  })
})
