import type { ChangedText } from '@holdspace/clinic/consent/text-diff'
import { Notice } from '@holdspace/ui/notice'

export interface TextChangesProps {
  readonly changes: readonly ChangedText[]
  /** The practice's first version: compared with the draft that Holdspace brought along. */
  readonly isFirst: boolean
}

/** What changed, word by word: what went is struck through, what came is underlined, and both say so aloud. */
export function TextChanges({ changes, isFirst }: TextChangesProps) {
  return (
    <section aria-labelledby="what-changed" className="flex flex-col gap-3">
      <h2 id="what-changed" className="text-title">
        {isFirst ? 'Compared with the supplied draft' : 'What changed'}
      </h2>
      {changes.length === 0 ? (
        <Notice level="low" title="Not a word">
          The supplied draft is taken over as it is.
        </Notice>
      ) : null}
      {changes.map(({ where, stretches }, at) => (
        // Changes have no name but their place in this list, which never moves.
        <div key={at} className="rounded-card border border-line bg-surface p-4">
          <h3 className="mb-1 text-muted">{where}</h3>
          <p className="max-w-[72ch] text-lead leading-relaxed">
            {stretches.map(({ is, text }, place) =>
              is === 'same' ? (
                <span key={place}>{text}</span>
              ) : is === 'removed' ? (
                <del key={place} className="bg-high-soft text-high">
                  <span className="sr-only"> removed: </span>
                  {text}
                </del>
              ) : (
                <ins key={place} className="bg-done-soft text-done underline-offset-3">
                  <span className="sr-only"> added: </span>
                  {text}
                </ins>
              ),
            )}
          </p>
        </div>
      ))}
    </section>
  )
}
