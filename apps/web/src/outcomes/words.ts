import type { Outcomes } from './shapes.ts'

/** `0.5 mg/kg`; a dash where the pump was not read or nobody was weighed. */
export function mgPerKg(mcgPerKg: number | null): string {
  return mcgPerKg === null ? 'amount not read' : `${Math.round(mcgPerKg / 10) / 100} mg/kg`
}

export const courseWords = {
  'no-baseline': 'Nothing to compare with yet',
  response: 'Response',
  remission: 'Remission',
  relapse: 'Relapse',
  deterioration: 'Deterioration',
  'no-response': 'No response',
} as const

export const courseLevel = {
  'no-baseline': 'low',
  response: 'done',
  remission: 'done',
  relapse: 'high',
  deterioration: 'high',
  'no-response': 'medium',
} as const

export const measureWords: { readonly [S in Outcomes['measures'][number]['standing']]: string } = {
  planned: 'Planned',
  asked: 'Asked',
  answered: 'Answered',
  missed: 'Missed: call',
  superseded: 'Overtaken by the next session',
}

export const indicationWords: Readonly<Record<string, string>> = {
  depression: 'Depression',
  bipolar: 'Bipolar disorder',
  ptsd: 'PTSD',
  anxiety: 'Anxiety',
  ocd: 'OCD',
  pain: 'Pain',
  other: 'Other',
}
