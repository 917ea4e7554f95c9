'use client'
import { clsx } from 'clsx'
import type { Answers } from '../outputs.ts'

type Readiness = NonNullable<Answers['appointment']['day']['rows'][number]['readiness']>
type Dot = Readiness['dots'][number]

const dotLook: { readonly [S in Dot['shows']]: string } = {
  met: 'border-done bg-done',
  'to-do': 'border-high border-[2.5px]',
  warns: 'border-medium border-[2.5px]',
  'at-visit': 'border-line bg-sunken',
}

const shapeWords: { readonly [S in Dot['shows']]: string } = {
  met: '✓',
  'to-do': '○',
  warns: '△',
  'at-visit': '·',
}

const words: { readonly [S in Dot['shows']]: string } = {
  met: 'met',
  'to-do': 'missing',
  warns: 'missing, only a warning',
  'at-visit': 'asked at the visit',
}

export interface ReadinessDotsProps {
  readonly readiness: Readiness
  readonly isOpen: boolean
  readonly onToggle: () => void
  readonly who: string
}

/** A dot for each line of the gates and the count beside them; pressed, or `r`, it says each in words. */
export function ReadinessDots({ readiness, isOpen, onToggle, who }: ReadinessDotsProps) {
  const { metCount, askedCount, isReady, dots } = readiness
  const said = isReady ? 'ready' : `${metCount} of ${askedCount} met`
  return (
    <button
      type="button"
      data-readiness
      aria-expanded={isOpen}
      aria-label={`Readiness of ${who}: ${said}`}
      onClick={onToggle}
      className="flex min-h-11 items-center gap-3 rounded-control px-2 eased hover:bg-sunken xl:justify-between"
    >
      <span aria-hidden className="flex flex-wrap gap-1 max-sm:gap-[3px]">
        {dots.map((dot) => (
          <span
            key={dot.id}
            title={dot.sentence}
            className={clsx(
              'size-2.5 rounded-full border',
              dotLook[dot.shows],
              dot.shows === 'at-visit' && 'max-sm:hidden',
            )}
          />
        ))}
      </span>
      <span className={clsx('whitespace-nowrap font-strong', isReady ? 'text-done' : 'text-ink')} data-figures>
        {isReady ? 'ready' : `${metCount}/${askedCount}`}
      </span>
    </button>
  )
}

/** Every line in words: what, what the record shows, who mends it. */
export function ReadinessList({ readiness }: { readonly readiness: Readiness }) {
  return (
    <ul className="ml-16 grid gap-x-8 gap-y-1.5 border-line border-l pl-4 max-lg:ml-0 lg:grid-cols-2">
      {readiness.dots.map((dot) => (
        <li key={dot.id} className="flex gap-2">
          <span aria-hidden className={clsx('w-4 shrink-0 text-center font-strong', inkOf[dot.shows])}>
            {shapeWords[dot.shows]}
          </span>
          <span className="min-w-0">
            <span className={dot.shows === 'to-do' ? 'font-strong' : ''}>{dot.sentence}</span>
            <span className="sr-only">, {words[dot.shows]}</span>
            <span className="text-muted">
              {dot.evidence === null || dot.shows === 'at-visit' ? '' : `: ${dot.evidence}`}
              {dot.shows === 'met' ? '' : ` → ${dot.fixedBy}`}
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}

const inkOf: { readonly [S in Dot['shows']]: string } = {
  met: 'text-done',
  'to-do': 'text-high',
  warns: 'text-medium',
  'at-visit': 'text-muted',
}
