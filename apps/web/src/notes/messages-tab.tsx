'use client'
import { type Audience, audienceWords } from '@holdspace/clinic/notes/audiences'
import { dateInZone, formatDate, timeInZone } from '@holdspace/kit/calendar-words'
import { Badge } from '@holdspace/ui/badge'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Panel } from '@holdspace/ui/panel'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { Select } from '@holdspace/ui/select'
import { EmptyState } from '@holdspace/ui/states'
import { TextField } from '@holdspace/ui/text-field'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import type { Answers } from '../outputs.ts'
import { problemIn } from '../plan/problem-in.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'

type View = Answers['message']['read']
type One = View['messages'][number]

const audienceNotes: { readonly [A in Audience]: string } = {
  'care-team': 'Prescribers, nurses and therapists, the outside therapist too.',
  clinic: 'Also the front desk and billing. Not the outside therapist.',
  person: 'Nobody else sees it, and it stands as a task of theirs.',
}

/** What was written about this person for the reader to read, oldest first, and a field to write. */
export function MessagesTab({ patientId, view }: { readonly patientId: string; readonly view: View }) {
  useReading(patientId, view.messages)
  return (
    <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <Panel title="Written so far" flush>
        {view.messages.length === 0 ? (
          <EmptyState title="Nothing written yet">
            Messages about this person stand here, each with those it is for. They are not part of the record of care.
          </EmptyState>
        ) : (
          <ol aria-label="Messages" className="divide-y divide-line">
            {view.messages.map((message) => (
              <MessageLine key={message.messageId} message={message} zone={view.zone} />
            ))}
          </ol>
        )}
      </Panel>
      <Panel title="Write">
        <WriteMessage patientId={patientId} view={view} />
      </Panel>
    </div>
  )
}

/** What stands before the reader's eyes is marked as read, once. */
function useReading(patientId: string, messages: readonly One[]) {
  const trpc = useTRPCClient()
  const unread = messages.filter((message) => message.isNew).map((message) => message.messageId)
  const key = unread.join(' ')
  useEffect(() => {
    if (key === '') return
    void attempt(() => trpc.message.markRead.mutate({ patientId, messageIds: key.split(' ') }))
  }, [trpc, patientId, key])
}

function MessageLine({ message, zone }: { readonly message: One; readonly zone: string }) {
  const { writtenAt, audience, readBy } = message
  const readers = readBy.map((mark) => mark.name).join(', ')
  return (
    <li className="px-4 py-3">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="font-strong">{message.isOwn ? 'You' : message.authorName}</span>
        <span className="text-muted">
          {formatDate(dateInZone(writtenAt, zone))} {timeInZone(writtenAt, zone)}
        </span>
        <Badge>{audience === 'person' ? `For ${message.toName}` : audienceWords[audience]}</Badge>
        {message.isNew ? <Badge look="accent">New</Badge> : null}
      </p>
      <p className="mt-1 whitespace-pre-line [overflow-wrap:anywhere]">{message.words}</p>
      {message.isOwn ? (
        <p className="mt-1 text-caption text-muted">{readers === '' ? 'Not read yet' : `Read by ${readers}`}</p>
      ) : null}
    </li>
  )
}

function WriteMessage({ patientId, view }: { readonly patientId: string; readonly view: View }) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [messageId, setMessageId] = useState(() => crypto.randomUUID())
  const [audience, setAudience] = useState<Audience>(view.audiences[0] ?? 'care-team')
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const words = String(data.get('words') ?? '').trim()
    const to = audience === 'person' ? String(data.get('toMembership') ?? '') : ''
    const missing = [
      ...(audience === 'person' && to === '' ? [{ field: 'toMembership', sentence: 'Choose whom it is for.' }] : []),
      ...(words === '' ? [{ field: 'words', sentence: 'Write something.' }] : []),
    ]
    if (missing.length > 0) return setProblems(missing)
    const toMembership = to === '' ? null : to
    const answer = await attempt(() =>
      trpc.message.write.mutate({ messageId, patientId, audience, toMembership, words }),
    )
    if (!answer.ok) return setProblems([problemIn(answer.refusal)])
    setProblems([])
    setMessageId(crypto.randomUUID())
    router.refresh()
  }
  return (
    <Form key={messageId} onSubmit={send} problems={problems} aria-label="Write a message">
      <RadioGroup
        name="audience"
        label="For"
        choices={view.audiences.map((one) => ({ value: one, label: audienceWords[one], note: audienceNotes[one] }))}
        value={audience}
        onChange={(chosen) => setAudience(view.audiences.find((one) => one === chosen) ?? 'care-team')}
      />
      {audience === 'person' ? (
        <Select
          name="toMembership"
          label="Who"
          choices={view.people.map((one) => ({ value: one.membershipId, label: one.name }))}
        />
      ) : null}
      <TextField name="words" label="Message" rows={4} />
      <SubmitButton sendingWords="Sending …">Send</SubmitButton>
    </Form>
  )
}
