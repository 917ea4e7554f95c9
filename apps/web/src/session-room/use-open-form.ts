'use client'
import { startTransition, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { OpenForm } from './open-form.ts'

/**
 * The form that stands open. What was pressed is drawn as pressed first, and the form comes or goes in the next moment: on
 * a slow device it takes a tenth of a second, and no press is to look unheard for so long. A key does not wait: whoever
 * types on after the letter that opens a form has it at once, so that the first figure lands in its first field (H285).
 */
export function useOpenForm() {
  const [form, setForm] = useState<OpenForm | null>(null)
  const coming = useRef<{ readonly form: OpenForm | null } | null>(null)
  const show = useCallback((next: OpenForm | null) => {
    coming.current = { form: next }
    startTransition(() => setForm(next))
  }, [])
  useLayoutEffect(() => {
    if (coming.current?.form === form) coming.current = null
  }, [form])
  useEffect(() => {
    const atOnce = () => {
      const awaited = coming.current
      if (awaited === null) return
      coming.current = null
      flushSync(() => setForm(awaited.form))
    }
    window.addEventListener('keydown', atOnce, true)
    return () => window.removeEventListener('keydown', atOnce, true)
  }, [])
  return { form, show }
}
