'use client'
import type { Language } from '@holdspace/clinic/intake/questions'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import type { InWords, Words } from './in-words.tsx'
import { type FrameWords, firstWords } from './messages/first-words.ts'

/**
 * The words of a language come beside the page and not in it (PF4), and what puts them into sentences comes with them. The
 * keys and what is put in are those of English; only the sentences differ, and no sentence is compared.
 */
const bring: { readonly [Tongue in Language]: () => Promise<Words> } = {
  en: () => import('./messages/en.ts').then(({ en }) => en),
  es: () => import('./messages/es.ts').then(({ es }) => es as unknown as Words),
}

interface Speaker {
  readonly language: Language
  /** What the frame says: plain sentences, there before all others. */
  readonly frame: FrameWords
  readonly speak: (next: Language) => void
}

const Speaking = createContext<Speaker>({ language: 'en', frame: firstWords.frame, speak: () => undefined })

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
  const { whole } = spoken
  return (
    <Speaking value={{ language: spoken.language, frame: whole?.words.frame ?? firstWords.frame, speak: setChosen }}>
      {whole === null ? (
        meanwhile
      ) : (
        <whole.InWords language={spoken.language} words={whole.words}>
          {children}
        </whole.InWords>
      )}
    </Speaking>
  )
}

interface Spoken {
  readonly language: Language
  readonly whole: { readonly words: Words; readonly InWords: typeof InWords } | null
}

/** The words of a language once they are there; until then those that are. None at all is a fault of the page. */
function useCatalogue(language: Language): Spoken {
  const [spoken, setSpoken] = useState<Spoken | Error>({ language: 'en', whole: null })
  useEffect(() => {
    let isCurrent = true
    const speak = (next: Spoken) => {
      if (isCurrent) setSpoken(next)
    }
    Promise.all([bring[language](), import('./in-words.tsx')]).then(
      ([words, { InWords }]) => speak({ language, whole: { words, InWords } }),
      (why: unknown) => setSpoken((now) => (now instanceof Error || now.whole !== null ? now : new Error(String(why)))),
    )
    return () => {
      isCurrent = false
    }
  }, [language])
  if (spoken instanceof Error) throw spoken
  return spoken
}
