'use client'
import { Button } from '@holdspace/ui/button'
import { Notice } from '@holdspace/ui/notice'
import { Panel } from '@holdspace/ui/panel'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { AskAgain } from './ask-again.tsx'

/** For the day the phone is lost: how many codes are left, and a new list, shown once. */
export function RecoveryCodes({ left }: { readonly left: number }) {
  const trpc = useTRPCClient()
  const [asking, setAsking] = useState(false)
  const [codes, setCodes] = useState<readonly string[]>([])
  const [refused, setRefused] = useState<string | null>(null)
  const renew = async () => {
    setAsking(false)
    const answer = await attempt(() => trpc.account.renewRecoveryCodes.mutate())
    if (!answer.ok) return setRefused(answer.refusal.sentence)
    setRefused(null)
    setCodes(answer.value.recoveryCodes)
  }
  return (
    <Panel title="Recovery codes" actions={<Button onPress={() => setAsking(true)}>Make new codes</Button>}>
      {refused === null ? null : <Notice level="high" title={refused} live />}
      {codes.length > 0 ? (
        <Notice level="done" title="Your new codes. They are shown only now." live>
          <p>Print them or write them down and keep them away from your phone. The old list is void.</p>
          <ul className="mt-2 grid grid-cols-2 gap-x-6 gap-y-1 font-mono">
            {codes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
        </Notice>
      ) : (
        <Left left={left} />
      )}
      <AskAgain title="Make new recovery codes" isOpen={asking} onClose={() => setAsking(false)} onSteppedUp={renew} />
    </Panel>
  )
}

function Left({ left }: { readonly left: number }) {
  if (left > 3) {
    return <p className="text-muted">{left} are left. Each lets you in once when you are without your phone.</p>
  }
  const words = left === 0 ? 'No recovery code is left' : left === 1 ? '1 recovery code is left' : `${left} are left`
  return (
    <Notice level="medium" title={words}>
      Without your phone and without a code you cannot sign in. Make a new list now.
    </Notice>
  )
}
