import { AlertMark } from '@holdspace/ui/alert-mark'

interface OutOfRhythmProps {
  readonly warnings: readonly { readonly code: string; readonly sentence: string; readonly source: string }[]
}

/** Why a day does not fit the course, each with whose rule it is. A warning, never a stop. */
export function OutOfRhythm({ warnings }: OutOfRhythmProps) {
  if (warnings.length === 0) return null
  return (
    <ul className="flex flex-col gap-2">
      {warnings.map(({ code, sentence, source }) => (
        <li key={code}>
          <AlertMark level="medium" look="plain">
            {sentence}
          </AlertMark>
          <span className="block text-caption text-muted">{source}</span>
        </li>
      ))}
    </ul>
  )
}
