'use client'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Panel } from '@holdspace/ui/panel'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'

/** A new password ends every other login of the account (S27); the form says so before, not after. */
export function ChangePassword() {
  const trpc = useTRPCClient()
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const [round, setRound] = useState(0)
  const send = async (data: FormData) => {
    const currentPassword = String(data.get('currentPassword') ?? '')
    const newPassword = String(data.get('newPassword') ?? '')
    const answer = await attempt(() => trpc.account.changePassword.mutate({ currentPassword, newPassword }))
    if (!answer.ok) {
      const { field, sentence } = answer.refusal
      return setProblems([{ sentence, ...(field === undefined ? {} : { field }) }])
    }
    setProblems([])
    setRound(round + 1)
    sayToast({ level: 'done', title: 'Password changed', detail: 'Every other login was ended.' })
  }
  return (
    <Panel title="Password">
      <Form key={round} aria-label="Change password" onSubmit={send} problems={problems} className="max-w-md">
        <TextField name="currentPassword" label="Current password" type="password" autoComplete="current-password" />
        <TextField
          name="newPassword"
          label="New password"
          type="password"
          autoComplete="new-password"
          hint="A sentence is best. Every other login of yours ends when it changes."
        />
        <div>
          <SubmitButton sendingWords="Changing…">Change password</SubmitButton>
        </div>
      </Form>
    </Panel>
  )
}
