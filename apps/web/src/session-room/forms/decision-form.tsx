'use client'
import { withdrawalRule } from '@holdspace/clinic/consent/withdrawn-in-session'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { TextField } from '@holdspace/ui/text-field'
import { useRoom } from '../room-context.tsx'
import { useWhen, WhenField } from './time-field.tsx'
import { type FormDone, textIn, useChartForm } from './use-chart-form.ts'

const choices = [
  { value: 'continue', label: 'Continue' },
  { value: 'recheck', label: 'Recheck' },
  { value: 'slow', label: 'Slow' },
  { value: 'hold', label: 'Hold' },
  { value: 'stop', label: 'Stop' },
  { value: 'treat', label: 'Treat' },
  { value: 'call-emergency', label: 'Call emergency services' },
]

/** Not to be chosen once the person has taken their consent back (RULINGS 8). */
const givesMore: readonly string[] = ['continue', 'slow']

/** A named answer to an alert or a deviation. It records a decision; it does nothing to a pump or a person (M06). */
export function DecisionForm({ about, onDone }: FormDone & { readonly about: string }) {
  const { alerts, deviations } = useRoom()
  const { problems, record } = useChartForm(onDone)
  const when = useWhen()
  const [ruleId = '', entryId = ''] = about.split(' ')
  const alert = alerts.find((one) => one.ruleId === ruleId && one.entryId === entryId)
  const deviation = deviations.find((one) => one.ruleId === ruleId && one.entryId === entryId)
  const withdrawn = ruleId === withdrawalRule
  const asksDecision = alert !== undefined || withdrawn
  const submit = async (data: FormData) => {
    const decision = !asksDecision ? 'explain' : textIn(data, 'decision')
    const body = { about: { ruleId, entryId }, decision, reason: textIn(data, 'reason') }
    await record('decision-recorded', body, when(data))
  }
  return (
    <Form onSubmit={submit} problems={problems} aria-label="Decision">
      {alert === undefined ? (
        <p>{withdrawn ? 'The consent to treatment was withdrawn.' : deviation?.sentence}</p>
      ) : (
        <p>
          <strong className="font-strong">{alert.words}</strong> {alert.readings.join(' · ')}
          <span className="mt-1 block text-caption text-muted">Source: {alert.source}</span>
        </p>
      )}
      {asksDecision ? (
        <RadioGroup
          name="decision"
          label="What I decide"
          size="room"
          choices={withdrawn ? choices.filter(({ value }) => !givesMore.includes(value)) : choices}
        />
      ) : null}
      <TextField name="reason" label={asksDecision ? 'Why' : 'What happened and why'} rows={3} />
      <WhenField />
      <SubmitButton size="room">{asksDecision ? 'Record the decision' : 'Record the explanation'}</SubmitButton>
    </Form>
  )
}
