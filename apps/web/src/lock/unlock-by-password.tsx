'use client'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'

export function UnlockByPassword({ onUnlocked }: { readonly onUnlocked: () => void }) {
  const trpc = useTRPCClient()
  const [problems, setProblems] = useState<readonly { field: string; sentence: string }[]>([])
  const unlock = async (data: FormData) => {
    const answer = await attempt(() => trpc.signIn.unlock.mutate({ password: String(data.get('password') ?? '') }))
    if (answer.ok) onUnlocked()
    else setProblems([{ field: 'password', sentence: answer.refusal.sentence }])
  }
  return (
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
  )
}
