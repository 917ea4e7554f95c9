import type { RibbonMark } from '@holdspace/clinic/plan/course-ribbon'
import { formatDate } from '@holdspace/kit/calendar-words'
import { Link } from '@holdspace/ui/link'
import { clsx } from 'clsx'
import type { Answers } from '../outputs.ts'

type Ribbon = NonNullable<Answers['plan']['read']['ribbon']>

const kindWords: { readonly [K in RibbonMark['kind']]: string } = {
  consultation: 'Consultation',
  preparation: 'Preparation',
  dose: 'Dose',
  integration: 'Integration',
  booster: 'Booster',
}

/**
 * The course as one row of marks from left to right: what is done is filled, what lies ahead is an outline. Each mark says
 * in words what it is, so that neither shape nor colour has to be seen.
 */
export function CourseRibbon({ ribbon }: { readonly ribbon: Ribbon }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section aria-label="Course as a ribbon" tabIndex={0} className="relative overflow-x-auto p-4">
      <p className="mb-3 text-muted">
        {ribbon.dosesGiven} of {ribbon.dosesPlanned} {ribbon.dosesPlanned === 1 ? 'dose' : 'doses'} given
      </p>
      <ol aria-label="Course" className="flex min-w-max items-start">
        {ribbon.marks.map((mark, at) => (
          <li key={`${mark.kind}-${mark.number}`} className="flex flex-col items-center gap-1.5">
            <div className="flex h-8 w-full items-center">
              <span aria-hidden className={clsx('h-px flex-1', at === 0 ? 'bg-transparent' : 'bg-line')} />
              <Mark mark={mark} />
              <span
                aria-hidden
                className={clsx('h-px flex-1', at === ribbon.marks.length - 1 ? 'bg-transparent' : 'bg-line')}
              />
            </div>
            <Label mark={mark} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Mark({ mark }: { readonly mark: RibbonMark }) {
  const isDone = mark.on !== null
  const isDose = mark.kind === 'dose' || mark.kind === 'booster'
  return (
    <span
      aria-hidden
      className={clsx(
        'grid shrink-0 place-items-center border-2 text-caption font-strong tabular-nums',
        isDose ? 'size-8 rounded-full' : 'size-4 rotate-45 rounded-mark',
        mark.kind === 'booster' && 'border-dashed',
        isDone ? 'border-accent bg-fill text-on-fill' : 'border-control-line bg-surface text-muted',
      )}
    >
      {isDose ? mark.number : null}
    </span>
  )
}

function Label({ mark }: { readonly mark: RibbonMark }) {
  const isDose = mark.kind === 'dose' || mark.kind === 'booster'
  const words = `${kindWords[mark.kind]} ${mark.number}`
  if (!isDose) {
    return (
      <span className={clsx('text-center text-caption text-muted', shortWords[mark.kind] === '' ? 'w-4' : 'w-9')}>
        <span aria-hidden>{shortWords[mark.kind]}</span>
        <span className="sr-only">
          {words}, {whenWords(mark).join(' ')}
        </span>
      </span>
    )
  }
  return (
    <span className="w-20 whitespace-nowrap text-center text-caption">
      {mark.sessionId === null ? words : <Link href={`/sessions/${mark.sessionId}`}>{words}</Link>}
      {whenWords(mark).map((line) => (
        <span key={line} className="block text-muted">
          {line}
        </span>
      ))}
    </span>
  )
}

/** What stands under a small mark; integrations stand beside their dose and need no word. */
const shortWords: { readonly [K in RibbonMark['kind']]: string } = {
  consultation: 'talk',
  preparation: 'prep',
  integration: '',
  dose: '',
  booster: '',
}

/** The day, and below it what kind of day it is where it has not come yet. */
function whenWords({ on, plannedOn, isBooked }: RibbonMark): readonly string[] {
  if (on !== null) return [formatDate(on)]
  return plannedOn === null ? ['planned'] : [formatDate(plannedOn), isBooked ? 'booked' : 'expected']
}
