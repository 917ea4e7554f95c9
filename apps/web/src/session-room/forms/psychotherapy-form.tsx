'use client'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { useRoom } from '../room-context.tsx'
import { useWhen, WhenField } from './time-field.tsx'
import { type FormDone, useChartForm } from './use-chart-form.ts'

/** Start or stop that was forgotten at the moment: it counts from when it was, and shows as a late entry (RULINGS 11). */
export function PsychotherapyForm({ onDone }: FormDone) {
  const { state } = useRoom()
  const { problems, record } = useChartForm(onDone)
  const when = useWhen()
  const running = state.psychotherapy.some((span) => span.stoppedAt === null)
  const submit = async (data: FormData) => {
    await record(running ? 'psychotherapy-stopped' : 'psychotherapy-started', {}, when(data))
  }
  return (
    <Form onSubmit={submit} problems={problems} aria-label="Psychotherapy">
      <p>{running ? 'Psychotherapy is being counted. When did it stop?' : 'When did psychotherapy start?'}</p>
      <WhenField />
      <SubmitButton size="room">{running ? 'Psychotherapy stopped' : 'Psychotherapy started'}</SubmitButton>
    </Form>
  )
}
