import type { Language } from '@holdspace/instruments/instrument'
import { buttonClass } from '@holdspace/ui/button'
import { answerWords } from './answer-words.ts'

export interface CrisisHelpProps {
  readonly language: Language
  readonly practiceName: string
  /** As the practice gives it; left out where none is known. */
  readonly practicePhone: string | null
  /** When answers are read, in the language: `on weekdays from 9:00 to 17:00`. Null where the practice has not said. */
  readonly readWhen: string | null
}

/**
 * Whom to call now, shown at once when an answer speaks of suicide or self-harm, before anything is sent (AL1; RULINGS 7).
 * It stands above the question, says when answers are read, and never says that somebody is on the way.
 */
export function CrisisHelp({ language, practiceName, practicePhone, readWhen }: CrisisHelpProps) {
  const words = answerWords[language]
  return (
    <section
      role="alert"
      lang={language}
      data-crisis-help
      className="flex flex-col gap-3 rounded-card border-2 border-accent bg-soft p-4 text-lead text-ink"
    >
      <h2 className="text-title">{words.crisisTitle}</h2>
      <p className="font-strong">{words.crisisNow}</p>
      <p>{words.crisisTalk}</p>
      <div className="flex flex-wrap gap-2">
        <a href="tel:911" className={buttonClass('danger', 'room')}>
          {words.call('911')}
        </a>
        <a href="tel:988" className={buttonClass('primary', 'room')}>
          {words.call('988')}
        </a>
        <a href="sms:988" className={buttonClass('secondary', 'room')}>
          {words.text('988')}
        </a>
      </div>
      {readWhen === null ? null : <p>{words.crisisRead(readWhen)}</p>}
      {practicePhone === null ? null : (
        <p>
          <a href={`tel:${practicePhone.replaceAll(/[^+\d]/g, '')}`} className="font-strong text-accent underline">
            {words.crisisPractice(practiceName, practicePhone)}
          </a>
        </p>
      )}
    </section>
  )
}
