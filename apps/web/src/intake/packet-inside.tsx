'use client'
import { formOf } from '@holdspace/clinic/intake/clinic-forms'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { IdentityPage } from './identity-page.tsx'
import { useLanguage } from './language.tsx'
import { OtherItem } from './other-item.tsx'
import { PacketList } from './packet-list.tsx'
import { PatientHeading } from './patient-frame.tsx'
import type { OwnPacket } from './use-own-packet.ts'
import { goToPlace, usePlace } from './use-place.ts'
import { Waiting } from './waiting.tsx'

/** Brought while name and birth date are typed: the first page stands without it (PF4), and a form opens at once. */
const bringRunner = () => import('./form-runner.tsx')
const OwnPapers = lazy(() => import('../consents/own-papers.tsx').then((part) => ({ default: part.OwnPapers })))
const FormRunner = lazy(() => bringRunner().then((part) => ({ default: part.FormRunner })))

export interface PacketInsideProps {
  readonly own: OwnPacket
  readonly refresh: () => Promise<void>
}

/** What a packet shows as it stands: who are you, the list, one of its forms, or that it is over. */
export function PacketInside({ own, refresh }: PacketInsideProps) {
  const t = useTranslations('packet')
  const place = usePlace()
  useEffect(() => {
    bringRunner().catch(() => undefined)
  }, [])
  switch (own.standing) {
    case 'complete':
      return (
        <>
          <PatientHeading title={t('completeTitle')} lede={t('complete')} place="complete" />
          <PapersSigned />
        </>
      )
    case 'stopped':
      return <PatientHeading title={t('stoppedTitle')} lede={t('stopped')} place="stopped" />
    case 'revoked':
    case 'lapsed':
      return <PatientHeading title={t('closedTitle')} lede={t('closed')} place="closed" />
    case 'open':
      break
  }
  if (!own.identityShown) return <IdentityPage onShown={() => void refresh()} />
  const item = place === null ? undefined : own.items[place.form - 1]
  if (place === null || item === undefined || item.submitted) {
    return (
      <>
        <PacketList own={own} begun={new Set(own.answers.map((answer) => answer.itemId))} />
        <PapersSigned />
      </>
    )
  }
  const onSubmitted = () => {
    goToPlace(null)
    void refresh()
  }
  const form = formOf(item)
  if (form === null) return <OtherItem key={item.id} item={item} onDone={onSubmitted} />
  const given = own.answers.filter((answer) => answer.itemId === item.id)
  return (
    <Suspense fallback={<Waiting />}>
      <FormRunner
        key={item.id}
        form={form}
        itemId={item.id}
        number={place.form}
        page={place.page}
        given={new Map(given.map(({ questionId, value }) => [questionId, value]))}
        onSubmitted={onSubmitted}
      />
    </Suspense>
  )
}

function PapersSigned() {
  const { language } = useLanguage()
  return (
    <Suspense fallback={null}>
      <OwnPapers language={language} />
    </Suspense>
  )
}
