import type { PracticeId } from '@holdspace/kit/ids'

/** The topic under which devices hear that some task of the practice changed. */
export function tasksChanged(practiceId: PracticeId): string {
  return `tasks:${practiceId}`
}
