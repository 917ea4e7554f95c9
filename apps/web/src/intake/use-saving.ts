import type { AnswerValue } from '@holdspace/clinic/intake/answer-shapes'
import type { Language } from '@holdspace/clinic/intake/questions'
import type { Refusal } from '@holdspace/kit/refusal'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useDoorClient } from '../door-client.ts'
import { attempt } from '../refusal-of.ts'

export type SavingState = 'nothing-yet' | 'saving' | 'saved' | 'not-saved'

interface Waiting {
  readonly answerId: string
  readonly value: AnswerValue
}

/** Typing rests this long before what was typed is kept. */
const restMs = 600
const retryMs = 3000

export interface Saving {
  readonly state: SavingState
  /** Keeps an answer: at once, or when typing rests. */
  readonly save: (questionId: string, value: AnswerValue, when?: 'now' | 'when-typing-rests') => void
  /** Sends what waits; true once everything is kept. */
  readonly flush: () => Promise<boolean>
}

/**
 * Keeps answers one after the other. What could not be sent waits and is sent again under the same id, so that a lost
 * reply never makes two answers; a refused answer is told and not tried again.
 */
export function useSaving(
  itemId: string,
  language: Language,
  onRefused: (questionId: string, why: Refusal) => void,
): Saving {
  const client = useDoorClient()
  const [state, setState] = useState<SavingState>('nothing-yet')
  const waiting = useRef(new Map<string, Waiting>())
  const sending = useRef<Promise<boolean> | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  const sendAll = useCallback(async (): Promise<boolean> => {
    for (;;) {
      const [next] = waiting.current
      if (next === undefined) return true
      const [questionId, { answerId, value }] = next
      const answer = await attempt(async () =>
        (await client()).packet.saveAnswer.mutate({ answerId, itemId, questionId, value, language }),
      )
      if (!answer.ok && answer.refusal.family === 'unavailable') return false
      // A newer answer to the same question may have come meanwhile: that one still waits.
      if (waiting.current.get(questionId)?.answerId === answerId) waiting.current.delete(questionId)
      if (!answer.ok) onRefused(questionId, answer.refusal)
    }
  }, [client, itemId, language, onRefused])

  const flush = useCallback((): Promise<boolean> => {
    clearTimeout(timer.current)
    if (sending.current !== null) return sending.current.then(() => (waiting.current.size === 0 ? true : flush()))
    if (waiting.current.size === 0) return Promise.resolve(true)
    setState('saving')
    sending.current = sendAll().finally(() => {
      sending.current = null
    })
    return sending.current.then((isKept) => {
      setState(isKept ? 'saved' : 'not-saved')
      if (!isKept) timer.current = setTimeout(() => void flush(), retryMs)
      return isKept
    })
  }, [sendAll])

  const save = useCallback<Saving['save']>(
    (questionId, value, when = 'now') => {
      waiting.current.set(questionId, { answerId: crypto.randomUUID(), value })
      clearTimeout(timer.current)
      if (when === 'now') void flush()
      else timer.current = setTimeout(() => void flush(), restMs)
    },
    [flush],
  )

  useEffect(() => {
    const sendNow = () => void flush()
    window.addEventListener('online', sendNow)
    document.addEventListener('visibilitychange', sendNow)
    return () => {
      window.removeEventListener('online', sendNow)
      document.removeEventListener('visibilitychange', sendNow)
      sendNow()
    }
  }, [flush])

  return { state, save, flush }
}
