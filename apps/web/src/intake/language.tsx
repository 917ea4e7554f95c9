'use client'
import type { Language } from '@holdspace/clinic/intake/questions'
import type { Refusal } from '@holdspace/kit/refusal'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { IntlProvider, useTranslations } from 'use-intl'
import type { en } from './messages/en.ts'
import { firstWords } from './messages/first-words.ts'

declare module 'use-intl' {
  interface AppConfig {
    Messages: typeof en
    Locale: Language
  }
}

type Words = typeof en

/**
 * The words of a language come beside the page and not in it (PF4). The keys and what is put in are those of English;
 * only the sentences differ, and no sentence is compared.
 */
const bring: { readonly [Tongue in Language]: () => Promise<Words> } = {
  en: () => import('./messages/en.ts').then(({ en }) => en),
  es: () => import('./messages/es.ts').then(({ es }) => es as unknown as Words),
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
  /** Shown until the words are there; it may say what the frame says. */
  readonly meanwhile: ReactNode
}

/** Patient pages speak English or Spanish; the patient may change at any time, and nothing typed is lost by it. */
export function InLanguage({ first, children, meanwhile }: InLanguageProps) {
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
        {spoken.isWhole ? children : meanwhile}
      </IntlProvider>
    </Speaking>
  )
}

interface Spoken {
  readonly language: Language
  readonly messages: Words
  readonly isWhole: boolean
}

/** The words of a language once they are there; until then those that are. None at all is a fault of the page. */
function useCatalogue(language: Language): Spoken {
  const [spoken, setSpoken] = useState<Spoken | Error>({
    language: 'en',
    messages: firstWords as unknown as Words,
    isWhole: false,
  })
  useEffect(() => {
    let isCurrent = true
    const speak = (next: Spoken) => {
      if (isCurrent) setSpoken(next)
    }
    bring[language]().then(
      (messages) => speak({ language, messages, isWhole: true }),
      (why: unknown) => setSpoken((now) => (now instanceof Error || now.isWhole ? now : new Error(String(why)))),
    )
    return () => {
      isCurrent = false
    }
  }, [language])
  if (spoken instanceof Error) throw spoken
  return spoken
}

type KnownCode = keyof typeof en.refusal

/** A refusal in the patient's language; one that no catalogue knows is said as the clinic wrote it. */
export function useRefusalWords(): (refusal: Refusal) => string {
  const t = useTranslations('refusal')
  return ({ code, sentence }) => (t.has(code as KnownCode) ? t(code as KnownCode) : sentence)
}
