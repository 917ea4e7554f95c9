'use client'
import type { Language } from '@holdspace/clinic/intake/questions'
import type { ReactNode } from 'react'
import { IntlProvider } from 'use-intl'
import type { en } from './messages/en.ts'

export type Words = typeof en

declare module 'use-intl' {
  interface AppConfig {
    Messages: Words
    Locale: Language
  }
}

/** Everything below speaks this language. */
export function InWords({
  language,
  words,
  children,
}: {
  readonly language: Language
  readonly words: Words
  readonly children: ReactNode
}) {
  return (
    <IntlProvider locale={language} messages={words} timeZone="UTC">
      {children}
    </IntlProvider>
  )
}
