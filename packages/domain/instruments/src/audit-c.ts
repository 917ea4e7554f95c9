import { ladder } from './choices.ts'
import type { EmbeddedInstrument } from './instrument.ts'
import { auditOwner } from './owners.ts'

/** The WHO wording, not the variant of the VA and not the British one (INSTRUMENTS 4.3). The cut-off goes by sex. */
export const auditC: EmbeddedInstrument = {
  id: 'audit-c',
  version: '1.0.0',
  delivery: 'embedded',
  title: 'AUDIT-C',
  about: 'Alcohol',
  panelLoinc: '72109-2',
  totalLoinc: '75626-2',
  scoring: { kind: 'sum', min: 0, max: 12 },
  bands: [],
  ruleSource: 'WHO AUDIT: positive at 4 or more for men and 3 or more for women; at 3 where sex is not known',
  licence: auditOwner,
  higherIsWorse: true,
  stem: { en: 'About drinking alcohol:' },
  note: {
    en: 'One drink is about 12 oz of beer, 5 oz of wine or 1.5 oz of spirits (14 g of alcohol).',
  },
  items: [
    {
      id: '1',
      loinc: '68518-0',
      scored: true,
      text: { en: 'How often do you have a drink containing alcohol?' },
      choices: ladder([
        'Never',
        'Monthly or less',
        '2 to 4 times a month',
        '2 to 3 times a week',
        '4 or more times a week',
      ]),
    },
    {
      id: '2',
      loinc: '68519-8',
      scored: true,
      askedWhen: { item: '1', is: [1, 2, 3, 4] },
      text: { en: 'How many drinks containing alcohol do you have on a typical day when you are drinking?' },
      choices: ladder(['1 or 2', '3 or 4', '5 or 6', '7, 8, or 9', '10 or more']),
    },
    {
      id: '3',
      loinc: '68520-6',
      scored: true,
      askedWhen: { item: '1', is: [1, 2, 3, 4] },
      text: { en: 'How often do you have six or more drinks on one occasion?' },
      choices: ladder(['Never', 'Less than monthly', 'Monthly', 'Weekly', 'Daily or almost daily']),
    },
  ],
}
