import type { Condition } from './condition.ts'

export interface DayCondition {
  readonly condition: Condition
  readonly sentence: string
  readonly fixedBy: string
  /** The answers that can be attested, one of which is recorded under the name of whoever gives it. */
  readonly statements: readonly string[]
  /** What to do when none of them is true. */
  readonly otherwise: string
  /** Without it no dose is ordered (RULINGS 2, second gate); fasting informs only (PROTOCOLS section 8). */
  readonly neededForDose: boolean
}

/**
 * What is asked of the person on the day. A session opens without these, but the dose gate looks for them among the
 * statements made at the opening, so they are asked on the same page (RULINGS 2). An answer that forbids the dose is not
 * among the statements: the line stays open, and so does the gate.
 */
export const dayConditions: readonly DayCondition[] = [
  {
    condition: 'pregnancy-answered',
    sentence: 'Pregnancy asked and answered',
    fixedBy: 'Nurse',
    statements: [
      'Asked today: not pregnant.',
      'Tested today: negative.',
      'Asked today: pregnancy is not possible for this person.',
    ],
    otherwise: 'Pregnant or not sure: leave this open and speak with the prescriber.',
    neededForDose: true,
  },
  {
    condition: 'allergies-answered',
    sentence: 'Allergies asked and answered today',
    fixedBy: 'Nurse',
    statements: ['Asked today: nothing new.', 'Asked today: something new, and the prescriber was told.'],
    otherwise: 'Not asked yet: leave this open.',
    neededForDose: true,
  },
  {
    condition: 'mood-safety-decision',
    sentence: 'Mood and safety decision since the last visit',
    fixedBy: 'Prescriber',
    statements: [
      'Mood and safety reviewed today: no active risk.',
      'Mood and safety reviewed today: risk known, and the prescriber decided to treat.',
    ],
    otherwise: 'Not decided yet: leave this open and ask the prescriber.',
    neededForDose: true,
  },
  {
    condition: 'prescription-monitoring-checked',
    sentence: 'Prescription monitoring checked',
    fixedBy: 'Prescriber',
    statements: [
      'Checked today: nothing unexpected.',
      'Checked today: the prescriber reviewed what was found and decided to treat.',
    ],
    otherwise: 'Not checked yet: leave this open.',
    neededForDose: true,
  },
  {
    condition: 'fasting',
    sentence: 'Fasted as instructed',
    fixedBy: 'Nurse',
    statements: ['Asked today: fasted as instructed.'],
    otherwise: 'Not fasted, or not asked: leave this open and tell the prescriber.',
    neededForDose: false,
  },
]
