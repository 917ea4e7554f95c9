'use client'
import { clsx } from 'clsx'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'

export interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  /** The buttons at its foot; the verb says what happens. */
  readonly actions?: ReactNode
  /** `alertdialog` interrupts: something is about to be lost, signed or ended. */
  readonly role?: 'dialog' | 'alertdialog'
  /** False when only one of its buttons may close it. */
  readonly isDismissable?: boolean
  readonly wide?: boolean
  /** Covers the whole screen: somebody else holds it, and nothing behind is theirs to see. */
  readonly covers?: boolean
}

export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  actions,
  role = 'dialog',
  isDismissable = true,
  wide = false,
  covers = false,
}: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      isDismissable={isDismissable}
      isKeyboardDismissDisabled={!isDismissable}
      className={clsx(
        'fixed inset-0 z-50 in-data-covered:hidden',
        covers ? 'overflow-y-auto bg-paper' : 'grid place-items-end bg-veil sm:place-items-center sm:p-6',
      )}
    >
      <Modal
        className={clsx(
          'rises w-full',
          covers
            ? 'mx-auto max-w-3xl py-4'
            : 'max-h-[92dvh] overflow-auto rounded-t-card bg-raised shadow-float sm:rounded-card',
          covers || (wide ? 'sm:max-w-3xl' : 'sm:max-w-lg'),
        )}
      >
        <AriaDialog role={role} data-goes-back className="outline-none">
          <div className="flex items-start justify-between gap-4 px-5 pt-4">
            <Heading slot="title" className="pt-1.5 text-title">
              {title}
            </Heading>
            {isDismissable ? (
              <AriaButton
                aria-label="Close"
                onPress={onClose}
                className="-mr-2 grid size-11 shrink-0 place-items-center rounded-control text-muted eased hover:bg-soft hover:text-ink"
              >
                <X aria-hidden className="size-5" />
              </AriaButton>
            ) : null}
          </div>
          <div className="px-5 pt-2 pb-5">{children}</div>
          {actions === undefined ? null : (
            <div className="flex flex-wrap justify-end gap-2 border-line border-t px-5 py-3">{actions}</div>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
