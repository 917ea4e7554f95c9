import { dayOfQuestions } from '@holdspace/clinic/screening/day-of-questions'
import { Panel } from '@holdspace/ui/panel'
import { moment, type Screening, safetyWords } from './words.ts'

interface SafetyListProps {
  readonly zone: string
  readonly safety: Screening['safety']
  readonly dayOf: Screening['dayOf']
}

/** Decisions about mood and safety, and what was said on the day, newest first. */
export function SafetyList({ zone, safety, dayOf }: SafetyListProps) {
  return (
    <>
      <Panel title="Mood and safety" flush>
        {safety.length === 0 ? (
          <p className="p-4 text-muted">Nobody has decided yet. The dose gate stays closed until then.</p>
        ) : (
          <ul className="divide-y divide-line">
            {safety.slice(0, 5).map((one) => (
              <li key={one.decisionId} className="px-4 py-3">
                <p className="text-lead font-strong">{safetyWords[one.outcome]}</p>
                <p className="mt-1 [overflow-wrap:anywhere]">{one.reason}</p>
                <p className="mt-1 text-muted">
                  Thoughts: {one.assessment.thoughts.replaceAll('-', ' ')}; intent {said(one.assessment.intent)}; plan{' '}
                  {said(one.assessment.plan)}; means {said(one.assessment.means)}; attempt:{' '}
                  {one.assessment.attempt.replaceAll('-', ' ')}; safety plan{' '}
                  {one.assessment.safetyPlan.replaceAll('-', ' ')}
                </p>
                <p className="mt-1 text-muted">
                  {one.decidedByName}, {moment(one.decidedAt, zone)}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      {dayOf.length === 0 ? null : (
        <Panel title="Said on the day" flush>
          <ul className="divide-y divide-line">
            {dayOf.slice(0, 3).map((form) => (
              <li key={form.formId} className="px-4 py-3">
                <p className="font-strong">{moment(form.at, zone)}</p>
                <ul className="mt-1 flex flex-col gap-0.5">
                  {dayOfQuestions
                    .filter((question) => form.answers[question.id] !== question.calm)
                    .map((question) => (
                      <li key={question.id}>
                        {question.text.en} <strong>{form.answers[question.id].replaceAll('-', ' ')}</strong>
                      </li>
                    ))}
                  {dayOfQuestions.every((question) => form.answers[question.id] === question.calm) ? (
                    <li className="text-muted">Nothing has changed.</li>
                  ) : null}
                </ul>
                <p className="mt-1 text-muted">{form.byName}</p>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}

const said = (answer: string) => answer.replaceAll('-', ' ')
