'use client'
import { AlertMark } from '@holdspace/ui/alert-mark'
import { Button } from '@holdspace/ui/button'
import { LinkButton } from '@holdspace/ui/link'
import { Panel } from '@holdspace/ui/panel'
import { FileDown, FileJson2 } from 'lucide-react'
import { useState } from 'react'
import { DropZone } from 'react-aria-components/DropZone'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { useTRPCClient } from '../trpc.tsx'
import { sendFile } from './send-file.ts'

type Outcome =
  | { readonly kind: 'waiting' | 'sending' }
  | { readonly kind: 'received'; readonly referralId: string; readonly alreadyHere: boolean; readonly status: string }
  | { readonly kind: 'refused'; readonly sentence: string }

interface Sent {
  readonly key: string
  readonly name: string
  readonly kilobytes: number
  readonly outcome: Outcome
}

/** Drop files or choose them; each is sent by itself, and one that is refused does not keep the others out. */
export function ImportFiles() {
  const trpc = useTRPCClient()
  const [sent, setSent] = useState<readonly Sent[]>([])
  const conclude = (key: string, outcome: Outcome) =>
    setSent((before) => before.map((one) => (one.key === key ? { ...one, outcome } : one)))
  const take = async (files: readonly File[]) => {
    const added = files.map((file) => ({ file, key: crypto.randomUUID() }))
    setSent((before) => [...added.map(({ file, key }) => newlySent(file, key)), ...before])
    for (const { file, key } of added) {
      conclude(key, { kind: 'sending' })
      const answer = await sendFile(trpc, file)
      conclude(
        key,
        answer.ok ? { kind: 'received', ...answer.value } : { kind: 'refused', sentence: answer.refusal.sentence },
      )
    }
  }
  return (
    <>
      <DropFiles onFiles={(files) => void take(files)} />
      {sent.length === 0 ? <WhatIsTaken /> : <SentFiles sent={sent} />}
    </>
  )
}

function newlySent(file: File, key: string): Sent {
  return { key, name: file.name, kilobytes: Math.max(1, Math.round(file.size / 1024)), outcome: { kind: 'waiting' } }
}

function DropFiles({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  return (
    <DropZone
      aria-label="Drop referral files here"
      getDropOperation={() => 'copy'}
      onDrop={async (event) => {
        const files = event.items.filter((item) => item.kind === 'file')
        onFiles(await Promise.all(files.map((item) => item.getFile())))
      }}
      className="flex flex-col items-center gap-4 rounded-card border-2 border-control-line border-dashed bg-surface px-6 py-12 text-center eased data-drop-target:border-accent data-drop-target:bg-soft data-focus-visible:outline-2 data-focus-visible:outline-offset-2 data-focus-visible:outline-accent"
    >
      <FileDown aria-hidden className="size-9 text-accent" strokeWidth={1.5} />
      <div>
        <p className="text-title font-strong">Drop the file here</p>
        <p className="mt-1 text-muted">
          FHIR R4 JSON: transaction, collection or searchset, up to 20 MB, one person a file.
        </p>
      </div>
      <FileTrigger
        allowsMultiple
        acceptedFileTypes={['.json', 'application/json', 'application/fhir+json']}
        onSelect={(list) => onFiles(list === null ? [] : [...list])}
      >
        <Button variant="primary">Choose a file</Button>
      </FileTrigger>
    </DropZone>
  )
}

function SentFiles({ sent }: { readonly sent: readonly Sent[] }) {
  return (
    <Panel title="Files" flush>
      <ul aria-live="polite" className="flex flex-col divide-y divide-line">
        {sent.map((one) => (
          <li key={one.key} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <FileJson2 aria-hidden className="size-5 shrink-0 text-muted" strokeWidth={1.5} />
            <div className="min-w-0 flex-1 basis-64">
              <p className="font-strong [overflow-wrap:anywhere]">
                {one.name} <span className="font-regular text-muted">{one.kilobytes.toLocaleString('en-US')} kB</span>
              </p>
              <OutcomeLine outcome={one.outcome} />
            </div>
            {one.outcome.kind === 'received' ? (
              <LinkButton
                href={`/referrals/${one.outcome.referralId}`}
                size="compact"
                variant={one.outcome.alreadyHere ? 'secondary' : 'primary'}
              >
                {one.outcome.status === 'in-review' ? 'Review' : 'Open'}
              </LinkButton>
            ) : null}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function OutcomeLine({ outcome }: { readonly outcome: Outcome }) {
  switch (outcome.kind) {
    case 'waiting':
      return <p className="text-muted">Waits its turn</p>
    case 'sending':
      return (
        <p className="flex items-center gap-3 text-muted">
          Being sent and read …
          <progress aria-label="Being sent and read" className="h-1.5 w-32 accent-accent" />
        </p>
      )
    case 'received':
      return outcome.alreadyHere ? (
        <AlertMark level="low" look="plain">
          This very file is here already. Nothing was added.
        </AlertMark>
      ) : (
        <AlertMark level="done" look="plain">
          Received. It waits for review.
        </AlertMark>
      )
    case 'refused':
      return (
        <AlertMark level="high" look="plain">
          {outcome.sentence}
        </AlertMark>
      )
  }
}

const promises = [
  ['Taken', 'The person, problems, allergies, medicines, weights and heights, and the newest blood pressure.'],
  ['Left out', 'Everything else, listed with the reason. Nothing is lost silently.'],
  ['Dropped', 'Social Security, licence and passport numbers. They are never stored.'],
  ['Flagged', 'What calls for a second look before ketamine, with the line of the file it comes from.'],
] as const

function WhatIsTaken() {
  return (
    <Panel title="What happens to the file">
      <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-[7rem_1fr]">
        {promises.map(([term, words]) => (
          <div key={term} className="contents">
            <dt className="font-strong">{term}</dt>
            <dd className="text-muted max-sm:-mt-2">{words}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
