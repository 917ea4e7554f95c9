import type { EndingReason } from '@holdspace/clinic/care-team/parts'
import type { Answers } from '../outputs.ts'

type Team = Answers['team']['read']

export const endingWords: { readonly [R in EndingReason]: string } = {
  'care-ended': 'Care has ended',
  'changed-hands': 'Somebody else took over',
  'release-withdrawn': 'The release to them was withdrawn',
  'entered-in-error': 'Entered in error',
}

/** In force, or to begin. The dates are plain text and compare as such. */
export function isOpen(period: Team['periods'][number], today: Team['today']): boolean {
  return period.ended === null && (period.until === null || period.until >= today)
}
