import { mcg, mcgPerKg as mcgPerKgSchema } from '@holdspace/kit/amounts'
import { formatMg, formatMgPerKg } from '@holdspace/kit/format-amount'
import type { Outcomes } from './shapes.ts'

/** `56 mg IN (0.8 mg/kg)` where whole units are given, `0.5 mg/kg IV` where the dose goes by weight. */
export function doseInWords({ mcgPerKg, givenMcg, route }: Outcomes['doses'][number]): string {
  if (givenMcg === null) return `${route}, amount not read`
  const milligrams = formatMg(mcg.parse(givenMcg))
  if (mcgPerKg === null) return `${milligrams} ${route}`
  const byWeight = formatMgPerKg(mcgPerKgSchema.parse(Math.round(mcgPerKg / 10) * 10))
  return route === 'IV' || route === 'IM'
    ? `${byWeight} ${route} (${milligrams})`
    : `${milligrams} ${route} (${byWeight})`
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
