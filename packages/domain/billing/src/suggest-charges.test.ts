import { mcg } from '@holdspace/kit/amounts'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { plusMinutes } from '@holdspace/kit/instant'
import { emptySession } from '@holdspace/record/state'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { centsOf } from './cents.ts'
import { decideSheet, sheetTotal } from './charge-sheet.ts'
import { type ChargeableFacts, chargeableFacts } from './chargeable-facts.ts'
import { feeSchedule, scheduleOn } from './fee-schedule.ts'
import { type PackageSale, packageOf } from './package.ts'
import { suggestCharges } from './suggest-charges.ts'
import { anasSession, at, marigoldFees, marigoldVersion } from './testing/marigold-fees.ts'

const zone = 'America/New_York'
const suggest = (facts: Partial<ChargeableFacts>) => suggestCharges({ ...anasSession, ...facts }, marigoldVersion, zone)
const units = (facts: Partial<ChargeableFacts>) => suggest(facts).lines.map((one) => `${one.code}×${one.units}`)

describe('lines suggested from a signed session', () => {
  it('given Ana’s KAP session, then each line says its times and its rounding', () => {
    const { lines, gaps } = suggest({})
    expect(lines.map((one) => `${one.code}×${one.units}`)).toEqual(['KAP×1', 'P60×1', 'P-EXTRA×2'])
    expect(gaps).toEqual([])
    expect(lines[1]?.because).toBe('Psychotherapy 10:05 to 11:35: 90 min between start and stop, the rest dropped.')
    expect(lines[2]?.because).toContain('never as a second base unit')
    expect(lines.map((one) => one.amountCents)).toEqual([60_000, 19_000, 8_000])
  })

  it('given an infusion with a pause, then only the running time counts, unless the payer counts the pause', () => {
    expect(units({ modality: 'infusion', psychotherapy: [] })).toEqual(['INF-1×1', 'KET×4'])
    const [line] = suggest({ modality: 'infusion', psychotherapy: [] }).lines
    expect(line?.because).toContain('10:02 to 10:20 and 10:25 to 10:47: 40 min of running time')
  })

  it('given no stop of the infusion, then the shortest service, a gap, and no medicine: nothing is guessed', () => {
    const open = { startedAt: at('15:02'), stoppedAt: null, running: [], givenMcg: null }
    const { lines, gaps } = suggest({ modality: 'infusion', psychotherapy: [], infusions: [open] })
    expect(lines.map(({ code }) => code)).toEqual(['PUSH'])
    expect(gaps.join(' ')).toContain('never guessed')
    expect(gaps.join(' ')).toContain('amount given is not known')
  })

  it('given a therapist in the room and no start and stop, then no psychotherapy is suggested (RULINGS 11)', () => {
    const { lines, gaps } = suggest({ psychotherapy: [] })
    expect(lines.map(({ code }) => code)).toEqual(['KAP'])
    expect(gaps.join(' ')).toContain('being in the room is not charged')
  })

  it('given psychotherapy without a stop, then that stretch is not charged and the gap is said', () => {
    const { lines, gaps } = suggest({ psychotherapy: [{ startedAt: at('15:05'), stoppedAt: null }] })
    expect(lines.map(({ code }) => code)).toEqual(['KAP'])
    expect(gaps.join(' ')).toContain('no recorded stop')
  })

  it('given an ending without a dose, then neither session nor medicine is charged, and it says so', () => {
    const { lines, gaps } = suggest({ infusions: [], ending: 'ended-without-dose', psychotherapy: [] })
    expect(lines).toEqual([])
    expect(gaps.join(' ')).toContain('without a dose')
  })

  it('given injections of 36 mg, then one unit each and the medicine in units begun', () => {
    const dose = { at: at('15:02'), route: 'IM', givenMcg: mcg.parse(18_000) }
    expect(units({ modality: 'infusion', infusions: [], psychotherapy: [], injections: [dose, dose] })).toEqual([
      'IM×2',
      'KET×4',
    ])
  })

  it('given any times, then psychotherapy is at most one base unit and every amount is whole cents', () => {
    const minutes = fc.array(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 120 })), {
      maxLength: 4,
    })
    fc.assert(
      fc.property(minutes, fc.integer({ min: 0, max: 400_000 }), (spans, givenMcg) => {
        const psychotherapy = spans.map(([from, lasts]) => ({
          startedAt: plusMinutes(at('14:00'), from),
          stoppedAt: plusMinutes(at('14:00'), from + lasts),
        }))
        const infusions = anasSession.infusions.map((one) => ({ ...one, givenMcg }))
        const { lines } = suggest({ modality: 'infusion', psychotherapy, infusions })
        const base = lines.filter(({ code }) => /^P\d/.test(code))
        expect(base.length).toBeLessThanOrEqual(1)
        for (const line of lines) {
          if (/^P\d/.test(line.code)) expect(line.units).toBe(1)
          expect(Number.isSafeInteger(line.amountCents)).toBe(true)
          expect(line.amountCents).toBe(line.units * line.unitCents)
          expect(line.because.length).toBeGreaterThan(20)
        }
      }),
    )
  })
})

