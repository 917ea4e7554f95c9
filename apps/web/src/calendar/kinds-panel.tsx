'use client'
import { Badge } from '@holdspace/ui/badge'
import { Button } from '@holdspace/ui/button'
import { Checkbox } from '@holdspace/ui/checkbox'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Panel } from '@holdspace/ui/panel'
import { EmptyState } from '@holdspace/ui/states'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { SetUpCalendar } from './set-up-calendar.tsx'
import { needsWords } from './time-fields.tsx'
import { useSetUp } from './use-set-up.ts'

type Kind = Answers['appointment']['schedule']['types'][number]

/** Kinds of visit: what they are called, how long they last, whether they take a room, and whether they are made at all. */
export function KindsPanel({ types }: { readonly types: readonly Kind[] }) {
  const [editing, setEditing] = useState<Kind | null>(null)
  if (types.length === 0) {
    return (
      <Panel title="Kinds of visit">
        <EmptyState title="No kinds of visit yet" action={<SetUpCalendar />}>
          Take over the usual ones; each can be changed afterwards.
        </EmptyState>
      </Panel>
    )
  }
  return (
    <Panel title={`Kinds of visit · ${types.filter((type) => type.active).length}`} flush>
      <ul className="divide-y divide-line">
        {types.map((type) => (
          <li key={type.key} className="flex flex-wrap items-center gap-x-6 gap-y-1 px-4 py-2">
            <span className={`w-52 ${type.active ? 'font-strong' : 'text-muted'}`}>{type.label}</span>
            <span className="w-24" data-figures>
              {type.minutes} minutes
            </span>
            <span className="w-24 text-muted">{type.needsRoom ? 'in a room' : 'no room'}</span>
            <span className="min-w-0 flex-1 basis-60 text-muted">{needsWords(type)}</span>
            {type.active ? null : <Badge>Not in use</Badge>}
            <Button size="compact" variant="quiet" aria-label={`Change ${type.label}`} onPress={() => setEditing(type)}>
              Change …
            </Button>
          </li>
        ))}
      </ul>
      {editing === null ? null : <KindDialog type={editing} onClose={() => setEditing(null)} />}
    </Panel>
  )
}

function KindDialog({ type, onClose }: { readonly type: Kind; readonly onClose: () => void }) {
  const setUp = useSetUp()
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const label = String(data.get('label') ?? '').trim()
    const minutes = Number(data.get('minutes') ?? '')
    const wrong = [
      ...(label === '' ? [{ field: 'label', sentence: 'Give the visit a name.' }] : []),
      ...(Number.isInteger(minutes) && minutes >= 5 && minutes <= 720 && minutes % 5 === 0
        ? []
        : [{ field: 'minutes', sentence: 'Enter minutes in steps of five, from 5 to 720.' }]),
    ]
    setProblems(wrong)
    if (wrong.length > 0) return
    const { key } = type
    const flags = { needsRoom: data.has('needsRoom'), active: data.has('active') }
    const problem = await setUp({ change: 'type', key, label, minutes, ...flags })
    if (problem === null) onClose()
    else setProblems([problem])
  }
  return (
    <Dialog title={`Change ${type.label}`} isOpen onClose={onClose}>
      <Form onSubmit={send} problems={problems} aria-label="Kind of visit">
        <TextField name="label" label="Name" defaultValue={type.label} maxLength={80} isRequired />
        <TextField
          name="minutes"
          label="Minutes"
          hint="Time to arrive, the monitoring the protocol asks for, and discharge."
          inputMode="numeric"
          defaultValue={String(type.minutes)}
          className="w-32"
          isRequired
        />
        <Checkbox name="needsRoom" value="yes" defaultSelected={type.needsRoom}>
          Takes a room
        </Checkbox>
        <Checkbox name="active" value="yes" defaultSelected={type.active} note="Off, no new visit of it is booked.">
          In use
        </Checkbox>
        <div>
          <SubmitButton sendingWords="Being kept …">Keep the change</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}
