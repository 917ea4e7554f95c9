import type { SourceData } from '../sourced.ts'

// Source of this file: the list of sources of the protocol reference (its sections 2, 4, 5, 7 and 11), read 21 November 2026.

const checkedOn = '2026-11-21'

export const sourceRecords = {
  placeholder: {
    id: 'placeholder',
    kind: 'product-placeholder',
    ref: 'Holdspace',
    title: 'Proposed by the product without a clinical source; the medical director settles it',
    checkedOn,
  },
  A2: {
    id: 'A2',
    kind: 'article',
    ref: 'A2',
    title: 'Ketamine-assisted psychotherapy and ketamine infusions',
    checkedOn,
  },
  A3: {
    id: 'A3',
    kind: 'article',
    ref: 'A3',
    title: 'Ketamine therapy and ketamine-assisted psychotherapy',
    checkedOn,
  },
  A4: { id: 'A4', kind: 'article', ref: 'A4', title: 'What is ketamine assisted psychotherapy?', checkedOn },
  A5: { id: 'A5', kind: 'article', ref: 'A5', title: 'What is Ketamine-Assisted Psychotherapy?', checkedOn },
  talati: {
    id: 'talati',
    kind: 'doi',
    ref: '10.5005/jp-journals-10067-0041',
    title: 'Talati & Sharma 2019, Indian Journal of Private Psychiatry',
    checkedOn,
  },
  taylor: {
    id: 'taylor',
    kind: 'pmc',
    ref: 'PMC5729569',
    title: 'Taylor, social anxiety trial: 0.5 mg/kg over 40 min',
    checkedOn,
  },
  'ketamine-association': {
    id: 'ketamine-association',
    kind: 'web',
    ref: 'Julianb233/ketamine-association',
    title: 'ketamine-association articles on dosing, safety and documentation (secondary, unreviewed)',
    checkedOn,
  },
  'ketamine-label': {
    id: 'ketamine-label',
    kind: 'label',
    ref: 'DailyMed, Hospira ketamine, updated 16 May 2024',
    title: 'Ketamine hydrochloride injection, prescribing information',
    checkedOn,
  },
  spravatohcp: {
    id: 'spravatohcp',
    kind: 'web',
    ref: 'spravatohcp.com',
    title: 'Spravato for professionals (manufacturer)',
    checkedOn,
  },
  'spravato-pi': {
    id: 'spravato-pi',
    kind: 'label',
    ref: 'Spravato US prescribing information, 2019 copy',
    title: 'Esketamine nasal spray, prescribing information',
    checkedOn,
  },
  'clinic-article': {
    id: 'clinic-article',
    kind: 'web',
    ref: 'ketamine clinic article on pre-dose blood pressure',
    title: '160/100 or above: recheck or hold (secondary)',
    checkedOn,
  },
  padss: { id: 'padss', kind: 'pubmed', ref: '8534468', title: 'Post-anaesthetic discharge scoring system', checkedOn },
  wolfson: {
    id: 'wolfson',
    kind: 'web',
    ref: 'Ketamine Training Center',
    title: 'Wolfson / Ketamine Training Center, sublingual range',
    checkedOn,
  },
  kheirabadi: {
    id: 'kheirabadi',
    kind: 'pubmed',
    ref: 'KheirAbadi 2023',
    title: 'Oral ketamine 1 or 2 mg/kg twice a week, abstract',
    checkedOn,
  },
  sanacora: {
    id: 'sanacora',
    kind: 'web',
    ref: 'Sanacora 2017, JAMA Psychiatry, read second-hand at lopezpsychiatry.com',
    title: 'Consensus statement of an APA task force: concern about more than two sessions a week',
    checkedOn,
  },
  'access-ux': {
    id: 'access-ux',
    kind: 'clinic-policy',
    ref: 'CH2',
    title: 'Product rule: a cuff value older than five minutes is never shown as current',
    checkedOn,
  },
} as const satisfies Record<string, SourceData>

export type SourceName = keyof typeof sourceRecords

export function sourcesNamed(...names: readonly SourceName[]): SourceData[] {
  return names.map((name) => sourceRecords[name])
}
