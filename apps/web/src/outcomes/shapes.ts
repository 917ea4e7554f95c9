import type { Answers } from '../outputs.ts'

export type Outcomes = Answers['outcome']['ofPatient']
export type Series = Outcomes['series'][number]
