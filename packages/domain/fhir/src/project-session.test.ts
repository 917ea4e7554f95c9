import { instant } from '@holdspace/kit/instant'
import type { Entry, StoredEntry } from '@holdspace/record/entry'
import { grow, grownFrom } from '@holdspace/record/grow'
import type { Encounter, MedicationAdministration, Observation, Procedure, Provenance } from 'fhir/r4'
import { describe, expect, test } from 'vitest'
import { projectAdded, projectSession } from './project-session.ts'
import { chartedSession, entry, ramonsSession, refs, signature, signedRefs } from './testing/marigold-session.ts'
import { changesBetween, type FhirWrite } from './write.ts'

const signed = (...later: (() => Entry)[]): FhirWrite[] => {
  const charted = chartedSession()
  return projectSession([...charted, ...later.map((make) => make()), signature()], signedRefs)
}
const ofType = <T>(writes: readonly FhirWrite[], type: FhirWrite['type']): T[] =>
  writes.filter((write) => write.type === type && !write.deleted).map((write) => JSON.parse(write.text) as T)
const observation = (writes: readonly FhirWrite[], key: string): Observation[] =>
  ofType<Observation>(writes, 'Observation').filter((one) => one.id?.endsWith(`-${key}`))

describe('given an infusion at two rates (FHIR.md rule 7)', () => {
  test('then each constant rate is one administration, and the amounts add up to the pump’s reading', () => {
    const given = ofType<MedicationAdministration>(signed(), 'MedicationAdministration')
    expect(given.map((one) => [one.effectivePeriod?.start, one.effectivePeriod?.end])).toEqual([
      ['2026-07-14T10:20:00.000-04:00', '2026-07-14T10:40:00.000-04:00'],
      ['2026-07-14T10:40:00.000-04:00', '2026-07-14T11:10:00.000-04:00'],
    ])
    expect(given.map((one) => one.dosage?.rateQuantity)).toMatchObject([
      { value: 52.5, code: 'mg/h' },
      { value: 35, code: 'mg/h' },
    ])
    expect(given.map((one) => one.dosage?.dose?.value)).toEqual([17.5, 17.5])
    expect(given[0]?.contained?.[0]).toMatchObject({ batch: { lotNumber: 'KET-7741', expirationDate: '2027-12-31' } })
    expect(given.map((one) => one.status)).toEqual(['completed', 'completed'])
  })

  test('when it is still running, then no amount is claimed before the pump was read', () => {
    const running = chartedSession().slice(0, 7)
    const [one] = ofType<MedicationAdministration>(projectSession(running, refs), 'MedicationAdministration')
    expect(one).toMatchObject({ status: 'in-progress', dosage: { rateQuantity: { value: 52.5 } } })
    expect(one?.dosage).not.toHaveProperty('dose')
    expect(one?.effectivePeriod).not.toHaveProperty('end')
  })
})

describe('given a bolus', () => {
  test('then it is one administration at one moment, with dose, route and site', () => {
    const dose = () =>
      entry('dose-given', 75, { drug: 'ketamine', route: 'IM', givenMcg: 25_000 as never, site: 'left deltoid' })
    const bolus = ofType<MedicationAdministration>(signed(dose), 'MedicationAdministration').find(
      (one) => one.effectiveDateTime,
    )
    expect(bolus).toMatchObject({
      effectiveDateTime: '2026-07-14T11:15:00.000-04:00',
      medicationCodeableConcept: { text: 'Ketamine' },
      dosage: { dose: { value: 25, code: 'mg' }, site: { text: 'left deltoid' } },
    })
    expect(bolus?.dosage?.route?.coding?.[0]?.code).toBe('78421000')
  })
})

