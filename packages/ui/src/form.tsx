'use client'
import { clsx } from 'clsx'
import { createContext, type ReactNode, useContext, useMemo, useRef, useState } from 'react'
import { Form as AriaForm } from 'react-aria-components/Form'
import { Button, type ButtonProps } from './button.tsx'
import { ErrorSummary, type FormProblem } from './error-summary.tsx'

export interface FormProps {
  readonly children: ReactNode
  /** Runs once per intention: while its promise is open, the form cannot be sent again (ACCESSIBILITY-UX FM5). */
  readonly onSubmit: (data: FormData) => Promise<void> | void
  /** What the server or the form's own check refused; each with its field also stands beside that field. */
  readonly problems?: readonly FormProblem[]
  /** Heads the list of problems, where the page does not speak English. */
  readonly problemsTitle?: string
  readonly 'aria-label'?: string
  readonly 'aria-labelledby'?: string
  readonly className?: string
}

const Sending = createContext(false)
const Problems = createContext<Readonly<Record<string, readonly string[]>>>({})
const none: readonly FormProblem[] = []
const noFields: readonly string[] = []
const noSentences: readonly string[] = []

/** What is still wrong with one field of the form around, for fields that are not the component library's. */
export function useFieldProblems(name: string): readonly string[] {
  return useContext(Problems)[name] ?? noSentences
}

export function Form({ children, onSubmit, problems = none, problemsTitle, className, ...rest }: FormProps) {
  const [sending, setSending] = useState(false)
  const open = useRef(false)
  const send = async (data: FormData) => {
    if (open.current) return
    open.current = true
    setSending(true)
    try {
      await onSubmit(data)
    } finally {
      open.current = false
      setSending(false)
    }
  }
  const { errors, mend } = useStandingErrors(problems)
  return (
    <Sending value={sending}>
      <AriaForm
        {...rest}
        // Should the scripts not load, a form sent all the same must not put its answers into the address (S36).
        method="post"
        validationBehavior="aria"
        validationErrors={errors}
        className={clsx('flex flex-col gap-5', className)}
        onSubmit={(event) => {
          event.preventDefault()
          void send(new FormData(event.currentTarget))
        }}
      >
        <ErrorSummary problems={problems} {...(problemsTitle === undefined ? {} : { title: problemsTitle })} />
        <div className="contents" onInput={(event) => mend((event.target as HTMLInputElement).name)}>
          <Problems value={errors}>{children}</Problems>
        </div>
      </AriaForm>
    </Sending>
  )
}

/**
 * What is still wrong beside the fields. A field being answered anew loses its problem at the first key, not when it is
 * left: otherwise the line would vanish under the finger that presses the button, and the press would miss it.
 */
function useStandingErrors(problems: readonly FormProblem[]) {
  const [mended, setMended] = useState({ of: problems, fields: noFields })
  const fields = mended.of === problems ? mended.fields : noFields
  const errors = useMemo(
    () => byField(problems.filter(({ field }) => field === undefined || !fields.includes(field))),
    [problems, fields],
  )
  const mend = (name: string) => {
    if (name in errors) setMended({ of: problems, fields: [...fields, name] })
  }
  return { errors, mend }
}

/** The button that sends its form; it says so while it is under way. */
export function SubmitButton({
  children,
  sendingWords,
  variant = 'primary',
  ...rest
}: ButtonProps & { readonly sendingWords?: string }) {
  const sending = useContext(Sending)
  return (
    <Button {...rest} type="submit" variant={variant} isPending={sending}>
      {sending && sendingWords !== undefined ? sendingWords : children}
    </Button>
  )
}

function byField(problems: readonly FormProblem[]): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  for (const { field, sentence } of problems) {
    if (field !== undefined) found[field] = [...(found[field] ?? []), sentence]
  }
  return found
}
