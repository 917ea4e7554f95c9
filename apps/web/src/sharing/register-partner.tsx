'use client'
import { Button } from '@holdspace/ui/button'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Notice } from '@holdspace/ui/notice'
import { Select } from '@holdspace/ui/select'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { purposeWords } from './words.ts'

type Check = Answers['sharing']['checkPartner']

const purposes = ['TREAT', 'HPAYMT', 'HOPERAT', 'PATRQT'] as const

export interface RegisterPartnerProps {
  readonly tokenAddress: string
  readonly onDone: () => void
}

/** The partner sends its public keys; we answer with a client id. No secret changes hands. */
export function RegisterPartner({ tokenAddress, onDone }: RegisterPartnerProps) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const [jwksText, setJwksText] = useState('')
  const [scopesText, setScopesText] = useState('system/*.rs')
  const [checked, setChecked] = useState<{ readonly of: string; readonly check: Check } | null>(null)
  // An answer speaks of the keys and scopes it was asked of, and of no others: one edited since is not in order by it.
  const asked = JSON.stringify([jwksText, scopesText])
  const look = async () => {
    const question = { jwks: keySetOf(jwksText) ?? { keys: [] }, scopes: scopesOf(scopesText) }
    const answer = await attempt(() => trpc.sharing.checkPartner.mutate(question))
    if (answer.ok) setChecked({ of: asked, check: answer.value })
    else setProblems([{ sentence: answer.refusal.sentence }])
  }
  const send = async (data: FormData) => {
    const jwks = keySetOf(jwksText)
    const scopes = scopesOf(scopesText)
    const name = String(data.get('name') ?? '').trim()
    const missing = missingOf(name, scopes, jwks)
    if (missing.length > 0 || jwks === null) return setProblems(missing)
    const purpose = purposes.find((known) => known === data.get('purpose')) ?? 'TREAT'
    const answer = await attempt(() => trpc.sharing.registerPartner.mutate({ name, purpose, jwks, scopes }))
    if (!answer.ok) {
      const { field, sentence } = answer.refusal
      return setProblems([{ sentence, ...(field === undefined ? {} : { field }) }])
    }
    setProblems([])
    sayToast({ level: 'done', title: 'Partner registered', detail: `Its client id is ${answer.value.clientId}.` })
    onDone()
    router.refresh()
  }
  return (
    <Form onSubmit={send} problems={problems} aria-label="Register a partner system">
      <TextField name="name" label="Name of the organisation" />
      <Select
        name="purpose"
        label="What it reads records for"
        defaultValue="TREAT"
        choices={purposes.map((value) => ({ value, label: purposeWords[value] }))}
      />
      <TextField
        name="scopes"
        label="What it may ask for"
        value={scopesText}
        onChange={setScopesText}
        hint="Scopes, separated by spaces."
      />
      <TextField
        name="jwks"
        label="Its public keys"
        value={jwksText}
        onChange={setJwksText}
        rows={6}
        hint={`A JWK Set. The partner asks for tokens at ${tokenAddress} with RS384 or ES384.`}
      />
      {checked?.of === asked ? <CheckedPartner check={checked.check} /> : null}
      <div className="flex flex-wrap gap-3">
        <SubmitButton sendingWords="Registering …">Register</SubmitButton>
        <Button onPress={look}>Test keys and scopes</Button>
      </div>
    </Form>
  )
}

function CheckedPartner({ check }: { readonly check: Check }) {
  const isMet = check.lines.every((line) => line.isMet)
  return (
    <Notice level={isMet ? 'done' : 'medium'} title={isMet ? 'In order' : 'Not in order yet'}>
      <ul className="list-disc ps-5">
        {[...check.lines.map(({ words }) => words), ...(isMet ? check.rules : [])].map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </Notice>
  )
}

function missingOf(name: string, scopes: readonly string[], jwks: object | null): FormProblem[] {
  return [
    ...(name === '' ? [{ field: 'name', sentence: 'Enter the name of the organisation.' }] : []),
    ...(scopes.length === 0 ? [{ field: 'scopes', sentence: 'Write what it may ask for, such as system/*.rs.' }] : []),
    ...(jwks === null ? [{ field: 'jwks', sentence: 'Paste the partner’s key set: JSON with "keys".' }] : []),
  ]
}

function scopesOf(text: string): string[] {
  return text.split(/\s+/).filter((scope) => scope !== '')
}

function keySetOf(text: string): { keys: Record<string, unknown>[] } | null {
  try {
    const parsed: unknown = JSON.parse(text)
    const keys = typeof parsed === 'object' && parsed !== null && 'keys' in parsed ? parsed.keys : null
    return Array.isArray(keys) && keys.every((key) => typeof key === 'object' && key !== null) ? { keys } : null
  } catch {
    return null
  }
}
