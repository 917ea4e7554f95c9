'use client'
import { meanings } from '@holdspace/clinic/session/sign-session'
import { entryId, type SessionId } from '@holdspace/kit/ids'
import type { Refusal } from '@holdspace/kit/refusal'
import { Button } from '@holdspace/ui/button'
import { Checkbox } from '@holdspace/ui/checkbox'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { LinkButton } from '@holdspace/ui/link'
import { Notice } from '@holdspace/ui/notice'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { AskAgain } from '../account/ask-again.tsx'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { newEntryId } from '../session-room/new-entry-id.ts'
import { useTRPCClient } from '../trpc.tsx'

type Reading = Answers['session']['readForSigning']
type Meaning = keyof typeof meanings
const meaningKeys = Object.keys(meanings) as Meaning[]

export interface SignRecordProps {
  readonly sessionId: SessionId
  readonly reading: Reading
  readonly signerName: string
}

/**
 * Signing: what the signature means is chosen and shown, the password is given again, and what was read is what is
 * signed: the hash of the paper on the screen travels with it (S29).
 */
export function SignRecord({ sessionId, reading, signerName }: SignRecordProps) {
  const signing = useSigning(sessionId, reading)
  const { meaning, setMeaning, problems, refused, asking, setAsking, without, leaveOut, submit, sign } = signing
  const waiting = reading.devices.filter((device) => device.waiting > 0)
  return (
    <>
      {refused === null ? null : <SignRefused refused={refused} sessionId={sessionId} />}
      <Form onSubmit={submit} problems={problems} aria-label="Sign and lock the record">
        <RadioGroup
          name="meaning"
          label="Your signature means"
          choices={meaningKeys.map((key) => ({ value: key, label: meanings[key] }))}
          value={meaning}
          onChange={(chosen) => setMeaning(meaningKeys.find((key) => key === chosen) ?? null)}
        />
        {waiting.map((device) => (
          <Checkbox
            key={device.deviceId}
            name={device.deviceId}
            isSelected={without.includes(device.deviceId)}
            onChange={(isLeftOut) => leaveOut(device.deviceId, isLeftOut)}
            note={`${device.waiting === 1 ? '1 entry waits' : `${device.waiting} entries wait`} on it. What arrives later is filed as a late entry.`}
          >
            Sign without {device.label}
          </Checkbox>
        ))}
        <SubmitButton isDisabled={signing.isUnderWay} className="w-full">
          {signing.isUnderWay ? 'Being signed and drawn …' : 'Sign and lock'}
        </SubmitButton>
        <p role="status" className="sr-only">
          {signing.isUnderWay ? 'The record is being signed.' : ''}
        </p>
        <p className="text-muted">
          Signed as {signerName}. Nothing of the record changes afterwards; what is missing is added as an addendum.
        </p>
      </Form>
      <AskAgain
        title="Sign and lock the record"
        action="Sign and lock"
        isOpen={asking}
        onClose={() => setAsking(false)}
        onSteppedUp={() => void sign()}
      >
        <p className="mb-4 border-accent border-l-3 bg-soft px-3 py-2">
          “{meaning === null ? '' : meanings[meaning]}” <span className="text-muted">{signerName}</span>
        </p>
      </AskAgain>
    </>
  )
}

/** The entry's id is made once for this reading of the record, so that a signature sent twice signs once. */
function useSigning(sessionId: SessionId, reading: Reading) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [id] = useState(() => entryId.parse(newEntryId(Date.now())))
  const [meaning, setMeaning] = useState<Meaning | null>(null)
  const [without, setWithout] = useState<readonly string[]>([])
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const [refused, setRefused] = useState<Refusal | null>(null)
  const [asking, setAsking] = useState(false)
  // Stays so after success, until the page has come back as the signed one.
  const [isUnderWay, setUnderWay] = useState(false)
  const stillWaiting = async () => {
    const isOpen = (one: Reading['devices'][number]) => one.waiting > 0 && !without.includes(one.deviceId)
    if (!reading.devices.some(isOpen)) return []
    // What waited when this page was read may have arrived since; nothing moves until somebody presses, so it is asked then.
    const now = await attempt(() => trpc.session.readForSigning.query({ sessionId }))
    return (now.ok ? now.value.devices : reading.devices).filter(isOpen)
  }
  const submit = async () => {
    const open = await stillWaiting()
    const found: FormProblem[] = [
      ...(meaning === null ? [{ field: 'meaning', sentence: 'Choose what your signature means.' }] : []),
      ...open.map((one) => ({ field: one.deviceId, sentence: `Bring ${one.label} online, or sign without it.` })),
    ]
    setProblems(found)
    if (found.length === 0) setAsking(true)
  }
  const sign = async () => {
    setAsking(false)
    if (meaning === null) return
    setUnderWay(true)
    const shownHash = reading.contentHash
    const signed = await attempt(() =>
      trpc.session.sign.mutate({ id, sessionId, meaning, shownHash, signWithout: [...without] }),
    )
    setRefused(signed.ok ? null : signed.refusal)
    if (!signed.ok) return setUnderWay(false)
    sayToast({ level: 'done', title: 'Signed and locked', detail: 'The PDF is ready.' })
    router.refresh()
  }
  const leaveOut = (deviceId: string, isLeftOut: boolean) =>
    setWithout(isLeftOut ? [...without, deviceId] : without.filter((one) => one !== deviceId))
  return { meaning, setMeaning, problems, refused, asking, setAsking, without, leaveOut, submit, sign, isUnderWay }
}

function SignRefused({ refused, sessionId }: { readonly refused: Refusal; readonly sessionId: SessionId }) {
  const router = useRouter()
  const readAgain = ['record-changed', 'already-signed', 'entries-waiting'].includes(refused.code)
  return (
    <Notice
      level="high"
      title={refused.sentence}
      live
      actions={
        readAgain ? (
          <Button onPress={() => router.refresh()}>Read it again</Button>
        ) : refused.code === 'alerts-unanswered' ? (
          <LinkButton href={`/sessions/${sessionId}`}>Back to the room</LinkButton>
        ) : null
      }
    >
      <Details lines={refused.details ?? []} />
    </Notice>
  )
}

function Details({ lines }: { readonly lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <ul className="list-disc pl-5">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