describe('what billing learns of a session (45 CFR 164.502(b))', () => {
  it('given a session never opened, then there is nothing to charge', () => {
    expect(chargeableFacts(anasSession.sessionId, emptySession, zone)).toBeNull()
  })
})

describe('the schedule', () => {
  it('given versions, then the newest approved one whose day has come is in effect', () => {
    const later = {
      ...marigoldVersion,
      version: 2,
      schedule: { ...marigoldFees, effectiveFrom: calendarDate.parse('2026-12-01') },
    }
    const draft = { ...marigoldVersion, version: 3, approved: null }
    const versions = [draft, later, marigoldVersion]
    expect(scheduleOn(versions, '2026-11-30')?.version).toBe(1)
    expect(scheduleOn(versions, '2026-12-01')?.version).toBe(2)
    expect(scheduleOn(versions, '2025-12-31')).toBeNull()
  })

  it('given a code twice, or a rule for a code without a price, then it is refused by name', () => {
    const doubled = feeSchedule.safeParse({
      ...marigoldFees,
      services: [...marigoldFees.services, ...marigoldFees.services.slice(0, 1)],
    })
    expect(doubled.error?.issues[0]?.message).toBe('KAP stands in the schedule twice.')
    const missing = feeSchedule.safeParse({ ...marigoldFees, services: marigoldFees.services.slice(1) })
    expect(missing.error?.issues[0]?.message).toContain('KAP is used by a rule or a package and has no price')
  })
})

describe('what a person confirms', () => {
  const suggested = suggest({}).lines
  const asSuggested = suggested.map((line) => ({
    key: line.key,
    code: line.code,
    units: line.units,
    unitCents: line.unitCents,
    usePackage: true,
    reason: '',
  }))
  const kind = marigoldFees.packages[0]
  if (kind === undefined) throw new Error('The fixture sells a package.')
  const sale: PackageSale = {
    saleId: 'sale',
    package: packageOf(kind, marigoldVersion),
    soldOn: anasSession.date,
    validUntil: calendarDate.parse('2027-11-21'),
    ended: [],
  }
  const question = {
    sheetEntryId: 'sheet',
    version: marigoldVersion,
    suggested,
    gaps: [],
    sales: [sale],
    day: anasSession.date,
  }
  const decide = (choices: typeof asSuggested, sales = [sale]) => decideSheet({ ...question, choices, sales })

  it('given all as suggested and a package, then its unit is used at its share and only the rest is owed', () => {
    const decided = decide(asSuggested)
    if (!decided.ok) throw new Error(decided.refusal.sentence)
    expect(decided.value.used).toEqual([{ saleId: 'sale', unit: 1 }])
    expect(sheetTotal(decided.value.sheet)).toEqual({ amountCents: 82_000, coveredCents: 55_000, owedCents: 27_000 })
    expect(decided.value.postings).toEqual([
      { account: 'receivable', cents: 27_000, itemId: 'sheet' },
      { account: 'revenue', cents: -27_000 },
      { account: 'deferred', cents: 55_000, itemId: 'sale' },
      { account: 'revenue', cents: -55_000 },
    ])
  })

  it('given no package, then the whole is owed', () => {
    const decided = decide(asSuggested, [])
    expect(decided.ok && sheetTotal(decided.value.sheet).owedCents).toBe(87_000)
  })

  it.each([
    ['other units', { units: 3 }],
    ['another price', { unitCents: centsOf(1_000) }],
    ['a line left out', { units: 0 }],
  ])('given %s without a reason, then it is refused; with one, the reason stays with the line', (_, change) => {
    const changed = asSuggested.map((one, index) => (index === 2 ? { ...one, ...change } : one))
    expect(decide(changed)).toMatchObject({ ok: false, refusal: { code: 'reason-needed' } })
    const reasoned = changed.map((one, index) => (index === 2 ? { ...one, reason: 'Agreed with Ana' } : one))
    const decided = decide(reasoned)
    expect(decided.ok && JSON.stringify(decided.value.sheet)).toContain('Agreed with Ana')
  })

  it('given a suggested line not answered, or one that was never suggested, then it is refused', () => {
    expect(decide(asSuggested.slice(1))).toMatchObject({ ok: false, refusal: { code: 'line-not-answered' } })
    const strange = {
      key: 'session:OTHER',
      code: 'KAP',
      units: 1,
      unitCents: centsOf(1),
      usePackage: false,
      reason: 'why not',
    }
    expect(decide([...asSuggested, strange])).toMatchObject({ ok: false, refusal: { code: 'suggestion-changed' } })
    const unknown = { code: 'NOPE', units: 1, unitCents: centsOf(1), usePackage: false, reason: 'by hand' }
    expect(decideSheet({ ...question, choices: [...asSuggested, unknown] })).toMatchObject({
      ok: false,
      refusal: { code: 'not-in-schedule' },
    })
  })
})
