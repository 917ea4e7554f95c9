'use client'
import { clsx } from 'clsx'
import { createContext, type ReactNode, useContext, useRef, useState } from 'react'
import { Form as AriaForm } from 'react-aria-components/Form'
import { Button, type ButtonProps } from './button.tsx'
import { ErrorSummary, type FormProblem } from './error-summary.tsx'

export interface FormProps {
  readonly children: ReactNode
  /** Runs once per intention: while its promise is open, the form cannot be sent again (ACCESSIBILITY-UX FM5). */
  readonly onSubmit: (data: FormData) => Promise<void> | void
  /** What the server or the form's own check refused; each with its field also stands beside that field. */
  readonly problems?: readonly FormProblem[]
  readonly 'aria-label'?: string
  readonly 'aria-labelledby'?: string
  readonly className?: string
}

const Sending = createContext(false)
const none: readonly FormProblem[] = []

export function Form({ children, onSubmit, problems = none, className, ...rest }: FormProps) {
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
  return (
    <Sending value={sending}>
      <AriaForm
        {...rest}
        // Should the scripts not load, a form sent all the same must not put its answers into the address (S36).
        method="post"
        validationBehavior="aria"
        validationErrors={byField(problems)}
        className={clsx('flex flex-col gap-5', className)}
        onSubmit={(event) => {
          event.preventDefault()
          void send(new FormData(event.currentTarget))
        }}
      >
        <ErrorSummary problems={problems} />
        {children}
      </AriaForm>
    </Sending>
  )
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
