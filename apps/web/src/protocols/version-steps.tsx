'use client'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { Button } from '@holdspace/ui/button'
import { Notice } from '@holdspace/ui/notice'
import { Panel } from '@holdspace/ui/panel'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { AskAgain } from '../account/ask-again.tsx'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { NewVersion } from './new-version.tsx'

export interface VersionStepsProps {
  readonly protocol: ProtocolVersion
  readonly mayDraft: boolean
  readonly mayApprove: boolean
}

/** What may be done with a version besides approving it: change it in a new one, send it back, end it. */
export function VersionSteps({ protocol, mayDraft, mayApprove }: VersionStepsProps) {
  if (!mayDraft) return null
  const { status } = protocol
  return (
    <Panel title="Changes">
      <div className="flex flex-col gap-4">
        <p className="text-muted">{words[status]}</p>
        <NewVersion protocol={protocol} />
        {status === 'draft' && !mayApprove ? <PutUp protocol={protocol} /> : null}
        {status === 'in-review' && mayApprove ? <SendBack protocol={protocol} /> : null}
        {status === 'approved' && mayApprove ? <Retire protocol={protocol} /> : null}
      </div>
    </Panel>
  )
}

const words: { readonly [S in ProtocolVersion['status']]: string } = {
  draft: 'A draft may be made again under the same number until it is up for review.',
  'in-review': 'In review it does not change. Send it back, or make another version.',
  approved: 'An approved version never changes. Whoever wants another value makes a new version of it.',
  retired: 'No session is opened on it any more; those that pinned it keep it.',
}

type Step = Pick<VersionStepsProps, 'protocol'>

function PutUp({ protocol: { id: protocolId, version } }: Step) {
  const trpc = useTRPCClient()
  const { act, refused } = useStep('Up for review')
  return (
    <>
      {refused === null ? null : <Notice level="high" title={refused} live />}
      <Button variant="primary" onPress={() => void act(() => trpc.protocol.submit.mutate({ protocolId, version }))}>
        Put up for review
      </Button>
    </>
  )
}

function SendBack({ protocol: { id: protocolId, version } }: Step) {
  const trpc = useTRPCClient()
  const { act, refused } = useStep('Sent back')
  return (
    <>
      {refused === null ? null : <Notice level="high" title={refused} live />}
      <Button onPress={() => void act(() => trpc.protocol.returnToDraft.mutate({ protocolId, version }))}>
        Send back to be worked on
      </Button>
    </>
  )
}

function Retire({ protocol: { id: protocolId, version, title } }: Step) {
  const trpc = useTRPCClient()
  const { act, refused } = useStep('Retired')
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      {refused === null ? null : <Notice level="high" title={refused} live />}
      <Button variant="danger" onPress={() => setAsking(true)}>
        Retire this version
      </Button>
      <AskAgain
        title="Retire the protocol"
        action="Retire"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onSteppedUp={() => {
          setAsking(false)
          void act(() => trpc.protocol.retire.mutate({ protocolId, version }))
        }}
      >
        <p className="mb-4 border-accent border-l-3 bg-soft px-3 py-2">
          “{title}”, version {version}. No session is opened on it from now on; sessions that run on it go on.
        </p>
      </AskAgain>
    </>
  )
}

function useStep(done: string) {
  const router = useRouter()
  const [refused, setRefused] = useState<string | null>(null)
  const act = async (step: () => Promise<unknown>) => {
    const answer = await attempt(step)
    setRefused(answer.ok ? null : answer.refusal.sentence)
    if (!answer.ok) return
    sayToast({ level: 'done', title: done })
    router.refresh()
  }
  return { act, refused }
}
