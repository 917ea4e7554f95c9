'use client'
import { Button } from '@holdspace/ui/button'
import { DoorField } from '@holdspace/ui/door-field'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { useState } from 'react'
import { DemoPeople, type DemoPerson } from './demo-people.tsx'
import { doorClient, useDoorClient } from './door-client.ts'
import { DoorFrame } from './door-frame.tsx'
import { attempt } from './refusal-of.ts'

type Step = 'password' | 'code' | 'recovery-code'

export interface SignInProps {
  /** Where to go once signed in; absent stays at this address, which then shows what it held. */
  readonly then?: string
  readonly demoPeople: readonly DemoPerson[]
}

/** Email and password, then a code: by everybody, every time. Paste and password managers work (W5). */
export function SignIn({ then, demoPeople }: SignInProps) {
  useDoorClient()
  const [step, setStep] = useState<Step>('password')
  const enter = () => (then === undefined ? window.location.reload() : window.location.assign(then))
  const beside = demoPeople.length === 0 ? undefined : <DemoPeople people={demoPeople} onSignedIn={enter} />
  switch (step) {
    case 'password':
      return (
        <DoorFrame title="Sign in" lede="To the practice you work in." beside={beside}>
          <PasswordStep onDone={() => setStep('code')} />
        </DoorFrame>
      )
    case 'code':
      return (
        <DoorFrame title="Your code" lede="Six digits from your authenticator app." beside={beside}>
          <CodeStep kind="code" onSignedIn={enter} onExpired={() => setStep('password')} />
          <div className="mt-3 flex flex-wrap gap-1">
            <Button variant="quiet" onPress={() => setStep('recovery-code')}>
              Use a recovery code
            </Button>
            <Button variant="quiet" onPress={() => setStep('password')}>
              Start again
            </Button>
          </div>
        </DoorFrame>
      )
    case 'recovery-code':
      return (
        <DoorFrame title="Recovery code" lede="One from the list you kept. Each works once." beside={beside}>
          <CodeStep kind="recovery-code" onSignedIn={enter} onExpired={() => setStep('password')} />
          <Button variant="quiet" className="mt-3" onPress={() => setStep('code')}>
            Use the authenticator app
          </Button>
        </DoorFrame>
      )
  }
}

function PasswordStep({ onDone }: { readonly onDone: () => void }) {
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const email = String(data.get('email') ?? '').trim()
    const password = String(data.get('password') ?? '')
    const missing = missingAnswers(email, password)
    if (missing.length > 0) return setProblems(missing)
    const answer = await attempt(async () => (await doorClient()).signIn.withPassword.mutate({ email, password }))
    if (answer.ok) return onDone()
    setProblems([{ sentence: answer.refusal.sentence }])
  }
  return (
    <Form aria-label="Sign in" onSubmit={send} problems={problems}>
      <DoorField name="email" label="Email" type="email" autoComplete="username" inputMode="email" />
      <DoorField name="password" label="Password" type="password" autoComplete="current-password" />
      <SubmitButton sendingWords="Checking…" className="w-full">
        Continue
      </SubmitButton>
    </Form>
  )
}

function missingAnswers(email: string, password: string): readonly FormProblem[] {
  return [
    ...(email === '' ? [{ field: 'email', sentence: 'Enter your email address.' }] : []),
    ...(password === '' ? [{ field: 'password', sentence: 'Enter your password.' }] : []),
  ]
}

interface CodeStepProps {
  readonly kind: 'code' | 'recovery-code'
  readonly onSignedIn: () => void
  readonly onExpired: () => void
}

function CodeStep({ kind, onSignedIn, onExpired }: CodeStepProps) {
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const code = String(data.get('code') ?? '').trim()
    if (code === '') return setProblems([{ field: 'code', sentence: 'Enter the code.' }])
    const answer = await attempt(async () =>
      (await doorClient()).signIn.withSecondFactor.mutate({ factor: { kind, code } }),
    )
    if (answer.ok) return onSignedIn()
    if (answer.refusal.code === 'sign-in-expired') return onExpired()
    setProblems([{ field: 'code', sentence: answer.refusal.sentence }])
  }
  return (
    <Form aria-label="Second factor" onSubmit={send} problems={problems}>
      <DoorField
        key={kind}
        name="code"
        label={kind === 'code' ? 'Code' : 'Recovery code'}
        autoComplete="one-time-code"
        {...(kind === 'code' ? { inputMode: 'numeric' as const } : {})}
        autoFocus
      />
      <SubmitButton sendingWords="Checking…" className="w-full">
        Sign in
      </SubmitButton>
    </Form>
  )
}
