'use client'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { pinHere } from './pin-here.ts'

/** How a screen was opened. `pin-here`: without the server, which is told the PIN as soon as it can be reached again. */
export type Unlocked = { readonly by: 'password' | 'pin' } | { readonly by: 'pin-here'; readonly pin: string }

/** A server that does not answer by then is away, and the page judges by itself: back within ten seconds (S26, OB18). */
const patienceMs = 4_000

export interface UnlockByPinProps {
  readonly onUnlocked: (how: Unlocked) => void
  /** No try is left: the password is asked for. */
  readonly onUsedUp: () => void
}

/** Six digits at a locked screen of the room. The server is asked first; only without it the page compares by itself. */
export function UnlockByPin({ onUnlocked, onUsedUp }: UnlockByPinProps) {
  const trpc = useTRPCClient()
  const [problems, setProblems] = useState<readonly { field: string; sentence: string }[]>([])
  const wrong = (sentence: string) => setProblems([{ field: 'pin', sentence }])
  const here = async (pin: string, unreachable: string) => {
    const tried = await pinHere.tryPin(pin)
    if (tried === null) return wrong(unreachable)
    if (tried.is === 'right') return onUnlocked({ by: 'pin-here', pin })
    if (tried.triesLeft === 0) return onUsedUp()
    const tries = tried.triesLeft === 1 ? 'One try is' : `${tried.triesLeft} tries are`
    return wrong(`This is not your PIN. ${tries} left.`)
  }
  const unlock = async (data: FormData) => {
    const pin = String(data.get('pin') ?? '').trim()
    const signal = AbortSignal.timeout(patienceMs)
    const answer = await attempt(() => trpc.signIn.unlockWithPin.mutate({ pin }, { signal }))
    if (answer.ok) return onUnlocked({ by: 'pin' })
    const { family, code, sentence } = answer.refusal
    if (family === 'unavailable') return here(pin, sentence)
    if (code === 'pin-used-up' || code === 'pin-opens-nothing') return onUsedUp()
    return wrong(family === 'invalid' && code === 'input-not-usable' ? 'A PIN is six digits.' : sentence)
  }
  return (
    <Form aria-label="Unlock" onSubmit={unlock} problems={problems}>
      <TextField
        name="pin"
        label="Session PIN"
        type="password"
        inputMode="numeric"
        autoComplete="off"
        maxLength={6}
        autoFocus
        isRequired
      />
      <SubmitButton size="room" sendingWords="Unlocking…" className="w-full">
        Unlock
      </SubmitButton>
    </Form>
  )
}
