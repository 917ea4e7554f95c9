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
type PrintedCheckpoint = NonNullable<Extract<Checked, { known: true }>['checkpoint']>

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
    const typed = String(data.get('checkpoint') ?? '').trim()
    const asked = { contentHash, ...(typed === '' ? {} : { checkpoint: typed }) }
    const answer = await attempt(async () => (await client()).session.checkRecord.query(asked))
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
        <TextField
          name="checkpoint"
          label="Checkpoint"
          optional
          hint="What a telephone reads in the square code. With it you also learn whether the log is still the one of that day."
          rows={5}
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
  const { log } = answer
  const facts = [
    ['Practice', answer.practiceName],
    ['Signed', dateTimeInZone(answer.signedAt, 'UTC')],
    ['Entries when signed', String(answer.entries)],
    ['Head of the chain', answer.headLeaf],
    ...(log === null
      ? []
      : ([
          ['Place in the log', `leaf ${log.index} of ${log.size}, counted from 0`],
          ['Log signed', dateTimeInZone(log.signedAt, 'UTC')],
          ['Leaf of the record', log.leaf],
        ] as const)),
  ] as const
  return (
    <div className="flex flex-col gap-4">
      {answer.checkpoint === null ? null : <Printed verdict={answer.checkpoint} />}
      <Notice level="done" title="A record with exactly this content was signed here">
        <dl className="mt-2 grid gap-x-4 gap-y-1.5 sm:grid-cols-[9rem_minmax(0,1fr)]">
          {facts.map(([label, value]) => (
            <div key={label} className="contents">
              <dt className="text-muted">{label}</dt>
              <dd
                className={exactLabels.has(label) ? 'font-mono text-caption [overflow-wrap:anywhere]' : 'font-strong'}
              >
                {value}
              </dd>
            </div>
          ))}
        </dl>
        {log === null ? null : <ProofToKeep proof={log.proof} verifierKey={log.verifierKey} />}
      </Notice>
    </div>
  )
}

const exactLabels: ReadonlySet<string> = new Set(['Head of the chain', 'Leaf of the record'])

const verdicts: {
  readonly [Verdict in PrintedCheckpoint]: {
    readonly level: 'done' | 'high'
    readonly title: string
    readonly words: string
  }
} = {
  agrees: {
    level: 'done',
    title: 'The log is still the one your paper saw',
    words: 'Everything that was logged when your paper was drawn is in the log today, in the same order.',
  },
  forged: {
    level: 'high',
    title: 'This checkpoint was not signed by this practice’s log',
    words: 'A character may be wrong: scan the square code again. If it is right, the paper is not what it says it is.',
  },
  differs: {
    level: 'high',
    title: 'The log was changed since your paper was drawn',
    words: 'Keep the paper: it shows that the record was written anew. Tell the practice.',
  },
  ahead: {
    level: 'high',
    title: 'Your paper knows more than this log',
    words: 'An older copy of the record stands in its place. Keep the paper and tell the practice.',
  },
}

function Printed({ verdict }: { readonly verdict: PrintedCheckpoint }) {
  const { level, title, words } = verdicts[verdict]
  return (
    <Notice level={level} title={title}>
      {words}
    </Notice>
  )
}

/** For the stand-alone verifier, which needs neither this page nor this practice. */
function ProofToKeep({ proof, verifierKey }: { readonly proof: string; readonly verifierKey: string }) {
  return (
    <details className="mt-3">
      <summary className="flex min-h-11 cursor-pointer items-center font-strong text-accent">
        The proof, for the stand-alone verifier
      </summary>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways must be reachable by keyboard (A1).
        tabIndex={0}
        className="overflow-x-auto rounded-control border border-line bg-surface p-3 font-mono text-caption"
      >
        {proof}
        {'\n'}
        {verifierKey}
      </pre>
    </details>
  )
}
