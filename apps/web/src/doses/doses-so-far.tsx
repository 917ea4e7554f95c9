import { formatDate } from '@holdspace/kit/calendar-words'
import { formatMg } from '@holdspace/kit/format-amount'
import type { PatientId } from '@holdspace/kit/ids'
import { totalInWords } from '@holdspace/protocols/reviews'
import { Badge } from '@holdspace/ui/badge'
import { Panel } from '@holdspace/ui/panel'
import type { Answers } from '../outputs.ts'
import { Fact, FactList } from '../people/facts.tsx'
import { routeWords } from '../protocols/words.ts'
import { EnterDose } from './enter-dose.tsx'
import { RecordReview } from './record-review.tsx'
import { TakeBackDose } from './take-back-dose.tsx'

export interface DosesSoFarProps {
  readonly patientId: PatientId
  readonly history: Answers['doseHistory']['read']
}

/** What a person had so far, route by route, here and elsewhere, and the reviews that makes due. */
export function DosesSoFar({ patientId, history }: DosesSoFarProps) {
  const { totals, elsewhere, reviews, mayEnter, mayReview } = history
  return (
    <Panel title="Doses so far" actions={mayEnter.allowed ? <EnterDose patientId={patientId} /> : null} flush>
      <FactList label="Doses so far">
        {totals.length === 0 ? (
          <Fact title="No dose yet" note="What was given elsewhere counts as well: enter it here." />
        ) : null}
        {totals.map((one) => (
          <Fact key={one.route} title={totalInWords(one)} note={routeWords[one.route]} />
        ))}
        {elsewhere.map((dose) => (
          <Fact
            key={dose.id}
            title={
              <span className={dose.takenBack === null ? '' : 'line-through'}>
                {dose.amountMcg === null ? 'Amount not known' : formatMg(dose.amountMcg)}, {dose.route},{' '}
                {formatDate(dose.givenOn)}
              </span>
            }
            note={
              dose.takenBack === null
                ? `Elsewhere: ${dose.givenWhere}. ${dose.knownFrom}, entered by ${dose.recordedByName}`
                : `Taken back by ${dose.takenBack.byName}: ${dose.takenBack.reason}`
            }
            aside={
              mayEnter.allowed && dose.takenBack === null ? (
                <TakeBackDose patientId={patientId} id={dose.id} />
              ) : undefined
            }
          />
        ))}
        {reviews.map(({ rule, state, because }) => (
          <Fact
            key={rule.id}
            title={
              <span className="flex flex-wrap items-center gap-2">
                {rule.title}
                {state === 'due' ? <Badge look="draft">Review due</Badge> : null}
              </span>
            }
            note={because}
            aside={
              state === 'due' && mayReview.allowed ? <RecordReview patientId={patientId} rule={rule} /> : undefined
            }
          />
        ))}
      </FactList>
    </Panel>
  )
}
