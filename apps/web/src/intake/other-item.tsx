'use client'
import { lazy, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { itemName } from './item-name.ts'
import { useLanguage } from './language.tsx'
import type { OwnPacket } from './use-own-packet.ts'

/** Brought only when one is opened: most pages of a packet need neither (PF4). */
const OwnInstrument = lazy(() => import('./own-instrument.tsx').then((part) => ({ default: part.OwnInstrument })))
const OwnConsent = lazy(() => import('./own-consent.tsx').then((part) => ({ default: part.OwnConsent })))

const OwnDay = lazy(() => import('./own-day.tsx').then((part) => ({ default: part.OwnDay })))
const OwnPlan = lazy(() => import('./own-plan.tsx').then((part) => ({ default: part.OwnPlan })))

export interface OtherItemProps {
  readonly item: OwnPacket['items'][number]
  readonly onDone: () => void
}

/** What is not a form of the clinic: questionnaires, consents and the plan. */
export function OtherItem({ item, onDone }: OtherItemProps) {
  const t = useTranslations('frame')
  const { language } = useLanguage()
  return (
    <Suspense
      fallback={
        <p role="status" className="text-muted">
          {t('loading')}
        </p>
      }
    >
      {item.kind === 'consent' ? (
        <OwnConsent itemId={item.id} onDone={onDone} />
      ) : item.kind === 'plan' ? (
        <OwnPlan itemId={item.id} onDone={onDone} />
      ) : item.kind === 'day-of' ? (
        <OwnDay itemId={item.id} onDone={onDone} />
      ) : (
        <>
          <h1 className="sr-only">{itemName(item, language)}</h1>
          <OwnInstrument itemId={item.id} onDone={onDone} />
        </>
      )}
    </Suspense>
  )
}
