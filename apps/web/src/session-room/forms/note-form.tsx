'use client'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { TextField } from '@holdspace/ui/text-field'
import { useWhen, WhenField } from './time-field.tsx'
import { type FormDone, textIn, useChartForm } from './use-chart-form.ts'

/** Words for the shared record. The field says what becomes of them: shared and permanent (RULINGS 10). */
export function NoteForm({ onDone }: FormDone) {
  const { problems, record } = useChartForm(onDone)
  const when = useWhen()
  const submit = async (data: FormData) => {
    const kind = textIn(data, 'whose') === 'patient' ? 'patient-words-noted' : 'observation-noted'
    await record(kind, { text: textIn(data, 'text') }, when(data))
  }
  return (
    <Form onSubmit={submit} problems={problems} aria-label="Note for the care team">
      <RadioGroup
        name="whose"
        label="Whose words"
        inline
        defaultValue="observation"
        choices={[
          { value: 'observation', label: 'What I see' },
          { value: 'patient', label: 'The patient’s own words' },
        ]}
      />
      <TextField
        name="text"
        label="Shared and permanent"
        hint="The whole care team reads this, and it stays in the record. It goes to no partner and on no bill."
        rows={5}
        autoFocus
      />
      <WhenField />
      <SubmitButton size="room">Record note</SubmitButton>
    </Form>
  )
}
