import { clsx } from 'clsx'
import NextLink from 'next/link'

const choices = [
  { id: 'phq-9', label: 'PHQ-9' },
  { id: 'gad-7', label: 'GAD-7' },
  { id: 'peg', label: 'PEG' },
  { id: 'pcl-5', label: 'PCL-5' },
] as const
export type PracticeInstrument = (typeof choices)[number]['id']

export function practiceInstrument(asked: string | undefined): PracticeInstrument {
  return choices.find((one) => one.id === asked)?.id ?? 'phq-9'
}

/** Which questionnaire the practice is measured by. */
export function InstrumentTabs({ current }: { readonly current: PracticeInstrument }) {
  return (
    <nav aria-label="Questionnaire" className="flex flex-wrap gap-2">
      {choices.map(({ id, label }) => (
        <NextLink
          key={id}
          href={`/outcomes?by=${id}`}
          aria-current={id === current ? 'page' : undefined}
          className={clsx(
            'grid min-h-11 place-items-center rounded-control border px-4 font-strong eased',
            id === current ? 'border-accent bg-soft text-accent' : 'border-control-line hover:border-accent',
          )}
        >
          {label}
        </NextLink>
      ))}
    </nav>
  )
}
