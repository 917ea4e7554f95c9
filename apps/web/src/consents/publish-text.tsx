'use client'
import type { TextContent } from '@holdspace/clinic/consent/consent-text'
import type { ChangedText } from '@holdspace/clinic/consent/text-diff'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { Button } from '@holdspace/ui/button'
import { DateFields, partsOfDate } from '@holdspace/ui/date-fields'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { AskAgain } from '../account/ask-again.tsx'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { contentFrom, linesOf, nextVersion } from './text-as-lines.ts'
import { TextChanges } from './text-changes.tsx'

type TextOfKind = Answers['consent']['texts']['kinds'][number]

export interface PublishTextProps {
  readonly text: TextOfKind
  readonly today: CalendarDate
}

interface Compared {
  readonly content: TextContent
  readonly changes: readonly ChangedText[]
}

/** Two steps: write, then read what changed word by word and say whether it is material. Then the password. */
export function PublishText({ text, today }: PublishTextProps) {
  const trpc = useTRPCClient()
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const [compared, setCompared] = useState<Compared | null>(null)
  const compare = async (data: FormData) => {
    const content = contentFrom(text.base, (name) => String(data.get(name) ?? '').trim())
    const answer = await attempt(() => trpc.consent.compare.query({ content }))
    if (!answer.ok) return setProblems([{ sentence: answer.refusal.sentence }])
    if (answer.value.changes.length === 0 && !text.isDraft) {
      return setProblems([{ sentence: 'This text says the same as the version before it.' }])
    }
    setProblems([])
    setCompared({ content, changes: answer.value.changes })
  }
  if (compared !== null) {
    return <ApproveText text={text} today={today} compared={compared} onBack={() => setCompared(null)} />
  }
  return (
    <Form onSubmit={compare} problems={problems} aria-label="A new version" className="max-w-3xl">
      <TextField name="title" label="Title" defaultValue={text.base.title} />
      <TextField name="lede" label="Opening" rows={3} defaultValue={text.base.lede} />
      {text.base.sections.map((section) => (
        <fieldset key={section.id} className="flex flex-col gap-3 border-line border-t pt-4">
          <legend className="sr-only">{section.heading}</legend>
          <TextField name={`heading.${section.id}`} label="Heading" defaultValue={section.heading} />
          <TextField
            name={`words.${section.id}`}
            label="Text"
            hint="A line that begins with a dash is a point in a list."
            rows={Math.min(16, 3 + section.paragraphs.length * 3 + section.points.length * 2)}
            defaultValue={linesOf(section)}
          />
          {section.initials === null ? null : (
            <p className="text-muted">Has a field for initials: “{section.initials}”</p>
          )}
        </fieldset>
      ))}
      <TextField name="agreement" label="Above the signature" rows={2} defaultValue={text.base.agreement} />
      <div>
        <SubmitButton>See what changed</SubmitButton>
      </div>
    </Form>
  )
}

interface ApproveTextProps extends PublishTextProps {
  readonly compared: Compared
  readonly onBack: () => void
}

function ApproveText({ text, today, compared, onBack }: ApproveTextProps) {
  const { problems, setDate, isAsking, setAsking, send, publish } = usePublishing(text, today, compared)
  return (
    <div className="flex flex-col gap-6">
      <TextChanges changes={compared.changes} isFirst={text.isDraft} />
      <Form onSubmit={send} problems={problems} aria-label="Approve the text" className="max-w-xl">
        <RadioGroup
          name="material"
          label="Must everybody who signed an earlier version sign anew?"
          hint="Yes for a new risk, another dose, another price. No for a mended typing error."
          defaultValue={text.isDraft ? 'yes' : ''}
          choices={[
            {
              value: 'yes',
              label: 'Yes, it is material',
              note: 'Earlier signatures stop counting on the day it starts.',
            },
            { value: 'no', label: 'No', note: 'Earlier signatures go on counting.' },
          ]}
        />
        <TextField name="changeNote" label="What changed, and why" rows={2} />
        <DateFields
          name="effectiveFrom"
          label="In effect from"
          defaultValue={partsOfDate(today)}
          onChange={(_, day) => setDate(day)}
        />
        <div className="flex flex-wrap gap-3">
          <Button onPress={onBack}>Back to the text</Button>
          <SubmitButton sendingWords="Being approved …">Approve this text</SubmitButton>
        </div>
      </Form>
      <AskAgain
        title="Approve the text"
        action="Approve"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onSteppedUp={() => {
          setAsking(false)
          void publish()
        }}
      >
        <p>Your name stands under it, and every patient signs exactly these words.</p>
      </AskAgain>
    </div>
  )
}

function usePublishing(text: TextOfKind, today: CalendarDate, { content }: Compared) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const [date, setDate] = useState<CalendarDate | null>(today)
  const [isAsking, setAsking] = useState(false)
  const [chosen, setChosen] = useState({ material: true, changeNote: '' })
  const publish = async (said = chosen) => {
    if (date === null) return
    const version = text.isDraft ? text.base.version : nextVersion(text.base.version, said.material)
    const input = { content: { ...content, version }, effectiveFrom: date, ...said }
    const answer = await attempt(() => trpc.consent.publish.mutate(input))
    if (answer.ok) {
      sayToast({ level: 'done', title: `Version ${answer.value.version} is approved` })
      router.push('/consents/texts')
      return router.refresh()
    }
    if (answer.refusal.family === 'step-up-required') return setAsking(true)
    const { field, sentence } = answer.refusal
    setProblems([{ sentence, ...(field === undefined ? {} : { field }) }])
  }
  const send = async (data: FormData) => {
    const material = data.get('material')
    const changeNote = String(data.get('changeNote') ?? '').trim()
    const missing = [
      ...(material === 'yes' || material === 'no'
        ? []
        : [{ field: 'material', sentence: 'Say whether it is material.' }]),
      ...(changeNote.length >= 3 ? [] : [{ field: 'changeNote', sentence: 'Say what changed, in a few words.' }]),
      ...(date === null ? [{ field: 'effectiveFrom', sentence: 'Enter the day it starts.' }] : []),
    ]
    if (missing.length > 0) return setProblems(missing)
    setProblems([])
    const said = { material: material === 'yes', changeNote }
    setChosen(said)
    await publish(said)
  }
  return { problems, setDate, isAsking, setAsking, send, publish }
}
