'use client'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import { useLockNow } from '../../lock/login-watch.tsx'
import { useRoom } from '../room-context.tsx'
import { type Escort, EscortSigns, pinOf } from './escort-signs.tsx'
import { useWhen, WhenField } from './time-field.tsx'
import { type FormDone, given, textIn, useChartForm } from './use-chart-form.ts'

type How = 'signed' | 'signed-on-paper' | 'refused' | 'absent'

const hows: readonly { readonly value: How; readonly label: string }[] = [
  { value: 'signed', label: 'Reads and signs on this screen' },
  { value: 'signed-on-paper', label: 'Signed on paper' },
  { value: 'refused', label: 'Does not want to sign' },
  { value: 'absent', label: 'Is not here' },
]

/**
 * Whoever takes the person home reads the discharge instructions and signs them (RULINGS 9). Not wanting to, and not being
 * there, are recorded with the reason like a signature, and keep nobody here.
 */
export function InstructionsForm({ onDone }: FormDone) {
  const { room } = useRoom()
  const lockNow = useLockNow()
  const { problems, setProblems, record } = useChartForm(onDone)
  const when = useWhen()
  const [how, setHow] = useState<How>(room.instructions.length > 0 ? 'signed' : 'signed-on-paper')
  const [language, setLanguage] = useState('en')
  const [handedTo, setHandedTo] = useState<Escort | null>(null)
  const chosen = room.instructions.find((one) => one.text.language === language) ?? room.instructions[0]
  const submit = async (data: FormData) => {
    const escort = { name: textIn(data, 'escort.name'), relationship: textIn(data, 'escort.relationship') }
    if (how === 'signed') {
      const missing = missingOf(escort)
      return missing.length > 0 ? setProblems(missing) : setHandedTo(escort)
    }
    const who = how === 'absent' ? {} : { escort, text: chosen === undefined ? undefined : pinOf(chosen) }
    await record('instructions-answered', given({ outcome: how, ...who, reason: textIn(data, 'reason') }), when(data))
  }
  const takeBack = (isSigned: boolean) => {
    setHandedTo(null)
    if (isSigned) onDone()
    // Whoever holds the screen next must be a member of staff (CONSENT.md section 3).
    lockNow()
  }
  return (
    <>
      <Form onSubmit={submit} problems={problems} aria-label="Discharge instructions">
        <HowItWas value={how} onChange={setHow} isApproved={chosen !== undefined} />
        {how === 'absent' ? null : <WhoTakesThem />}
        {how === 'refused' || how === 'absent' ? <TextField name="reason" label="Why" rows={2} /> : null}
        {how === 'signed' && room.instructions.length > 1 ? (
          <LanguageChoice value={language} onChange={setLanguage} />
        ) : null}
        {how === 'signed' ? null : <WhenField />}
        <SubmitButton size="room">{how === 'signed' ? 'Hand the screen over' : 'Record it'}</SubmitButton>
      </Form>
      {handedTo === null || chosen === undefined ? null : (
        <EscortSigns instructions={chosen} escort={handedTo} onBack={takeBack} />
      )}
    </>
  )
}

interface HowItWasProps {
  readonly value: How
  readonly onChange: (how: How) => void
  readonly isApproved: boolean
}

function HowItWas({ value, onChange, isApproved }: HowItWasProps) {
  return (
    <>
      <RadioGroup
        name="how"
        label="Whoever takes them home"
        size="room"
        value={value}
        onChange={(chosen) => onChange(hows.find((one) => one.value === chosen)?.value ?? 'absent')}
        choices={hows.filter((one) => one.value !== 'signed' || isApproved)}
      />
      {isApproved ? null : (
        <p className="text-muted">
          The practice has no approved instructions to sign on a screen. Its medical director approves them among the
          consent texts.
        </p>
      )}
    </>
  )
}

function WhoTakesThem() {
  const { escort } = useRoom().state
  return (
    <>
      <TextField name="escort.name" label="Their full name" defaultValue={escort?.name ?? ''} />
      <TextField
        name="escort.relationship"
        label="Who they are to the patient"
        defaultValue={escort?.relationship ?? ''}
      />
    </>
  )
}

function LanguageChoice({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  return (
    <RadioGroup
      name="language"
      label="Language"
      inline
      value={value}
      onChange={onChange}
      choices={[
        { value: 'en', label: 'English' },
        { value: 'es', label: 'Español' },
      ]}
    />
  )
}

function missingOf({ name, relationship }: Escort): FormProblem[] {
  return [
    ...(name.length < 2 ? [{ field: 'escort.name', sentence: 'Enter the name of whoever takes them home.' }] : []),
    ...(relationship === '' ? [{ field: 'escort.relationship', sentence: 'Enter what they are to the patient.' }] : []),
  ]
}
