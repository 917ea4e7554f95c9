'use client'
import { decideEnd } from '@holdspace/clinic/session/end-session'
import { sessionEnded } from '@holdspace/record/bodies'
import { inWords } from '@holdspace/record/timeline'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { TextField } from '@holdspace/ui/text-field'
import { useRoom } from '../room-context.tsx'
import { DischargeCriteria } from './discharge-form.tsx'
import { useWhen, WhenField } from './time-field.tsx'
import { type FormDone, given, textIn, useChartForm } from './use-chart-form.ts'

const endings = sessionEnded.shape.ending.options.map((value) => ({ value, label: inWords(value) }))

/** How the session ended, truthfully (RULINGS 12). "Completed" is refused while somebody is not fit to go, and says why. */
export function EndForm({ onDone }: FormDone) {
  const { state, protocol, actor } = useRoom()
  const { problems, setProblems, record } = useChartForm(onDone)
  const when = useWhen()
  const submit = async (data: FormData) => {
    const body = sessionEnded.safeParse(
      given({ ending: textIn(data, 'ending'), note: textIn(data, 'note'), unmetCriteria: [] }),
    )
    if (!body.success) return setProblems([{ field: 'ending', sentence: 'Choose how the session ended.' }])
    // Judged when the person left, as the server judges it.
    const at = when(data)
    const decided = decideEnd(body.data, { state, protocol, actor, now: at })
    if (!decided.ok) {
      const details = decided.refusal.details ?? []
      return setProblems([
        { field: 'ending', sentence: decided.refusal.sentence },
        ...details.map((sentence) => ({ sentence })),
      ])
    }
    await record('session-ended', decided.value, at)
  }
  return (
    <Form onSubmit={submit} problems={problems} aria-label="End the session">
      <DischargeCriteria />
      <RadioGroup name="ending" label="How it ended" choices={endings} />
      <TextField name="note" label="Note" rows={2} optional />
      <WhenField />
      <SubmitButton size="room">End the session</SubmitButton>
    </Form>
  )
}
