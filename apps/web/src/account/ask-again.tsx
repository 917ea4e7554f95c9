'use client'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { TextField } from '@holdspace/ui/text-field'
import { type ReactNode, useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'

export interface AskAgainProps {
  /** What is about to be done, as the dialog's title: `Make new recovery codes`. */
  readonly title: string
  readonly isOpen: boolean
  /** What the password is given for, where the title alone does not say it. */
  readonly children?: ReactNode
  /** The verb of its button; `Go on` when absent. */
  readonly action?: string
  readonly onClose: () => void
  /** The password was right: for five minutes the server takes what needs it. */
  readonly onSteppedUp: () => void
}

/** The password once more, and a code when the last one is over half an hour old: the server says which (S29). */
export function AskAgain({ title, isOpen, children, action = 'Go on', onClose, onSteppedUp }: AskAgainProps) {
  const trpc = useTRPCClient()
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const [codeNeeded, setCodeNeeded] = useState(false)
  const send = async (data: FormData) => {
    const password = String(data.get('password') ?? '')
    const code = String(data.get('code') ?? '').trim()
    const factor = code === '' ? {} : { factor: { kind: 'code' as const, code } }
    const answer = await attempt(() => trpc.signIn.stepUp.mutate({ password, ...factor }))
    if (answer.ok) {
      setProblems([])
      setCodeNeeded(false)
      return onSteppedUp()
    }
    const { field, sentence } = answer.refusal
    if (answer.refusal.code === 'code-needed') setCodeNeeded(true)
    setProblems([{ sentence, ...(field === undefined ? {} : { field }) }])
  }
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      {children}
      <Form aria-label={title} onSubmit={send} problems={problems}>
        <TextField name="password" label="Your password" type="password" autoComplete="current-password" autoFocus />
        {codeNeeded ? (
          <TextField
            name="code"
            label="Code"
            hint="From your authenticator app."
            inputMode="numeric"
            autoComplete="one-time-code"
          />
        ) : null}
        <SubmitButton sendingWords="Checking…">{action}</SubmitButton>
      </Form>
    </Dialog>
  )
}
