import type { PracticeId } from '@holdspace/kit/ids'

/** The topic under which screens hear that somebody of the practice called for help, or that a call was answered. */
export function callsChanged(practiceId: PracticeId): string {
  return `calls:${practiceId}`
}
