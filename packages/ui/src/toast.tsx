'use client'
import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Text } from 'react-aria-components/Text'
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components/Toast'
import { type AlertLevel, alertInk, alertShape, alertWord } from './alert-mark.tsx'

export interface ToastWords {
  readonly level: AlertLevel
  readonly title: string
  readonly detail?: string
}

const queue = new ToastQueue<ToastWords>({ maxVisibleToasts: 3 })

/**
 * Says quietly that something happened. What went well leaves by itself after 6 s; a problem stays until it is read,
 * and never carries the only copy of a refusal: that stands beside the form.
 */
export function sayToast(words: ToastWords): void {
  queue.add(words, words.level === 'high' || words.level === 'medium' ? {} : { timeout: 6000 })
}

/** Stands once in the frame. */
export function Toasts() {
  return (
    <ToastRegion
      queue={queue}
      data-screen-only
      className="fixed right-4 bottom-20 z-60 flex w-[min(24rem,calc(100vw-2rem))] flex-col-reverse gap-2 in-data-covered:hidden lg:bottom-4"
    >
      {({ toast }) => (
        <AriaToast
          toast={toast}
          className="rises flex items-start gap-3 rounded-card border border-line bg-raised py-1.5 pr-1.5 pl-4 shadow-float"
        >
          <ToastContent className="min-w-0 flex-1 py-2">
            <Text slot="title" className={clsx('block font-strong', alertInk[toast.content.level])}>
              <span aria-hidden className="mr-2 text-[0.85em] tracking-tighter">
                {alertShape[toast.content.level]}
              </span>
              <span className="sr-only">{alertWord[toast.content.level]}: </span>
              {toast.content.title}
            </Text>
            {toast.content.detail === undefined ? null : (
              <Text slot="description" className="block text-muted">
                {toast.content.detail}
              </Text>
            )}
          </ToastContent>
          <AriaButton
            slot="close"
            aria-label="Close"
            className="grid size-11 place-items-center rounded-control text-muted eased hover:bg-soft hover:text-ink"
          >
            <X aria-hidden className="size-4" />
          </AriaButton>
        </AriaToast>
      )}
    </ToastRegion>
  )
}
