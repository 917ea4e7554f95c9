'use client'
import type { Decision } from '@holdspace/kit/decision'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'

export interface Said {
  readonly title: string
  readonly detail?: string
}

/**
 * One act on money: an id made once per intention, so that a second press is the same act; what was refused is shown
 * where it was asked; what was done is said, and the page is read anew.
 */
export function useMoneyAct(onDone: () => void) {
  const router = useRouter()
  const [id, setId] = useState(() => crypto.randomUUID())
  const [otherId, setOtherId] = useState(() => crypto.randomUUID())
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  async function send<T>(act: () => Promise<T>, said: (value: T) => Said): Promise<Decision<T>> {
    const answer = await attempt(act)
    if (!answer.ok) {
      const { field, sentence } = answer.refusal
      setProblems([{ sentence, ...(field === undefined ? {} : { field }) }])
      return answer
    }
    setProblems([])
    setId(crypto.randomUUID())
    setOtherId(crypto.randomUUID())
    sayToast({ level: 'done', ...said(answer.value) })
    onDone()
    router.refresh()
    return answer
  }
  return { id, otherId, problems, setProblems, send }
}
