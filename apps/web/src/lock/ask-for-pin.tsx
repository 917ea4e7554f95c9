'use client'
import { Button } from '@holdspace/ui/button'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { TextField } from '@holdspace/ui/text-field'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPC, useTRPCClient } from '../trpc.tsx'
import { pinHere } from './pin-here.ts'

/** Said once in the life of a page: whoever wants none is not asked again. */
let isUnwanted = false

/**
 * Asks, in one quiet line at the head of the room, for the PIN that opens this screen again after a pause (RULINGS 14).
 * `hasPin` is what the server knew when it drew the page, so that nothing moves while the page asks for itself.
 */
export function AskForPin({ hasPin }: { readonly hasPin: boolean }) {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.signIn.sessionPin.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }))
  const [step, setStep] = useState<'asked' | 'choosing' | 'unwanted'>(isUnwanted ? 'unwanted' : 'asked')
  useEffect(() => pinHere.sitDown(), [])
  useEffect(() => {
    if (data !== undefined) pinHere.hold(data)
  }, [data])
  const isSet = data === undefined ? hasPin : data.verifier !== null
  if (isSet || step === 'unwanted') return null
  const notNow = () => {
    isUnwanted = true
    setStep('unwanted')
  }
  return (
    <section
      aria-label="Session PIN"
      data-screen-only
      // Below 1,024 px a form that is open needs the height: whose record it is must stand above it (BN7).
      className="flex flex-wrap items-end gap-x-4 gap-y-2 border-line border-b bg-sunken px-4 py-2 max-lg:in-[body:has([data-workspace])]:hidden lg:px-6"
    >
      {step === 'asked' ? (
        <>
          <p className="min-w-60 flex-1 self-center text-muted">
            With a PIN this screen opens again quickly after a pause, also without network.
          </p>
          <Button size="compact" onPress={() => setStep('choosing')}>
            Choose a PIN
          </Button>
          <Button size="compact" variant="quiet" onPress={notNow}>
            Not now
          </Button>
        </>
      ) : (
        <ChoosePin onLater={() => setStep('asked')} />
      )}
    </section>
  )
}

function ChoosePin({ onLater }: { readonly onLater: () => void }) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  const [problems, setProblems] = useState<readonly { field: string; sentence: string }[]>([])
  const set = async (data: FormData) => {
    const pin = String(data.get('pin') ?? '').trim()
    const answer = await attempt(() => client.signIn.setSessionPin.mutate({ pin }))
    if (answer.ok) return queries.setQueryData(trpc.signIn.sessionPin.queryKey(), answer.value)
    const { code, sentence } = answer.refusal
    return setProblems([{ field: 'pin', sentence: code === 'input-not-usable' ? 'A PIN is six digits.' : sentence }])
  }
  return (
    <Form aria-label="Choose a session PIN" onSubmit={async (data) => void (await set(data))} problems={problems}>
      <div className="flex flex-wrap items-end gap-3">
        <TextField
          name="pin"
          label="PIN for this session on this device"
          hint="Six digits. It ends with your login."
          type="password"
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          autoFocus
          isRequired
        />
        <SubmitButton>Set PIN</SubmitButton>
        <Button variant="quiet" onPress={onLater}>
          Cancel
        </Button>
      </div>
    </Form>
  )
}
