import { formatDate } from '@holdspace/kit/calendar-words'
import { AlertMark } from '@holdspace/ui/alert-mark'
import type { Answers } from '../outputs.ts'
import { OutOfRhythm } from './out-of-rhythm.tsx'

type Cadence = NonNullable<Answers['plan']['read']['cadence']>

/** When the next medicine session belongs and why, what is booked for it, what was missed, and whose rhythm it is. */
export function NextSession({ cadence }: { readonly cadence: Cadence }) {
  const { next, bookedOn, missed, warnings, source } = cadence
  return (
    <section aria-label="Next session" className="flex flex-col gap-2 border-line border-t p-4">
      <h3 className="text-lead font-strong">Next session</h3>
      <p>
        <AlertMark level={levelOf(cadence)} look="plain">
          {next.sentence}
        </AlertMark>
      </p>
      {missed === null ? null : (
        <p>
          <AlertMark level="medium" look="plain">
            {missed}
          </AlertMark>
        </p>
      )}
      <p>{bookedOn === null ? 'Nothing is booked.' : `Booked for ${formatDate(bookedOn)}.`}</p>
      <OutOfRhythm warnings={warnings} />
      <p className="text-caption text-muted">{source}. It reminds; nobody is booked by it.</p>
    </section>
  )
}

function levelOf({ next, bookedOn }: Cadence): 'low' | 'medium' | 'done' {
  if (next.kind === 'complete') return 'done'
  if (next.kind === 'first') return 'low'
  return next.standing === 'late' || (next.standing === 'in-window' && bookedOn === null) ? 'medium' : 'low'
}
