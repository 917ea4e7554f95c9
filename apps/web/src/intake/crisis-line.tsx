'use client'
import { buttonClass } from '@holdspace/ui/button'
import { useTranslations } from 'use-intl'

/** Whom to call now, wherever mood or free words are asked; it says that nobody reads along (RULINGS 7). */
export function CrisisLine() {
  const t = useTranslations('crisis')
  return (
    <aside aria-label={t('title')} className="flex flex-col gap-3 rounded-card border border-line bg-sunken p-4">
      <p>{t('text')}</p>
      <p className="flex flex-wrap gap-2">
        <a href="tel:988" className={buttonClass('secondary', 'regular')}>
          {t('call')}
        </a>
        <a href="sms:988" className={buttonClass('secondary', 'regular')}>
          {t('message')}
        </a>
      </p>
    </aside>
  )
}
