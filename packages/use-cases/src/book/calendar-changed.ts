import type { PracticeId } from '@holdspace/kit/ids'

/** The topic under which devices hear that the practice's calendar changed. */
export function calendarChanged(practiceId: PracticeId): string {
  return `calendar:${practiceId}`
}
