import type { Refusal } from '@holdspace/kit/refusal'
import { useTranslations } from 'use-intl'
import type { Words } from './in-words.tsx'

type KnownCode = keyof Words['refusal']

/** A refusal in the patient's language; one that no catalogue knows is said as the clinic wrote it. */
export function useRefusalWords(): (refusal: Refusal) => string {
  const t = useTranslations('refusal')
  return ({ code, sentence }) => (t.has(code as KnownCode) ? t(code as KnownCode) : sentence)
}
