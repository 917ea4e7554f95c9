'use client'
import { useEffect, useRef } from 'react'
import { fieldAnchor } from './field-box.tsx'
import { ProblemMark } from './problem-mark.tsx'

/** One thing wrong with a form: the field's name and a sentence that says what is wrong and what to do. */
export interface FormProblem {
  readonly field?: string
  readonly sentence: string
}

export interface ErrorSummaryProps {
  readonly problems: readonly FormProblem[]
  readonly title?: string
}

/** Heads a form that was refused, takes the focus, and leads to each field (ACCESSIBILITY-UX FM2). */
export function ErrorSummary({ problems, title = 'Please look at this again' }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null)
  const told = useRef<readonly FormProblem[]>([])
  useEffect(() => {
    // Only something new takes the focus: a list that grows shorter while somebody mends it must not.
    const isNews = problems.some((problem) => !told.current.includes(problem))
    told.current = problems
    if (isNews) box.current?.focus()
  }, [problems])
  if (problems.length === 0) return null
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="rises rounded-card border border-high bg-high-soft p-4 text-ink focus:outline-2 focus:outline-offset-2 focus:outline-high"
    >
      <h2 className="flex items-start gap-2 text-lead text-high">
        <ProblemMark />
        {title}
      </h2>
      <ul className="mt-2 flex flex-col gap-1">
        {problems.map((problem) => (
          <li key={`${problem.field ?? ''}${problem.sentence}`}>
            <ProblemLink problem={problem} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function ProblemLink({ problem }: { readonly problem: FormProblem }) {
  const { field } = problem
  if (field === undefined) return <span>{problem.sentence}</span>
  return (
    <a
      href={`#${fieldAnchor(field)}`}
      className="inline-flex min-h-6 items-center font-strong text-high underline underline-offset-3"
      onClick={(event) => {
        const form = event.currentTarget.closest('form')
        const control = (form ?? document).querySelector<HTMLElement>(
          `[data-field="${CSS.escape(field)}"] :is(input:not([type=hidden]), textarea, button)`,
        )
        if (control === null) return
        event.preventDefault()
        control.focus()
      }}
    >
      {problem.sentence}
    </a>
  )
}
