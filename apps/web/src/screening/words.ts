import { dateInZone, formatDate, timeInZone } from '@holdspace/kit/calendar-words'
import type { Instant } from '@holdspace/kit/instant'
import type { Answers } from '../outputs.ts'

export type Screening = Answers['screening']['ofPatient']
export type Finding = Screening['findings'][number]
export type Result = Screening['results'][number]
export type DecisionLine = Screening['decisions'][number]

export const truthWords = { yes: 'Stands', unknown: 'Unknown', no: 'Not so' } as const
export const trackWords = { infusion: 'Ketamine infusion', kap: 'Ketamine-assisted psychotherapy' } as const
export const outcomeWords = {
  eligible: 'Eligible',
  'not-eligible': 'Not eligible',
  'more-information': 'More information needed',
} as const
export const safetyWords = {
  proceed: 'Go on',
  'proceed-with-precautions': 'Go on with precautions',
  hold: 'Hold',
  'higher-care': 'Higher care first',
} as const

export const stateWords: Readonly<Record<string, string>> = {
  met: 'Met',
  'not-needed': 'Not needed',
  missing: 'Missing',
  unknown: 'Unknown',
  undecided: 'Not decided',
  outdated: 'Out of date',
  expired: 'Expired',
  lapsed: 'Lapsed',
  contested: 'Contested',
  withdrawn: 'Withdrawn',
  refused: 'Refused',
  later: 'At the visit',
}

export function moment(at: Instant, zone: string): string {
  return `${formatDate(dateInZone(at, zone))} ${timeInZone(at, zone)}`
}

export function day(at: Instant, zone: string): string {
  return formatDate(dateInZone(at, zone))
}
