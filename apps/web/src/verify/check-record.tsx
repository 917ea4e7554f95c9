'use client'
import { dateTimeInZone } from '@holdspace/kit/calendar-date'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Notice } from '@holdspace/ui/notice'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import { useDoorClient } from '../door-client.ts'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'

type Checked = Answers['session']['checkRecord']

/** What a reader typed from paper: spaces, line breaks and capitals do not matter; anything else does. */
export function hashFromPaper(typed: string): string | null {
  const hash = typed.replace(/\s/g, '').toLowerCase()
  return /^[0-9a-f]{64}$/.test(hash) ? hash : null
}

/** The hash goes in a form, never in the address: an address is kept in histories and logs. */
export function CheckRecord() {
  const client = useDoorClient()
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const [checked, setChecked] = useState<{ readonly hash: string; readonly answer: Checked } | null>(null)
  const check = async (data: FormData) => {
    setChecked(null)
    const contentHash = hashFromPaper(String(data.get('contentHash') ?? ''))
    if (contentHash === null) {
      const sentence = 'The content hash has 64 characters, 0 to 9 and a to f. Look for a missing or doubled one.'
      return setProblems([{ field: 'contentHash', sentence }])
    }
    const answer = await attempt(async () => (await client()).session.checkRecord.query({ contentHash }))
    if (!answer.ok) return setProblems([{ sentence: answer.refusal.sentence }])
    setProblems([])
    setChecked({ hash: contentHash, answer: answer.value })
  }
  return (
    <>
      <Form onSubmit={check} problems={problems} aria-label="Check a record">
        <TextField
          name="contentHash"
          label="Content SHA-256"
          hint="On the last page of the record, beside the square code. Spaces do not matter."
          rows={3}
          autoComplete="off"
          autoCorrect="off"
          spellCheck="false"
          className="[&_textarea]:font-mono"
        />
        <SubmitButton sendingWords="Being looked up …" className="w-full">
          Check the record
        </SubmitButton>
      </Form>
      <div className="mt-6" aria-live="polite">
        {checked === null ? null : <Found answer={checked.answer} />}
      </div>
    </>
  )
}

function Found({ answer }: { readonly answer: Checked }) {
  if (!answer.known) {
    return (
      <Notice level="medium" title="Not known here">
        No record with this hash was signed on this installation. Compare the characters with the paper once more. If
        they match, the paper was changed, or it comes from somewhere else: ask the practice named on it.
      </Notice>
    )
  }
  const facts = [
    ['Practice', answer.practiceName],
    ['Signed', dateTimeInZone(answer.signedAt, 'UTC')],
    ['Entries when signed', String(answer.entries)],
    ['Head of the chain', answer.headLeaf],
  ] as const
  return (
    <Notice level="done" title="A record with exactly this content was signed here">
      <dl className="mt-2 grid gap-x-4 gap-y-1.5 sm:grid-cols-[9rem_minmax(0,1fr)]">
        {facts.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-muted">{label}</dt>
            <dd
              className={
                label === 'Head of the chain' ? 'font-mono text-caption [overflow-wrap:anywhere]' : 'font-strong'
              }
            >
              {value}
            </dd>
          </div>
        ))}
      </dl>
    </Notice>
  )
}
