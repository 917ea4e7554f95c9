import { z } from 'zod'

/**
 * One set of vital signs. Every measure is optional, but a set holds at least one; systolic and diastolic come
 * together. The bounds are what a living adult can show, not what is healthy: beyond them it is a typing error
 * (a temperature in °F, a pulse typed into SpO2), and a limit that matters clinically is the protocol's, not ours.
 */
export const vitals = z
  .strictObject({
    systolicMmHg: z.int().min(40).max(300).optional(),
    diastolicMmHg: z.int().min(20).max(200).optional(),
    heartRateBpm: z.int().min(20).max(300).optional(),
    spo2Percent: z.int().min(40).max(100).optional(),
    respiratoryRatePerMin: z.int().min(0).max(80).optional(),
    /** Tenths of a degree Celsius: 36.8 °C is 368. */
    temperatureDeciCelsius: z.int().min(300).max(430).optional(),
    /** MOAA/S: 5 responds readily to name … 0 no response. */
    sedationMoaas: z.int().min(0).max(5).optional(),
    /** Clinician's 0–10 estimate, 10 the deepest. */
    dissociation: z.int().min(0).max(10).optional(),
    oxygenMlPerMin: z.int().min(0).max(15_000).optional(),
    source: z.enum(['typed', 'device', 'simulated']),
  })
  .refine((set) => Object.keys(set).length > 1, 'Enter at least one vital sign.')
  .refine((set) => (set.systolicMmHg === undefined) === (set.diastolicMmHg === undefined), {
    message: 'Blood pressure needs both numbers: systolic and diastolic.',
    path: ['diastolicMmHg'],
  })
  .refine(
    (set) => set.systolicMmHg === undefined || set.diastolicMmHg === undefined || set.systolicMmHg > set.diastolicMmHg,
    { message: 'Systolic pressure is higher than diastolic: check which is which.', path: ['systolicMmHg'] },
  )

export type Vitals = z.output<typeof vitals>

export const vitalItems = ['bp', 'hr', 'spo2', 'rr', 'temp', 'sedation', 'dissociation'] as const
export type VitalItem = (typeof vitalItems)[number]
