import type { StandingState } from '@holdspace/clinic/consent/states'
import { AlertMark } from '@holdspace/ui/alert-mark'
import { Badge } from '@holdspace/ui/badge'
import { stateWords } from './state-words.ts'

export interface ConsentStateProps {
  readonly state: StandingState
  /** Said instead where nobody asks for it: not having it is no lack, and taking it back is nobody’s alarm. */
  readonly notAsked?: string | undefined
}

export function ConsentState({ state, notAsked }: ConsentStateProps) {
  const { word, level } = stateWords[state]
  if (notAsked !== undefined && state === 'missing') return <Badge>{notAsked}</Badge>
  if (notAsked !== undefined && state !== 'signed') return <Badge>{word}</Badge>
  return <AlertMark level={level}>{word}</AlertMark>
}
