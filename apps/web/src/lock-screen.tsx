'use client'
import { Button } from '@holdspace/ui/button'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { LinkButton } from '@holdspace/ui/link'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import { DoorFrame } from './door-frame.tsx'
import { attempt } from './refusal-of.ts'
import { useTRPCClient } from './trpc.tsx'

export interface LockScreenProps {
  readonly displayName: string
  /** The login has ended altogether: only signing in again helps. */
  readonly isSignedOut?: boolean
  readonly onUnlocked: () => void
}

/** A screen somebody walked away from. Nothing of any patient stands on it. */
export function LockScreen({ displayName, isSignedOut = false, onUnlocked }: LockScreenProps) {
  const trpc = useTRPCClient()
  const [problems, setProblems] = useState<readonly { field: string; sentence: string }[]>([])
  const unlock = async (data: FormData) => {
    const answer = await attempt(() => trpc.signIn.unlock.mutate({ password: String(data.get('password') ?? '') }))
    if (answer.ok) onUnlocked()
    else setProblems([{ field: 'password', sentence: answer.refusal.sentence }])
  }
  const leave = async () => {
    await attempt(() => trpc.signIn.signOut.mutate())
    window.location.reload()
  }
  if (isSignedOut) {
    return (
      <DoorFrame title="You are signed out" lede={`${displayName}, this login has ended.`}>
        <LinkButton href="/sign-in" variant="primary">
          Sign in
        </LinkButton>
      </DoorFrame>
    )
  }
  return (
    <DoorFrame title="Locked" lede={`${displayName}, your password opens it again where you left it.`}>
      <Form aria-label="Unlock" onSubmit={unlock} problems={problems}>
        <TextField
          name="password"
          label="Password"
          type="password"
          autoComplete="current-password"
          autoFocus
          isRequired
        />
        <SubmitButton sendingWords="Unlocking…" className="w-full">
          Unlock
        </SubmitButton>
      </Form>
      <Button variant="quiet" className="mt-3 w-full" onPress={() => void leave()}>
        Sign out instead
      </Button>
    </DoorFrame>
  )
}
