'use client'
import type { Language } from '@holdspace/clinic/intake/questions'
import type { Refusal } from '@holdspace/kit/refusal'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { IntlProvider, useTranslations } from 'use-intl'
import { en } from './messages/en.ts'

declare module 'use-intl' {
  interface AppConfig {
    Messages: typeof en
    Locale: Language
  }
}

/**
 * English comes with the page, the other language when it is spoken (PF4). The keys and the words put in are those of
 * English; only the sentences differ, and no sentence is compared.
 */
const bring: { readonly [Tongue in Language]: () => Promise<typeof en> } = {
  en: async () => en,
  es: () => import('./messages/es.ts').then(({ es }) => es as unknown as typeof en),
}

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
  const spoken = useCatalogue(language)
  useEffect(() => {
    const before = document.documentElement.lang
    document.documentElement.lang = spoken.language
    return () => {
      document.documentElement.lang = before
    }
  }, [spoken.language])
  return (
    <Speaking value={{ language: spoken.language, speak: setChosen }}>
      <IntlProvider locale={spoken.language} messages={spoken.messages} timeZone="UTC">
        {children}
      </IntlProvider>
    </Speaking>
  )
}

/** The words of a language once they are there; until then, and where they cannot be had, those that are. */
function useCatalogue(language: Language): { readonly language: Language; readonly messages: typeof en } {
  const [spoken, setSpoken] = useState<{ language: Language; messages: typeof en }>({ language: 'en', messages: en })
  useEffect(() => {
    let isCurrent = true
    bring[language]().then(
      (messages) => {
        if (isCurrent) setSpoken({ language, messages })
      },
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [language])
  return spoken
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
