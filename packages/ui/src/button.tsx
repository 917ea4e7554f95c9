'use client'
import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'

/** `primary` is the one next step of a screen; `danger` ends or refuses something; `quiet` stands among text. */
export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'
/** `compact` for rows and headings, as easy to hit but narrower; `room` 60 px for gloved hands (ACCESSIBILITY-UX A3). */
export type ButtonSize = 'compact' | 'regular' | 'room'

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  readonly children: ReactNode
  readonly variant?: ButtonVariant
  readonly size?: ButtonSize
  readonly icon?: ReactNode
  /** The single key that does the same, shown on the button; the screen that has the key listens for it. */
  readonly shortcut?: string
  readonly className?: string
}

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-fill text-on-fill border-transparent hover:bg-fill-strong',
  secondary: 'bg-surface text-ink border-control-line hover:bg-soft hover:border-accent',
  quiet: 'bg-transparent text-accent border-transparent hover:bg-soft',
  danger: 'bg-surface text-high border-high hover:bg-high-soft',
}

const sizes: Record<ButtonSize, string> = {
  compact: 'min-h-11 min-w-11 px-3 text-body',
  regular: 'min-h-11 min-w-11 px-4 text-body',
  room: 'min-h-15 min-w-15 px-5 text-lead',
}

export function buttonClass(variant: ButtonVariant, size: ButtonSize): string {
  return clsx(
    'inline-flex select-none items-center justify-center gap-2 rounded-control border font-strong eased print:hidden',
    'data-pressed:scale-[0.985] data-disabled:cursor-not-allowed data-disabled:opacity-55 data-pending:opacity-80',
    variants[variant],
    sizes[size],
  )
}

export function Button({
  children,
  variant = 'secondary',
  size = 'regular',
  icon,
  shortcut,
  className,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton {...rest} className={clsx(buttonClass(variant, size), className)}>
      {icon}
      <span>{children}</span>
      {shortcut === undefined ? null : (
        <kbd
          aria-hidden
          className="rounded-mark border border-current/40 px-1.5 font-sans text-caption font-regular leading-5"
        >
          {shortcut}
        </kbd>
      )}
    </AriaButton>
  )
}
