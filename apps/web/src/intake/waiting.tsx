'use client'
import { useTranslations } from 'use-intl'

/** While something is on its way. */
export function Waiting() {
  const t = useTranslations('frame')
  return (
    <p role="status" className="text-muted">
      {t('loading')}
    </p>
  )
}
