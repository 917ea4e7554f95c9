'use client'
import { entryId, type SessionId } from '@holdspace/kit/ids'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Link } from '@holdspace/ui/link'
import { Notice } from '@holdspace/ui/notice'
import { Panel } from '@holdspace/ui/panel'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { newEntryId } from '../session-room/new-entry-id.ts'
import { useTRPCClient } from '../trpc.tsx'

/** The record is signed: what proves it, and where it is checked. */
export function Signed({ contentHash }: { readonly contentHash: string }) {
  return (
    <Notice level="done" title="Signed and locked">
      <p>Content SHA-256, as printed on the paper:</p>
      <p className="mt-1 font-mono text-caption [overflow-wrap:anywhere]" data-content-hash>
        {contentHash}
      </p>
      <p className="mt-2">
        Anybody holding the paper can <Link href="/verify">check it</Link>.
      </p>
    </Notice>
  )
}

export interface AddendumProps {
  readonly sessionId: SessionId
  /** Why this person may file none; null when they may. */
  readonly whyNot: string | null
}

/** What was signed stays as it was; what is missing is added under the name of whoever adds it (RULINGS 1). */
export function Addendum({ sessionId, whyNot }: AddendumProps) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [id, setId] = useState(() => newEntryId(Date.now()))
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const file = async (data: FormData) => {
    const text = String(data.get('text') ?? '').trim()
    if (text === '') return setProblems([{ field: 'text', sentence: 'Write what is to be added.' }])
    const filed = await attempt(() => trpc.session.fileAddendum.mutate({ id: entryId.parse(id), sessionId, text }))
    if (!filed.ok) return setProblems([{ field: 'text', sentence: filed.refusal.sentence }])
    setProblems([])
    setId(newEntryId(Date.now()))
    sayToast({ level: 'done', title: 'Addendum filed', detail: 'It stands below the signature, with your name.' })
    router.refresh()
  }
  return (
    <Panel title="Addendum">
      {whyNot === null ? (
        <Form key={id} onSubmit={file} problems={problems} aria-label="File an addendum">
          <TextField name="text" label="What is to be added" rows={4} hint="The signed part stays exactly as it is." />
          <div>
            <SubmitButton variant="secondary" sendingWords="Being filed …">
              File the addendum
            </SubmitButton>
          </div>
        </Form>
      ) : (
        <p className="text-muted">{whyNot}</p>
      )}
    </Panel>
  )
}
