import { inWords } from '@holdspace/record/timeline'
import { doseInWords } from '../outcomes/words.ts'
import type { Answers } from '../outputs.ts'

type Before = NonNullable<Answers['plan']['nextDose']>['doses'][number]

export function givenWords(row: Before): string {
  return row.overMinutes === null ? doseInWords(row) : `${doseInWords(row)} over ${row.overMinutes}\u00a0min`
}

export function depthWords({ dissociationPeak, sedationLowest }: Before): string {
  const peak = dissociationPeak === null ? 'not charted' : `peak ${dissociationPeak} of\u00a010`
  return sedationLowest === null ? peak : `${peak}, MOAA/S\u00a0${sedationLowest}`
}

export function effectWords({ adverseEffects }: Before): string {
  if (adverseEffects.length === 0) return 'none noted'
  return adverseEffects
    .map(({ effect, severity, resolved }) => `${inWords(effect)}, ${severity}${resolved ? '' : ', not resolved'}`)
    .join('; ')
}
