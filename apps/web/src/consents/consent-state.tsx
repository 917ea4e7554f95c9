import type { StandingState } from '@holdspace/clinic/consent/states'
import { AlertMark } from '@holdspace/ui/alert-mark'
import { Badge } from '@holdspace/ui/badge'
import { stateWords } from './state-words.ts'

export interface ConsentStateProps {
  readonly state: StandingState
  /** Off unless wanted: not having it is no lack. */
  readonly isOptional?: boolean
}

export function ConsentState({ state, isOptional = false }: ConsentStateProps) {
  if (isOptional && state === 'missing') return <Badge>Not wanted</Badge>
  const { word, level } = stateWords[state]
  return <AlertMark level={level}>{word}</AlertMark>
}
