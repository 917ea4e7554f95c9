'use client'
import type { Language } from '@holdspace/clinic/intake/questions'
import type { Refusal } from '@holdspace/kit/refusal'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { IntlProvider, useTranslations } from 'use-intl'
import { en } from './messages/en.ts'
import { es } from './messages/es.ts'

declare module 'use-intl' {
  interface AppConfig {
    Messages: typeof en
    Locale: Language
  }
}

/** The keys and the words put in are those of English; only the sentences differ, and no sentence is compared. */
const catalogues: { readonly [Tongue in Language]: typeof en } = { en, es: es as unknown as typeof en }

const Speaking = createContext<{ readonly language: Language; readonly speak: (next: Language) => void }>({
  language: 'en',
  speak: () => undefined,
})

/** The language of the patient pages and how to change it. */
export function useLanguage() {
  return useContext(Speaking)
}

export interface InLanguageProps {
  /** The packet's language until the patient chooses; on the link page the browser's own. */
  readonly first: Language | null
  readonly children: ReactNode
}

/** Patient pages speak English or Spanish; the patient may change at any time, and nothing typed is lost by it. */
export function InLanguage({ first, children }: InLanguageProps) {
  const [chosen, setChosen] = useState<Language | null>(null)
  const [browsers, setBrowsers] = useState<Language>('en')
  useEffect(() => setBrowsers(navigator.language.startsWith('es') ? 'es' : 'en'), [])
  const language = chosen ?? first ?? browsers
  useEffect(() => {
    const before = document.documentElement.lang
    document.documentElement.lang = language
    return () => {
      document.documentElement.lang = before
    }
  }, [language])
  return (
    <Speaking value={{ language, speak: setChosen }}>
      <IntlProvider locale={language} messages={catalogues[language]} timeZone="UTC">
        {children}
      </IntlProvider>
    </Speaking>
  )
}

type KnownCode = keyof typeof en.refusal

/** A refusal in the patient's language; one that no catalogue knows is said as the clinic wrote it. */
export function useRefusalWords(): (refusal: Refusal) => string {
  const t = useTranslations('refusal')
  return (refusal) => (isKnown(refusal.code) ? t(refusal.code) : refusal.sentence)
}

function isKnown(code: string): code is KnownCode {
  return code in en.refusal
}
