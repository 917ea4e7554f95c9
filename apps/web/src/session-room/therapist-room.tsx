'use client'
import { minutesBetween } from '@holdspace/kit/elapsed'
import { firstDoseAt } from '@holdspace/record/state'
import { Button } from '@holdspace/ui/button'
import { useTakesFocus } from '@holdspace/ui/focus-keeper'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { LinkButton } from '@holdspace/ui/link'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { TextField } from '@holdspace/ui/text-field'
import { Timer } from '@holdspace/ui/timer'
import { clsx } from 'clsx'
import { memo, type ReactNode, useState } from 'react'
import { useCalling } from '../calls/use-calling.ts'
import { AlertList } from './alert-list.tsx'
import { ConsentsBeside, HandoffsBeside, PermissionsBeside } from './beside-the-patient.tsx'
import { FormAtHand, useFormsAtHand } from './forms-at-hand.tsx'
import { RoomBanner } from './room-banner.tsx'
import { type RoomTime, useRoom, useRoomTime } from './room-context.tsx'
import { RoomTimeline } from './room-timeline.tsx'
import { useOpenForm } from './use-open-form.ts'

/** What comes by itself stands beside what is written, so that it moves no button under a press; on a phone beneath it. */
const columns = 'lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_auto_1fr]'

/**
 * The same truth, quiet: how long since the dose, where on the curve that is planned to be, one field for words, and a
 * silent call. Nothing beeps, nothing blinks.
 */
export const TherapistRoom = memo(function TherapistRoom() {
  const { following, room } = useRoom()
  const forms = useFormsAtHand()
  const { form, show } = useOpenForm()
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <RoomBanner />
      <div
        className={clsx('mx-auto grid w-full max-w-3xl flex-1 content-start gap-6 p-4 lg:max-w-6xl lg:p-8', columns)}
      >
        <div className="flex flex-wrap items-baseline gap-x-8 gap-y-2 lg:col-span-2">
          <Phase />
          <Calling />
        </div>
        <div className="flex min-w-0 flex-col gap-6 empty:hidden lg:col-start-2 lg:row-start-2">
          <AlertList onAnswer={(about) => show({ key: 'decision', about })} />
        </div>
        <div className="max-lg:contents lg:col-start-1 lg:row-span-2 lg:row-start-2 lg:flex lg:min-w-0 lg:flex-col lg:gap-6">
          {following.status === 'sealed' ? (
            <LinkButton href={`/sessions/${room.sessionId}/record`}>Signed record</LinkButton>
          ) : (
            <QuietNote onEarlier={() => show({ key: 'note' })} />
          )}
          <Psychotherapy onEarlier={() => show({ key: 'psychotherapy' })} />
          {form === null ? null : (
            <BeingWritten key={`${form.key} ${form.about ?? ''}`}>
              <FormAtHand forms={forms} form={form} onDone={() => show(null)} />
            </BeingWritten>
          )}
          <div className="min-w-0 max-lg:order-2">
            <RoomTimeline onForm={show} />
          </div>
        </div>
        <div className="flex min-w-0 flex-col gap-6 empty:hidden max-lg:order-1 lg:col-start-2">
          <PermissionsBeside />
          <ConsentsBeside />
          <HandoffsBeside />
        </div>
      </div>
    </div>
  )
})

function BeingWritten({ children }: { readonly children: ReactNode }) {
  const box = useTakesFocus<HTMLElement>(true)
  return (
    <section
      ref={box}
      aria-label="What is being written"
      data-goes-back
      className="rounded-card border border-line bg-surface p-4"
    >
      {children}
    </section>
  )
}

/** One silent call, and one for everybody. */
function Calling() {
  const { outbox, following } = useRoom()
  const { call, emergency } = useCalling()
  const isDisabled = !outbox.ready || following.status === 'sealed'
  return (
    <span className="ml-auto flex gap-2">
      <Button size="room" isDisabled={isDisabled} onPress={call}>
        Please come
      </Button>
      <Button size="room" variant="danger" isDisabled={isDisabled} onPress={emergency}>
        Emergency
      </Button>
    </span>
  )
}

/** How long since the dose, and where one usually stands at this minute. */
function Phase() {
  const first = firstDoseAt(useRoom().state)
  const time = useRoomTime()
  return (
    <>
      {first === null ? (
        <p className="text-lead text-muted">Before the dose</p>
      ) : (
        <Timer label="since dose" since={first} now={time.now} size="large" />
      )}
      <p className="text-lead">{phaseWords(first, time)}</p>
    </>
  )
}

/** Said as what is planned and never as what is so (RULINGS 6). */
function phaseWords(first: ReturnType<typeof firstDoseAt>, { now, monitoring }: RoomTime): string {
  if (first === null || monitoring.stage === 'pre') return 'Nothing given yet'
  if (monitoring.stage === 'ended') return 'Ended'
  if (monitoring.stage === 'recovery') return 'Easing, as planned'
  return minutesBetween(first, now) < 15 ? 'Rising, as planned' : 'Plateau, as planned'
}

/** One field, kept clear of everything else. */
function QuietNote({ onEarlier }: { readonly onEarlier: () => void }) {
  const { chart } = useRoom()
  const [key, setKey] = useState(0)
  const submit = async (data: FormData) => {
    const text = String(data.get('text') ?? '').trim()
    if (text === '') return
    const kind = data.get('whose') === 'patient' ? 'patient-words-noted' : 'observation-noted'
    const id = await chart(kind, { text })
    if (id !== null) setKey((known) => known + 1)
  }
  return (
    <Form key={key} onSubmit={submit} aria-label="Words for the shared record">
      <TextField
        name="text"
        label="Shared and permanent"
        hint="The whole care team reads this. Your private notes do not belong here."
        rows={4}
      />
      <div className="flex flex-wrap items-end justify-between gap-4">
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
        <span className="flex flex-wrap gap-2">
          <Button size="room" variant="quiet" onPress={onEarlier}>
            It was earlier
          </Button>
          <SubmitButton size="room">Record</SubmitButton>
        </span>
      </div>
    </Form>
  )
}

/** Billable psychotherapy is what is started and stopped here, never presence (RULINGS 11). */
function Psychotherapy({ onEarlier }: { readonly onEarlier: () => void }) {
  const { state, chart, following, outbox } = useRoom()
  const running = state.psychotherapy.some((span) => span.stoppedAt === null)
  if (following.status === 'sealed') return null
  return (
    <p className="flex flex-wrap items-center gap-3 text-muted">
      {running ? 'Psychotherapy is being counted.' : 'Psychotherapy is not being counted.'}
      <Button
        variant="quiet"
        isDisabled={!outbox.ready}
        onPress={() => void chart(running ? 'psychotherapy-stopped' : 'psychotherapy-started', {})}
      >
        {running ? 'Stop' : 'Start'}
      </Button>
      <Button variant="quiet" onPress={onEarlier}>
        It was earlier
      </Button>
    </p>
  )
}
