'use client'
import { consentKinds, consentRules } from '@holdspace/clinic/consent/kinds'
import { clinicFormKinds, currentForms } from '@holdspace/clinic/intake/clinic-forms'
import type { Language } from '@holdspace/clinic/intake/questions'
import type { PatientId } from '@holdspace/kit/ids'
import { Checkbox } from '@holdspace/ui/checkbox'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { Select } from '@holdspace/ui/select'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import type { LinkToHandOver } from './handed-over.tsx'
import { instrumentNames, itemName } from './item-name.ts'

/** What a new person gets before the first visit; each can be left out. */
const usual = new Set(['identity', ...clinicFormKinds, 'instrument phq-9', 'instrument gad-7', 'instrument peg'])

const consents = consentKinds.filter((kind) => consentRules[kind].recipient === null)

export interface ComposePacketProps {
  readonly patientId: PatientId
  /** Whether the clinic has an email address of this person. */
  readonly hasAddress: boolean
  /** The patient's own, as the chart has it. */
  readonly language: Language
  readonly onSent: (link: LinkToHandOver | null) => void
}

/** Which forms, in which language, and how they reach the person. */
export function ComposePacket({ patientId, hasAddress, language: own, onSent }: ComposePacketProps) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  // One id for one intention: pressed twice, or sent again after a lost reply, it is one packet.
  const packetId = useRef(crypto.randomUUID())
  const send = async (data: FormData) => {
    const items = data.getAll('items').map((chosen) => itemOf(String(chosen)))
    if (items.length === 0) return setProblems([{ sentence: 'Choose at least one form.' }])
    const how = howOf(data.get('how'))
    const language = data.get('language') === 'es' ? 'es' : 'en'
    const packet = { packetId: packetId.current, patientId, items, language } as const
    const answer = await attempt(() => trpc.intake.send.mutate({ ...packet, how }))
    if (!answer.ok) return setProblems([{ sentence: answer.refusal.sentence }])
    if (how === 'kiosk') {
      const started = await attempt(() => trpc.intake.startKiosk.mutate({ packetId: packetId.current }))
      if (!started.ok) return setProblems([{ sentence: started.refusal.sentence }])
      // Replaced, not added to: Back leads to a page that asks for a password.
      return window.location.replace('/kiosk')
    }
    router.refresh()
    const { link, linkUntil } = answer.value
    onSent(link === null || linkUntil === null ? null : { link, until: linkUntil })
  }
  return (
    <Form onSubmit={send} problems={problems} aria-label="Send forms" className="max-w-2xl">
      <FormChoices />
      <Select
        name="language"
        label="Language of the pages"
        defaultValue={own}
        choices={[
          { value: 'en', label: 'English' },
          { value: 'es', label: 'Spanish' },
        ]}
        className="max-w-60"
      />
      <RadioGroup
        name="how"
        label="How they get them"
        defaultValue={hasAddress ? 'mail' : 'hand'}
        choices={[
          {
            value: 'mail',
            label: 'By email to the address on file',
            ...(hasAddress ? {} : { unavailable: 'No email address is on file.' }),
          },
          { value: 'hand', label: 'A link to hand over', note: 'Shown once, with a code for a phone’s camera.' },
          { value: 'kiosk', label: 'On this tablet, now', note: 'Your login locks; only your password takes it back.' },
        ]}
      />
      <div>
        <SubmitButton sendingWords="Sending …">Send</SubmitButton>
      </div>
    </Form>
  )
}

/** Everything that can be sent, the usual already ticked. */
function FormChoices() {
  return (
    <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
      <fieldset className="flex flex-col">
        <legend className="font-strong">Forms of the clinic</legend>
        <Choice value="identity" name="Who they are (name and birth date)" />
        {clinicFormKinds.map((kind) => (
          <Choice key={kind} value={kind} name={currentForms[kind].title.en} />
        ))}
      </fieldset>
      <fieldset className="flex flex-col">
        <legend className="font-strong">Questionnaires</legend>
        {instrumentNames.map((ref) => (
          <Choice key={ref} value={`instrument ${ref}`} name={nameOf('instrument', ref)} />
        ))}
      </fieldset>
      <fieldset className="flex flex-col sm:col-span-2">
        <legend className="font-strong">To read and sign</legend>
        <div className="grid gap-x-8 sm:grid-cols-2">
          {consents.map((ref) => (
            <Choice key={ref} value={`consent ${ref}`} name={nameOf('consent', ref)} />
          ))}
          <Choice value="day-of" name="Today’s questions, on the day of a session" />
          <Choice value="plan" name="Treatment plan, where it waits for the patient’s signature" />
        </div>
      </fieldset>
    </div>
  )
}

function Choice({ value, name }: { readonly value: string; readonly name: string }) {
  return (
    <Checkbox name="items" value={value} defaultSelected={usual.has(value)}>
      {name}
    </Checkbox>
  )
}

function nameOf(kind: 'instrument' | 'consent', ref: string): string {
  return itemName({ id: ref, kind, ref }, 'en')
}

/** Back from the words of a checkbox to what the packet asks for. */
function itemOf(chosen: string) {
  const [kind, ref = ''] = chosen.split(' ')
  if (kind === 'instrument' || kind === 'consent') return { kind, ref } as const
  if (kind === 'plan' || kind === 'day-of') return { kind } as const
  const form = clinicFormKinds.find((known) => known === kind)
  return { kind: form ?? ('identity' as const) }
}

function howOf(chosen: FormDataEntryValue | null): 'mail' | 'hand' | 'kiosk' {
  return chosen === 'mail' || chosen === 'kiosk' ? chosen : 'hand'
}
