'use client'
import type { PaperAttestation, Signing } from '@holdspace/clinic/consent/signing'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import type { Decision } from '@holdspace/kit/decision'
import { momentAt } from '@holdspace/kit/wall-clock'
import { DateFields } from '@holdspace/ui/date-fields'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import type { Checked } from './before-hand-over.tsx'
import { initialsField } from './consent-article.tsx'

export interface AttestPaperProps {
  readonly form: Answers['consent']['forSigning']
  readonly checked: Checked
  readonly zone: string
  readonly onAttest: (signing: Signing, paper: PaperAttestation) => Promise<Decision<unknown>>
  readonly onDone: () => void
}

/** For a paper signed by hand: when, the initials on it, and what the member of staff saw (RULINGS 9). */
export function AttestPaper(props: AttestPaperProps) {
  const { text } = props.form
  const { asked, problems, setDate, send } = useAttesting(props)
  return (
    <section className="flex flex-col gap-5">
      <div>
        <h1 className="text-heading">A paper signed by hand</h1>
        <p className="text-lead text-muted">
          {text.title}, version {text.version}. It must be this version, word for word.
        </p>
      </div>
      <Form onSubmit={send} problems={problems} aria-label="A paper signed by hand" className="max-w-xl">
        <DateFields
          name="date"
          label="Signed on"
          onChange={(_, day) => setDate(day)}
          {...problemAt(problems, 'date')}
        />
        <TextField
          name="time"
          label="At"
          hint="On the clinic’s clock, as 14:05."
          inputMode="numeric"
          className="max-w-32"
        />
        {asked.map(({ id, heading }) => (
          <TextField
            key={id}
            name={initialsField(id)}
            label={`Initials at “${heading}”`}
            maxLength={8}
            className="max-w-56"
          />
        ))}
        <TextField
          name="statement"
          label="What you saw"
          rows={3}
          hint="For example: I saw her sign every page; the scan is in the folder."
        />
        <p className="text-muted">Your name stands under this statement.</p>
        <div>
          <SubmitButton sendingWords="Being recorded …">Attest the paper</SubmitButton>
        </div>
      </Form>
    </section>
  )
}

function useAttesting({ form, checked, zone, onAttest, onDone }: AttestPaperProps) {
  const { text, textHash } = form
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const [date, setDate] = useState<CalendarDate | null>(null)
  const [consentId] = useState(() => crypto.randomUUID())
  const asked = text.sections.filter(({ initials }) => initials !== null)
  const send = async (data: FormData) => {
    const said = (name: string) => String(data.get(name) ?? '').trim()
    const minute = minuteOf(said('time'))
    const missing = [
      ...(date === null ? [{ field: 'date', sentence: 'Enter the day on the paper.' }] : []),
      ...(minute === null ? [{ field: 'time', sentence: 'Enter the time as 14:05.' }] : []),
      ...asked.flatMap(({ id, heading }) =>
        said(initialsField(id)) === ''
          ? [{ field: initialsField(id), sentence: `Enter the initials at “${heading}”.` }]
          : [],
      ),
      ...(said('statement').length < 10 ? [{ field: 'statement', sentence: 'Say what you saw, in a sentence.' }] : []),
    ]
    if (missing.length > 0 || date === null || minute === null) return setProblems(missing)
    const { kind, language, version } = text
    const signing: Signing = {
      ...{ consentId, kind, language, version, shownHash: textHash, signer: checked.signer },
      initials: Object.fromEntries(asked.map(({ id }) => [id, said(initialsField(id))])),
      mark: { how: 'on-paper' },
      agreesToScreen: false,
      helpers: [...checked.helpers],
    }
    const answer = await onAttest(signing, { signedAt: momentAt(date, minute, zone), statement: said('statement') })
    if (!answer.ok) return setProblems([{ sentence: answer.refusal.sentence }])
    onDone()
  }
  return { asked, problems, setDate, send }
}

function minuteOf(time: string): number | null {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(time) ?? []
  if (hours === undefined || minutes === undefined) return null
  const minute = Number(hours) * 60 + Number(minutes)
  return Number(minutes) < 60 && minute < 24 * 60 ? minute : null
}

function problemAt(problems: readonly FormProblem[], field: string): { problem?: string } {
  const problem = problems.find((one) => one.field === field)?.sentence
  return problem === undefined ? {} : { problem }
}
