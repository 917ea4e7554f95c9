import type { FactKind, FactStatus, StatusOnChart } from '@holdspace/clinic/chart/fact-kinds'
import type { Answers } from '../outputs.ts'

export type Health = Answers['people']['health']
type Facts = Health['facts']
/** One line of a list, whichever list. */
export type FactLine = Facts['problems' | 'allergies' | 'medications'][number]

export const listTitles: { readonly [Kind in FactKind]: string } = {
  allergy: 'Allergies',
  problem: 'Problems',
  medicine: 'Medicines',
}

export const statusWords: { readonly [Status in StatusOnChart]: string } = {
  active: 'Active',
  resolved: 'Resolved',
  'on-hold': 'On hold',
  stopped: 'Stopped',
  'not-stated': 'Status not stated',
  'entered-in-error': 'Entered in error',
}

/** What may be said of a line next, as the choice reads in the form. */
export const sayWords: { readonly [Kind in FactKind]: Partial<Record<FactStatus, string>> } = {
  allergy: {
    active: 'It is an allergy',
    resolved: 'No longer an allergy',
    'entered-in-error': 'Entered in error: it never was true of this person',
  },
  problem: {
    active: 'It is there',
    resolved: 'Resolved',
    'entered-in-error': 'Entered in error: it never was true of this person',
  },
  medicine: {
    active: 'Taken',
    'on-hold': 'On hold',
    stopped: 'Stopped',
    'entered-in-error': 'Entered in error: this person never took it',
  },
}

export function linesOf(lists: Omit<Facts, 'enteredInError'>, kind: FactKind): readonly FactLine[] {
  switch (kind) {
    case 'allergy':
      return lists.allergies
    case 'problem':
      return lists.problems
    case 'medicine':
      return lists.medications
  }
}
