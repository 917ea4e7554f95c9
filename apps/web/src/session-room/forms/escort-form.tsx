'use client'
import { Checkbox } from '@holdspace/ui/checkbox'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { TextField } from '@holdspace/ui/text-field'
import { useRoom } from '../room-context.tsx'
import { useWhen, WhenField } from './time-field.tsx'
import { type FormDone, textIn, useChartForm } from './use-chart-form.ts'

/** Who takes the person home, and whether they are here. No dose is ordered without a name, nobody leaves alone (M08). */
export function EscortForm({ onDone }: FormDone) {
  const { state } = useRoom()
  const { problems, record } = useChartForm(onDone)
  const when = useWhen()
  const submit = async (data: FormData) => {
    const body = {
      name: textIn(data, 'name'),
      phone: textIn(data, 'phone'),
      relationship: textIn(data, 'relationship'),
      present: data.get('present') !== null,
    }
    await record('escort-confirmed', body, when(data))
  }
  const known = state.escort
  return (
    <Form onSubmit={submit} problems={problems} aria-label="Ride home">
      <TextField name="name" label="Name" defaultValue={known?.name ?? ''} />
      <TextField name="phone" label="Telephone" type="tel" defaultValue={known?.phone ?? ''} />
      <TextField name="relationship" label="Who they are to the patient" defaultValue={known?.relationship ?? ''} />
      <Checkbox name="present" value="yes" defaultSelected={known?.present ?? false}>
        They are here now
      </Checkbox>
      <WhenField />
      <SubmitButton size="room">Record the ride</SubmitButton>
    </Form>
  )
}
