'use client'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { TextField } from '@holdspace/ui/text-field'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'

export interface SayWhyProps {
  /** The button in the list. */
  readonly open: string
  readonly title: string
  readonly lede?: string
  readonly label: string
  readonly verb: string
  readonly act: (words: string) => Promise<unknown>
}

/** One act that takes a few words and nothing else. */
export function SayWhy({ open, title, lede, label, verb, act }: SayWhyProps) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const words = String(data.get('words') ?? '').trim()
    if (words.length < 3) return setProblems([{ field: 'words', sentence: 'Say it in a few words.' }])
    const answer = await attempt(() => act(words))
    if (!answer.ok) return setProblems([{ sentence: answer.refusal.sentence }])
    setOpen(false)
    router.refresh()
  }
  return (
    <>
      <Button size="compact" variant="quiet" onPress={() => setOpen(true)}>
        {open}
      </Button>
      <Dialog title={title} isOpen={isOpen} onClose={() => setOpen(false)}>
        {lede === undefined ? null : <p className="mb-4">{lede}</p>}
        <Form onSubmit={send} problems={problems} aria-label={title}>
          <TextField name="words" label={label} rows={3} />
          <SubmitButton>{verb}</SubmitButton>
        </Form>
      </Dialog>
    </>
  )
}
