import { clsx } from 'clsx'
import type { HTMLAttributes, ReactNode } from 'react'

/** The box an error summary links to: `#field-<name>`. */
export function fieldAnchor(name: string): string {
  return `field-${name}`
}

export function FieldBox({
  name,
  children,
  className,
  ...watched
}: {
  readonly name: string
  readonly children: ReactNode
  readonly className?: string | undefined
} & Pick<HTMLAttributes<HTMLElement>, 'onKeyDownCapture' | 'onPointerDownCapture'>) {
  return (
    <div {...watched} id={fieldAnchor(name)} data-field={name} className={clsx('scroll-mt-24', className)}>
      {children}
    </div>
  )
}

export const controlClass =
  'w-full min-h-11 rounded-control border border-control-line bg-surface px-3 text-lead text-ink eased ' +
  'placeholder:text-muted hover:border-accent data-invalid:border-high data-invalid:border-2 ' +
  'data-disabled:bg-sunken data-disabled:text-muted'
