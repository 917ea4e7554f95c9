'use client'
import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Link as AriaLink } from 'react-aria-components/Link'
import { type ButtonSize, type ButtonVariant, buttonClass } from './button.tsx'

export interface LinkProps {
  readonly href: string
  readonly children: ReactNode
  readonly className?: string
  /** Set on links that leave Holdspace or open a paper, so that nobody is moved unawares. */
  readonly target?: '_blank'
  readonly 'aria-label'?: string
  readonly 'aria-current'?: 'page' | 'step'
}

export function Link({ className, ...rest }: LinkProps) {
  return (
    <AriaLink
      {...rest}
      className={clsx(
        // Four pixels above and below belong to the link without moving a line: a target of 24 px (ACCESSIBILITY-UX A3).
        '-my-1 rounded-mark py-1 font-strong text-accent underline decoration-accent/40 underline-offset-3 eased hover:decoration-accent',
        className,
      )}
    />
  )
}

export interface LinkButtonProps extends LinkProps {
  readonly variant?: ButtonVariant
  readonly size?: ButtonSize
  readonly icon?: ReactNode
}

/** A place to go that looks like a step to take. */
export function LinkButton({
  children,
  variant = 'secondary',
  size = 'regular',
  icon,
  className,
  ...rest
}: LinkButtonProps) {
  return (
    <AriaLink {...rest} className={clsx(buttonClass(variant, size), 'no-underline', className)}>
      {icon}
      <span>{children}</span>
    </AriaLink>
  )
}
