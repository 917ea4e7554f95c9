'use client'
import { useTranslations } from 'use-intl'
import type { SavingState } from './use-saving.ts'

const words = { saving: 'saving', saved: 'saved', 'not-saved': 'notSaved' } as const

/** Where the last answer stands, said quietly; only trouble speaks up. */
export function SavedLine({ state }: { readonly state: SavingState }) {
  const t = useTranslations('frame')
  return (
    <p role="status" className={state === 'not-saved' ? 'font-strong text-medium' : 'text-muted'}>
      {state === 'nothing-yet' ? '' : t(words[state])}
    </p>
  )
}
