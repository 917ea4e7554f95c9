import type { TextContent } from '@holdspace/clinic/consent/consent-text'

/** A text with its blanks, to be read. */
export function TextReading({ content }: { readonly content: TextContent }) {
  return (
    <div lang={content.language} className="flex max-w-[68ch] flex-col gap-5 text-lead leading-relaxed">
      <p>{content.lede}</p>
      {content.sections.map((section) => (
        <section key={section.id} className="flex flex-col gap-2">
          <h3 className="text-lead font-bold">{section.heading}</h3>
          {section.paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
          {section.points.length === 0 ? null : (
            <ul className="list-disc pl-6">
              {section.points.map((point) => (
                <li key={point}>{point}</li>
              ))}
            </ul>
          )}
          {section.initials === null ? null : <p className="text-muted">Initials: “{section.initials}”</p>}
        </section>
      ))}
      <p className="font-strong">{content.agreement}</p>
    </div>
  )
}
