import type { Choice, Item, PackInstrument } from './instrument.ts'
import { cssrsOwner, dastOwner, mdqOwner, whoOwner } from './owners.ts'

/** Codes and logic only: not a word of these instruments is shipped. The practice brings the wording with its right to it. */
const yesNoUnworded: readonly Choice[] = [
  { value: 0, text: { en: 'No', es: 'No' }, answerCode: null },
  { value: 1, text: { en: 'Yes', es: 'Sí' }, answerCode: null },
]

function item(id: string, loinc: string | null, rest: Partial<Item> = {}): Item {
  return { id, loinc, text: null, choices: yesNoUnworded, scored: true, ...rest }
}

const whenTwo = { item: '2', is: [1] } as const

/** Questions 1 and 2 always, 3 to 5 only if 2 is yes, 6 always, with its three months only if 6 is yes (INSTRUMENTS 5). */
export const cssrs: PackInstrument = {
  id: 'c-ssrs',
  version: '1.0.0',
  delivery: 'content-pack',
  title: 'C-SSRS screener',
  about: 'Suicidal thoughts and behaviour, recent',
  panelLoinc: '93373-9',
  totalLoinc: '93374-7',
  scoring: { kind: 'clinician-tier' },
  bands: [],
  ruleSource: 'Clinical Triage Guidelines Using the C-SSRS; a clinician confirms the tier',
  licence: cssrsOwner,
  higherIsWorse: true,
  items: [
    item('1', '93246-7'),
    item('2', '93247-5'),
    item('3', '93248-3', { askedWhen: whenTwo }),
    item('4', '93249-1', { askedWhen: whenTwo }),
    item('5', '93250-9', { askedWhen: whenTwo }),
    item('6', '93267-3'),
    item('6-3mo', '93269-9', { askedWhen: { item: '6', is: [1] } }),
  ],
}

function plainItems(count: number, rest: Partial<Item> = {}): readonly Item[] {
  return Array.from({ length: count }, (_, at) => item(String(at + 1), null, rest))
}

/** Item 3 counts when it is answered no. No item code is verified. */
export const dast10: PackInstrument = {
  id: 'dast-10',
  version: '1.0.0',
  delivery: 'content-pack',
  title: 'DAST-10',
  about: 'Drugs other than alcohol',
  panelLoinc: '82666-9',
  totalLoinc: '82667-7',
  scoring: { kind: 'sum', min: 0, max: 10 },
  bands: [
    { from: 0, to: 0, label: 'none' },
    { from: 1, to: 2, label: 'low' },
    { from: 3, to: 5, label: 'moderate' },
    { from: 6, to: 8, label: 'substantial' },
    { from: 9, to: 10, label: 'severe' },
  ],
  ruleSource: 'Skinner; the labels are general knowledge to be confirmed',
  licence: dastOwner,
  higherIsWorse: true,
  items: plainItems(10),
}

/** Positive: seven or more of thirteen, in the same period, with a moderate or serious problem. */
export const mdq: PackInstrument = {
  id: 'mdq',
  version: '1.0.0',
  delivery: 'content-pack',
  title: 'MDQ',
  about: 'Signs of a bipolar disorder',
  panelLoinc: null,
  totalLoinc: null,
  scoring: { kind: 'sum', min: 0, max: 13 },
  bands: [],
  ruleSource: 'Positive at 7 or more, in the same period, with a moderate or serious problem',
  licence: mdqOwner,
  higherIsWorse: true,
  items: [
    ...plainItems(13),
    item('same-period', null, { scored: false }),
    item('problem', null, {
      scored: false,
      choices: [0, 1, 2, 3].map((value) => ({ value, text: null, answerCode: null })),
    }),
  ],
}

export const who5: PackInstrument = {
  id: 'who-5',
  version: '1.0.0',
  delivery: 'content-pack',
  title: 'WHO-5',
  about: 'Well-being; a higher score is better',
  panelLoinc: null,
  totalLoinc: null,
  scoring: { kind: 'sum', min: 0, max: 100, times: 4 },
  bands: [
    { from: 0, to: 28, label: 'likely depression' },
    { from: 29, to: 50, label: 'poor well-being' },
    { from: 51, to: 100, label: 'well-being' },
  ],
  ruleSource: 'WHO-5: the sum times four; 50 or less is poor well-being, 28 or less likely depression',
  licence: whoOwner,
  higherIsWorse: false,
  items: plainItems(5, { choices: [0, 1, 2, 3, 4, 5].map((value) => ({ value, text: null, answerCode: null })) }),
}
