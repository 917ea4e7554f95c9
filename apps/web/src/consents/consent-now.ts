import type { Answers } from '../outputs.ts'

/** One consent of one person as it stands, as the chart is told of it. */
export type ConsentNow = Answers['consent']['ofPatient']['now'][number]
