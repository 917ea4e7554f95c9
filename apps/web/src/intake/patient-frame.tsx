'use client'
import { Button } from '@holdspace/ui/button'
import { HoldspaceMark } from '@holdspace/ui/holdspace-mark'
import { type ReactNode, useEffect, useRef } from 'react'
import { useLanguage } from './language.tsx'

export interface PatientFrameProps {
  /** Whose forms these are; on the link page nobody says so before the link was opened. */
  readonly practiceName: string | null
  readonly children: ReactNode
  /** In the same place on every page (W3): stop here, or give the tablet back. */
  readonly footer?: ReactNode
}

/** A page for a patient on a small phone: one column, large words, nothing of the staff's app. */
export function PatientFrame({ practiceName, children, footer }: PatientFrameProps) {
  const { language, frame, speak } = useLanguage()
  return (
    <div data-patient-page lang={language} className="flex min-h-dvh flex-col bg-paper text-lead text-ink">
      <header className="mx-auto flex w-full max-w-xl items-center justify-between gap-4 px-5 py-3">
        <span className="flex min-w-0 items-center gap-2.5">
          <HoldspaceMark className="size-7 shrink-0 text-accent" />
          <span className="truncate font-strong">{practiceName ?? frame.forms}</span>
        </span>
        <span lang={language === 'en' ? 'es' : 'en'}>
          <Button variant="quiet" className="-mr-4" onPress={() => speak(language === 'en' ? 'es' : 'en')}>
            {frame.otherLanguage}
          </Button>
        </span>
      </header>
      <main id="main" className="mx-auto flex w-full max-w-xl flex-1 flex-col gap-6 px-5 pt-4 pb-10">
        {children}
      </main>
      {footer === undefined ? null : (
        <footer className="mx-auto flex w-full max-w-xl justify-center border-line border-t px-5 py-3">{footer}</footer>
      )}
    </div>
  )
}

export interface PatientHeadingProps {
  readonly title: string
  readonly lede?: string
  /** Above the title, in words: `3 of 7`. */
  readonly progress?: string
  /** Changes whenever another page is shown: the heading then takes the focus, so that it is read aloud. */
  readonly place?: string
}

export function PatientHeading({ title, lede, progress, place }: PatientHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const before = useRef(place)
  useEffect(() => {
    if (before.current === place) return
    before.current = place
    heading.current?.focus()
    window.scrollTo({ top: 0 })
  }, [place])
  return (
    <div className="flex flex-col gap-2">
      {progress === undefined ? null : <p className="text-muted tabular-nums">{progress}</p>}
      <h1 ref={heading} tabIndex={-1} className="text-heading tracking-tight outline-none">
        {title}
      </h1>
      {lede === undefined ? null : <p className="text-muted">{lede}</p>}
    </div>
  )
}
