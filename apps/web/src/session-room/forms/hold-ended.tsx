'use client'
import { timeInZone } from '@holdspace/kit/calendar-words'
import { minutesBetween, plusMinutes } from '@holdspace/kit/elapsed'
import { formatMg } from '@holdspace/kit/format-amount'
import { wholeMcg } from '@holdspace/kit/whole-amounts'
import { holdWords } from '@holdspace/protocols/dose-words'
import type { SessionState } from '@holdspace/record/state'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { useRoom, useRoomTime } from '../room-context.tsx'
import { useWhen, WhenField } from './time-field.tsx'
import { type FormDone, textIn, useChartForm } from './use-chart-form.ts'

/** Tablets that are under the tongue: since when, how long the protocol asks for, and what becomes of them then. */
export function HoldEnded({ dose, onDone }: FormDone & { readonly dose: SessionState['doses'][number] }) {
  const { room, protocol } = useRoom()
  const { now } = useRoomTime()
  const { problems, record } = useChartForm(onDone)
  const when = useWhen()
  const { hold } = protocol.drug
  const least = hold?.leastMinutes.value ?? 0
  const submit = async (data: FormData) => {
    const body = { doseEntryId: dose.entryId, afterwards: textIn(data, 'afterwards') }
    await record('hold-ended', body, when(data))
  }
  return (
    <Form onSubmit={submit} problems={problems} aria-label="The hold ended">
      <p className="rounded-card border border-line bg-soft p-3">
        <strong className="font-bold">{formatMg(wholeMcg(dose.givenMcg))}</strong> under the tongue since{' '}
        {timeInZone(dose.occurredAt, room.zone)}, {Math.max(0, Math.floor(minutesBetween(dose.occurredAt, now)))} min so
        far
        {hold === undefined ? null : (
          <span className="mt-1 block text-muted">
            The protocol: {holdWords(hold)}; not before {timeInZone(plusMinutes(dose.occurredAt, least), room.zone)}.
          </span>
        )}
      </p>
      <RadioGroup
        name="afterwards"
        label="What was left in the mouth was"
        inline
        size="room"
        choices={[
          { value: 'swallow', label: 'swallowed' },
          { value: 'spit-out', label: 'spat out' },
        ]}
      />
      <WhenField />
      <SubmitButton size="room">The hold ended</SubmitButton>
    </Form>
  )
}
