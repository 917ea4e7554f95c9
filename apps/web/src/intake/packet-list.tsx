'use client'
import { Button } from '@holdspace/ui/button'
import { useTranslations } from 'use-intl'
import { itemName } from './item-name.ts'
import { useLanguage } from './language.tsx'
import { PatientHeading } from './patient-frame.tsx'
import type { OwnPacket } from './use-own-packet.ts'
import { goToPlace } from './use-place.ts'

export interface PacketListProps {
  readonly own: OwnPacket
  /** Forms with an answer already, by item. */
  readonly begun: ReadonlySet<string>
}

/** What was sent, what is done, and where to go on. */
export function PacketList({ own, begun }: PacketListProps) {
  const t = useTranslations('packet')
  const done = own.items.filter((item) => item.submitted).length
  const { language } = useLanguage()
  const nameOf = (item: OwnPacket['items'][number]) => itemName(item, language)
  const next =
    own.items.find((item) => !item.submitted && begun.has(item.id)) ?? own.items.find((item) => !item.submitted)
  return (
    <>
      <PatientHeading
        title={t('hello', { practice: own.practiceName })}
        lede={t('lede')}
        progress={t('done', { done: String(done), all: String(own.items.length) })}
        place="list"
      />
      <ol className="flex flex-col divide-y divide-line border-line border-y">
        {own.items.map((item, at) => (
          <li key={item.id} className="flex min-h-16 items-center justify-between gap-3 py-2">
            <span className={item.submitted ? 'text-muted' : 'font-strong'}>{nameOf(item)}</span>
            {item.submitted ? (
              <span className="shrink-0 text-done">✓ {t('sent')}</span>
            ) : (
              <Button
                size="regular"
                variant={item.id === next?.id ? 'primary' : 'secondary'}
                aria-label={`${begun.has(item.id) ? t('goOn') : t('start')}: ${nameOf(item)}`}
                onPress={() => goToPlace({ form: at + 1, page: 1 })}
              >
                {begun.has(item.id) ? t('goOn') : t('start')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}