describe('given a set of vital signs', () => {
  test('then units are UCUM and SpO2 carries both codes (TERMINOLOGY.md section 6)', () => {
    const [oxygen] = observation(signed(), 'spo2')
    expect(oxygen?.code.coding?.map((coding) => coding.code)).toEqual(['59408-5', '2708-6'])
    expect(observation(signed(), 'temp')[0]?.valueQuantity).toMatchObject({ value: 36.8, code: 'Cel' })
    expect(observation(signed(), 'hr')[0]?.valueQuantity).toMatchObject({ value: 71, code: '/min' })
    const parts = observation(signed(), 'bp')[0]?.component?.map((part) => part.valueQuantity)
    expect(parts).toMatchObject([
      { value: 128, code: 'mm[Hg]' },
      { value: 82, code: 'mm[Hg]' },
    ])
    expect(observation(signed(), 'weight')[0]?.valueQuantity).toMatchObject({ value: 70, code: 'kg' })
    const everything = signed().map((write) => write.text)
    for (const wrong of ['"mmHg","code"', '"bpm"', '°C', '"lb"', '[lb_av]']) {
      expect(
        everything.some((text) => text.includes(`"code":${wrong}`)),
        wrong,
      ).toBe(false)
    }
  })

  test('then what was due and not obtained says so, with the reason', () => {
    const absent = observation(signed(), 'hr').find((one) => one.dataAbsentReason)
    expect(absent?.dataAbsentReason).toMatchObject({ coding: [{ code: 'not-performed' }] })
    expect(absent).not.toHaveProperty('valueQuantity')
  })

  test('then a late entry keeps both times', () => {
    const late = () => ({
      ...entry('vitals-taken', 60, { heartRateBpm: 80, source: 'typed' }),
      recordedAt: instant.parse('2026-07-14T15:30:00.000Z'),
    })
    const one = observation(signed(late), 'hr').find((each) => each.valueQuantity?.value === 80)
    expect([one?.effectiveDateTime, one?.issued]).toEqual(['2026-07-14T11:00:00.000-04:00', '2026-07-14T15:30:00.000Z'])
  })
})

describe('given a correction', () => {
  const correction = (): Entry => {
    const wrong = chartedSession().find((one) => one.kind === 'vitals-taken')
    if (wrong === undefined) throw new Error('No vitals were charted.')
    const made = entry('entry-corrected', 30, {
      correctsEntryId: wrong.id,
      correctsKind: 'vitals-taken',
      reason: 'Cuff was on the other arm',
      replacement: { ...wrong.body, systolicMmHg: 118 },
    })
    return Object.assign(made, { id: '01980000-0000-7000-8000-00000000c0c0' })
  }

  test('then the old resource is entered in error, a new one stands, and Provenance links them with the reason', () => {
    const writes = signed(correction)
    const pressures = observation(writes, 'bp').filter((one) => one.component?.[0]?.valueQuantity)
    expect(pressures.map((one) => [one.status, one.component?.[0]?.valueQuantity?.value])).toEqual([
      ['entered-in-error', 128],
      ['final', 118],
    ])
    const link = ofType<Provenance>(writes, 'Provenance').find((one) => one.id?.endsWith('-correction'))
    expect(link?.reason?.[0]?.text).toBe('Cuff was on the other arm')
    expect(link?.target.map((target) => target.reference)).toContain(`Observation/${pressures[1]?.id}`)
    expect(link?.entity?.map((one) => one.what.reference)).toContain(`Observation/${pressures[0]?.id}`)
  })
})

