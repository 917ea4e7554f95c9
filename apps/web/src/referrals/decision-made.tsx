import { LinkButton } from '@holdspace/ui/link'
import { Notice } from '@holdspace/ui/notice'
import type { Answers } from '../outputs.ts'
import { dateAndTime } from '../people/words.ts'

type Referral = Answers['referral']['review']['referral']

/** What became of the referral, by whom and why. */
export function DecisionMade({
  status,
  decision,
  zone,
}: {
  readonly status: Referral['status']
  readonly decision: NonNullable<Referral['decision']>
  readonly zone: string
}) {
  const by = `by ${decision.byName} on ${dateAndTime(decision.at, zone)}`
  if (status === 'declined') {
    return (
      <Notice level="low" title={`Declined ${by}`}>
        {decision.reason}
      </Notice>
    )
  }
  return (
    <Notice
      level="done"
      title={decision.attached ? `Added to an existing chart ${by}` : `Accepted ${by}`}
      {...(decision.patientId === null
        ? {}
        : { actions: <LinkButton href={`/people/${decision.patientId}`}>Open the chart</LinkButton> })}
    >
      {decision.reason === null ? null : `A probable duplicate was set aside: ${decision.reason}`}
    </Notice>
  )
}
