'use client'
import { Notice } from '@holdspace/ui/notice'
import { useCallback } from 'react'
import { useTranslations } from 'use-intl'
import { SignConsent } from '../consents/sign-consent.tsx'
import { doorClient } from '../door-client.ts'
import { attempt } from '../refusal-of.ts'
import type { OwnItemProps } from './own-instrument.tsx'
import { useRefusalWords } from './refusal-words.ts'
import { useAsked } from './use-asked.ts'
import { goToPlace } from './use-place.ts'

/** A consent of the packet, read and signed on the phone. */
export function OwnConsent({ itemId, onDone }: OwnItemProps) {
  const t = useTranslations('frame')
  const words = useRefusalWords()
  const question = useCallback(
    (client: Awaited<ReturnType<typeof doorClient>>) => client.consent.own.query({ itemId }),
    [itemId],
  )
  const asked = useAsked(question)
  if (asked === null) {
    return (
      <p role="status" className="text-muted">
        {t('loading')}
      </p>
    )
  }
  if (!asked.ok) return <Notice level="high" title={words(asked.refusal)} live />
  const { text, textHash, patientName, locked } = asked.value
  return (
    // The text is in its own language, whatever the page around it speaks.
    <div lang={text.language}>
      <SignConsent
        text={text}
        textHash={textHash}
        signer={{ as: 'patient', name: patientName }}
        locked={locked}
        onSign={async (signing) => {
          const signed = await attempt(async () => (await doorClient()).consent.signOwn.mutate({ itemId, signing }))
          if (signed.ok) onDone()
          return signed
        }}
        onNotNow={() => goToPlace(null)}
      />
    </div>
  )
}