describe('given a session as a whole', () => {
  test('then Encounter and Procedure say where it went, and both are one per session', () => {
    const [visit, ...more] = ofType<Encounter>(signed(), 'Encounter')
    expect(more).toEqual([])
    expect(visit).toMatchObject({
      id: ramonsSession,
      status: 'finished',
      class: { code: 'AMB' },
      period: { start: '2026-07-14T10:00:00.000-04:00', end: '2026-07-14T12:00:00.000-04:00' },
      hospitalization: { dischargeDisposition: { coding: [{ code: 'home' }] } },
    })
    expect(visit?.participant).toHaveLength(2)
    const [treatment] = ofType<Procedure>(signed(), 'Procedure')
    expect(treatment).toMatchObject({
      status: 'completed',
      performedPeriod: { start: '2026-07-14T10:20:00.000-04:00' },
    })
  })

  test.each([
    ['left-against-advice', 'aadvice'],
    ['transferred-to-emergency-services', 'other-hcf'],
  ] as const)('when it ended as %s, then the disposition is %s (RULINGS 12)', (ending, code) => {
    const others = chartedSession().slice(0, -1)
    const entries = [...others, entry('session-ended', 120, { ending, unmetCriteria: [] })]
    const [visit] = ofType<Encounter>(projectSession(entries, refs), 'Encounter')
    expect(visit?.hospitalization?.dischargeDisposition?.coding?.[0]?.code).toBe(code)
  })

  test('when no dose was given, then the treatment was not done', () => {
    const entries = [
      ...chartedSession().slice(0, 5),
      entry('session-ended', 30, { ending: 'ended-without-dose', unmetCriteria: [] }),
    ]
    expect(ofType<Procedure>(projectSession(entries, refs), 'Procedure')[0]).toMatchObject({ status: 'not-done' })
  })

  test('when it is not signed, then nothing of it is visible, and no measurement is final', () => {
    const writes = projectSession(chartedSession(), refs)
    expect(writes.some((write) => write.visible)).toBe(false)
    expect(new Set(ofType<Observation>(writes, 'Observation').map((one) => one.status))).toEqual(
      new Set(['preliminary']),
    )
  })

  test('then the narrative kinds and third persons are in no resource (RULINGS 10, S08)', () => {
    const texts = signed()
      .map((write) => `${write.text}${JSON.stringify(write.search)}`)
      .join('\n')
    for (const words of ['tears', 'grandmother', 'Lucía', '617-555-0147']) expect(texts, words).not.toContain(words)
  })

  test('then the same entries give the same bytes, and nothing is left to write', () => {
    expect(signed()).toEqual(signed())
    expect(changesBetween(signed(), signed())).toEqual([])
  })

  test('when an entry is withdrawn, then its resources are deletions without words (RULINGS 10)', () => {
    const charted = chartedSession()
    const vitals = charted.find((one) => one.kind === 'vitals-taken')
    if (vitals === undefined) throw new Error('No vitals were charted.')
    const withdrawn = entry('entry-withdrawn', 90, {
      withdrawsEntryId: vitals.id,
      withdrawsSeq: vitals.seq,
      reason: 'Wrong room',
    })
    const changes = changesBetween(projectSession(charted, refs), projectSession([...charted, withdrawn], refs))
    expect(changes).toHaveLength(7)
    expect(changes.every((write) => write.deleted && write.text === '' && write.search.length === 0)).toBe(true)
    expect(changes.every((write) => write.id.startsWith(vitals.id))).toBe(true)
  })
})

describe('what an added entry changes', () => {
  const byKey = (writes: readonly FhirWrite[]) =>
    writes.toSorted((one, other) => (`${one.type}/${one.id}` < `${other.type}/${other.id}` ? -1 : 1))
  const both = { before: refs, after: refs }
  const growth = (entries: readonly StoredEntry[], added: readonly StoredEntry[]) => {
    const before = grownFrom(entries)
    return { before, added, after: added.reduce(grow, before) }
  }

  test('is, after every single entry and through the signature, what comparing two whole projections says', () => {
    const whole = [...chartedSession(), signature()]
    for (let count = 0; count < whole.length; count += 1) {
      const [before, added] = [whole.slice(0, count), whole.slice(count, count + 1)]
      const compared = changesBetween(projectSession(before, refs), projectSession([...before, ...added], refs))
      expect(byKey(projectAdded(growth(before, added), both))).toEqual(byKey(compared))
    }
  })

  test('is the same for entries that arrive together', () => {
    const whole = chartedSession()
    for (let count = 1; count + 3 <= whole.length; count += 3) {
      const [before, added] = [whole.slice(0, count), whole.slice(count, count + 3)]
      const compared = changesBetween(projectSession(before, refs), projectSession([...before, ...added], refs))
      expect(byKey(projectAdded(growth(before, added), both))).toEqual(byKey(compared))
    }
  })
})
