import { calendarDate } from '@holdspace/kit/calendar-date'
import { describe, expect, it } from 'vitest'
import { crossedLimits, holdsDose, type VitalReading } from './limits.ts'
import type { PatientLimit, Stage } from './monitor-plan.ts'
import { infusion } from './testing/clinic-day.ts'

const raised = (reading: VitalReading, at: Stage = 'during', own: readonly PatientLimit[] = []) =>
  crossedLimits(infusion, reading, at, own).map((one) => one.prompt)

describe('the boundaries of PROTOCOLS section 4', () => {
  it.each([
    ['systolic 179', { systolicMmHg: 179 }, []],
    ['systolic 180', { systolicMmHg: 180 }, ['hold']],
    ['diastolic 109', { diastolicMmHg: 109 }, []],
    ['diastolic 110', { diastolicMmHg: 110 }, ['hold']],
    ['systolic 90', { systolicMmHg: 90 }, []],
    ['systolic 89', { systolicMmHg: 89 }, ['stop']],
    ['pulse 120', { heartRateBpm: 120 }, []],
    ['pulse 121', { heartRateBpm: 121 }, ['assess']],
    ['pulse 50', { heartRateBpm: 50 }, []],
    ['pulse 49', { heartRateBpm: 49 }, ['stop']],
    ['SpO2 95', { spo2Percent: 95 }, []],
    ['SpO2 94', { spo2Percent: 94 }, ['recheck']],
    ['SpO2 92', { spo2Percent: 92 }, ['recheck']],
    ['SpO2 91', { spo2Percent: 91 }, ['stop']],
    ['SpO2 88', { spo2Percent: 88 }, ['stop']],
    ['SpO2 87', { spo2Percent: 87 }, ['emergency']],
    ['breathing 8', { respiratoryRatePerMin: 8 }, []],
    ['breathing 7', { respiratoryRatePerMin: 7 }, ['emergency']],
    ['MOAA/S 4', { sedationMoaas: 4 }, []],
    ['MOAA/S 3', { sedationMoaas: 3 }, ['assess']],
    ['MOAA/S 2', { sedationMoaas: 2 }, ['emergency']],
  ] as const)('during the dose, %s', (_name, reading, prompts) => {
    expect(raised(reading)).toEqual(prompts)
    expect(raised(reading, 'recovery')).toEqual(prompts)
  })

  it.each([
    [140, 90, []],
    [141, 90, ['record-decision']],
    [140, 91, ['record-decision']],
    [160, 90, ['hold']],
    [159, 99, ['record-decision']],
    [150, 100, ['hold']],
    [182, 112, ['hold']],
  ] as const)('before the dose, %i/%i', (systolicMmHg, diastolicMmHg, prompts) => {
    expect(raised({ systolicMmHg, diastolicMmHg }, 'pre')).toEqual(prompts)
  })

  it('given 150/95 during the dose, then the limits of before the dose are silent', () => {
    expect(raised({ systolicMmHg: 150, diastolicMmHg: 95 })).toEqual([])
  })
})

describe('what a crossed limit says', () => {
  it('given 182/112, then it tells both readings, what the protocol says, its source and who is told', () => {
    expect(crossedLimits(infusion, { systolicMmHg: 182, diastolicMmHg: 112 }, 'during')).toMatchObject([
      {
        ruleId: 'bp.high',
        severity: 'high',
        readings: ['Systolic pressure 182\u00a0mmHg, limit ≥ 180', 'Diastolic pressure 112\u00a0mmHg, limit ≥ 110'],
        words: 'Blood pressure is 180/110 or above: slow or hold, and tell the prescriber.',
        source: 'V2: ketamine-association articles on dosing, safety and documentation (secondary, unreviewed)',
        notify: ['prescriber'],
        acknowledgeWithinMinutes: 2,
        patientLimit: null,
      },
    ])
  })

  it('given several, then the strictest comes first, and a set without measures crosses nothing', () => {
    expect(raised({ systolicMmHg: 182, spo2Percent: 87, heartRateBpm: 130 })).toEqual(['emergency', 'hold', 'assess'])
    expect(raised({})).toEqual([])
  })

  it('given a hold before the dose, then the dose waits for a decision; a warning does not hold it', () => {
    expect(holdsDose(crossedLimits(infusion, { systolicMmHg: 160, diastolicMmHg: 80 }, 'pre'))).toBe(true)
    expect(holdsDose(crossedLimits(infusion, { heartRateBpm: 49 }, 'pre'))).toBe(true)
    expect(holdsDose(crossedLimits(infusion, { spo2Percent: 87 }, 'pre'))).toBe(true)
    expect(holdsDose(crossedLimits(infusion, { spo2Percent: 93, heartRateBpm: 125 }, 'pre'))).toBe(false)
    expect(holdsDose(crossedLimits(infusion, { systolicMmHg: 159, diastolicMmHg: 80 }, 'pre'))).toBe(false)
  })
})

describe('limits of one patient (RULINGS 5)', () => {
  const slowPulse: PatientLimit = {
    ruleId: 'hr.low',
    item: 'hr',
    value: 44,
    reason: 'Takes a beta-blocker',
    setBy: 'Dr Helen Ames',
  }

  it('given a slow pulse on a beta-blocker, then the prescriber’s own limit is used and told', () => {
    expect(raised({ heartRateBpm: 46 }, 'during', [slowPulse])).toEqual([])
    expect(crossedLimits(infusion, { heartRateBpm: 43 }, 'during', [slowPulse])[0]).toMatchObject({
      patientLimit: slowPulse,
      readings: ['Heart rate 43/min, limit < 44'],
      words: 'Heart rate < 44/min, the limit of this patient: stop.',
      source: 'set by Dr Helen Ames: Takes a beta-blocker',
    })
    const dated = { ...slowPulse, setOn: calendarDate.parse('2026-11-14') }
    expect(crossedLimits(infusion, { heartRateBpm: 43 }, 'during', [dated])[0]?.source).toBe(
      'set by Dr Helen Ames on 14-Nov-2026: Takes a beta-blocker',
    )
  })

  it('given a limit on sedation, which the protocol does not open, then the protocol’s own stands', () => {
    const own: PatientLimit = { ...slowPulse, ruleId: 'sedation.emergency', item: 'moaas', value: 0 }
    expect(raised({ sedationMoaas: 2 }, 'during', [own])).toEqual(['emergency'])
  })
})
