'use client'
import type { ConsentText } from '@holdspace/clinic/consent/consent-text'
import { TextField } from '@holdspace/ui/text-field'
import type { SignWords } from './sign-words.ts'

export interface ConsentArticleProps {
  readonly text: ConsentText
  readonly words: Pick<SignWords, 'initialsHere' | 'initialsHint'>
  /** Null when it is only read. */
  readonly initials: { readonly set: (section: string, letters: string) => void; readonly isDisabled: boolean } | null
}

/** Stands before the name of a section in the name of its initials’ field. */
export const initialsField = (section: string): string => `initials.${section}`

/** The exact text, in a measure one can read on a telephone, with a field for initials where the text asks for them. */
export function ConsentArticle({ text, words, initials }: ConsentArticleProps) {
  return (
    <div lang={text.language} className="flex max-w-[68ch] flex-col gap-6 text-lead leading-relaxed">
      <p>{text.lede}</p>
      {text.sections.map((section) => (
        <section key={section.id} aria-labelledby={`section-${section.id}`} className="flex flex-col gap-3">
          <h2 id={`section-${section.id}`} className="text-title">
            {section.heading}
          </h2>
          {section.paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
          {section.points.length === 0 ? null : (
            <ul className="flex list-disc flex-col gap-2 pl-6">
              {section.points.map((point) => (
                <li key={point}>{point}</li>
              ))}
            </ul>
          )}
          {section.initials === null || initials === null ? null : (
            <div className="rounded-card border border-accent bg-soft p-4">
              <p className="mb-3 font-strong">{section.initials}</p>
              <TextField
                name={initialsField(section.id)}
                label={words.initialsHere}
                hint={words.initialsHint}
                maxLength={8}
                autoComplete="off"
                isDisabled={initials.isDisabled}
                onChange={(letters) => initials.set(section.id, letters)}
                className="max-w-60"
              />
            </div>
          )}
        </section>
      ))}
    </div>
  )
}
