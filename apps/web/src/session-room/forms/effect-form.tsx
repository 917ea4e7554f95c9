'use client'
import { adverseEffects } from '@holdspace/record/bodies'
import { inWords } from '@holdspace/record/timeline'
import { Checkbox } from '@holdspace/ui/checkbox'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { Select } from '@holdspace/ui/select'
import { TextField } from '@holdspace/ui/text-field'
import { useWhen, WhenField } from './time-field.tsx'
import { type FormDone, textIn, useChartForm } from './use-chart-form.ts'

/** An adverse effect as it was seen. It is always recorded; what is done about it is the clinician's. */
export function EffectForm({ onDone }: FormDone) {
  const { problems, record } = useChartForm(onDone)
  const when = useWhen()
  const submit = async (data: FormData) => {
    await record(
      'adverse-effect-noted',
      {
        effect: textIn(data, 'effect'),
        severity: textIn(data, 'severity'),
        action: textIn(data, 'action'),
        resolved: data.get('resolved') !== null,
      },
      when(data),
    )
  }
  return (
    <Form onSubmit={submit} problems={problems} aria-label="Adverse effect">
      <Select
        name="effect"
        label="Effect"
        choices={adverseEffects.map((value) => ({ value, label: inWords(value) }))}
        placeholder="Choose"
      />
      <RadioGroup
        name="severity"
        label="How severe"
        inline
        size="room"
        choices={['mild', 'moderate', 'severe'].map((value) => ({ value, label: value }))}
      />
      <TextField name="action" label="What was done" rows={2} optional />
      <Checkbox name="resolved" value="yes">
        It has passed
      </Checkbox>
      <WhenField />
      <SubmitButton size="room">Record effect</SubmitButton>
    </Form>
  )
}
