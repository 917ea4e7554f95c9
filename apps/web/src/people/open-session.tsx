import { LinkButton } from '@holdspace/ui/link'
import type { Answers } from '../outputs.ts'

type Chart = Answers['people']['chart']

/** The next step of a chart. Where it may not be taken, the reason stands in its place. */
export function OpenSession({ chart }: { readonly chart: Chart }) {
  if (chart.sessionInProgress !== null) {
    return (
      <LinkButton href={`/sessions/${chart.sessionInProgress}`} variant="primary">
        Go to the session
      </LinkButton>
    )
  }
  if (chart.openSession.allowed) {
    return (
      <LinkButton href={`/people/${chart.patient.patientId}/open-session`} variant="primary">
        Open a session
      </LinkButton>
    )
  }
  return (
    <div className="flex max-w-sm flex-col items-end gap-1 max-sm:items-start">
      <span
        aria-disabled
        className="inline-flex min-h-11 cursor-not-allowed items-center rounded-control border border-control-line px-4 font-strong text-muted"
      >
        Open a session
      </span>
      <span className="text-caption text-muted sm:text-right">{chart.openSession.why}</span>
    </div>
  )
}
