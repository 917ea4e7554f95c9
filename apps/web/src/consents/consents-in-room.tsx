'use client'
import { isTreatment } from '@holdspace/clinic/consent/kinds'
import { isInForce } from '@holdspace/clinic/consent/states'
import { Button } from '@holdspace/ui/button'
import { useCallback, useEffect, useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import type { ConsentNow } from './consent-now.ts'
import { WithdrawConsent } from './withdraw-consent.tsx'

/**
 * What the patient agreed to, within reach while they are under the medicine: one press and one line take it back. Nothing
 * can be agreed to here; only less is possible in the room (RULINGS 8, CONSENT.md section 4).
 */
export function ConsentsInRoom({ patientId }: { readonly patientId: string }) {
  const { standing, look } = useStanding(patientId)
  const [withdrawing, setWithdrawing] = useState<ConsentNow | null>(null)
  if (standing === null || standing.length === 0) return null
  return (
    <section aria-labelledby="take-back" className="rounded-card border border-line bg-surface p-4">
      <h2 id="take-back" className="mb-2 text-lead">
        Can be taken back at any moment
      </h2>
      <ul className="flex flex-col gap-1">
        {standing.map((consent) => (
          <li key={consent.consentId} className="flex items-center justify-between gap-3">
            <span className="min-w-0 font-strong">{consent.title}</span>
            <Button
              size="compact"
              variant="quiet"
              aria-label={`Withdraw ${consent.title}`}
              onPress={() => setWithdrawing(consent)}
            >
              Withdraw
            </Button>
          </li>
        ))}
      </ul>
      <WithdrawConsent consent={withdrawing} onClose={() => setWithdrawing(null)} onDone={look} />
    </section>
  )
}

/** Prices, notices and releases are for another hour; they are taken back on the chart. */
function isAboutTheRoom(kind: ConsentNow['kind']): boolean {
  return isTreatment(kind) || kind === 'touch' || kind === 'recording'
}

/** Null while it is asked for, and for whoever may not read consents: the room then shows nothing of them. */
function useStanding(patientId: string) {
  const trpc = useTRPCClient()
  const [standing, setStanding] = useState<readonly ConsentNow[] | null>(null)
  const look = useCallback(() => {
    void attempt(() => trpc.consent.ofPatient.query({ patientId })).then((answer) => {
      if (!answer.ok) return
      setStanding(
        answer.value.mayWithdraw
          ? answer.value.now.filter(({ kind, state }) => isInForce(state) && isAboutTheRoom(kind))
          : [],
      )
    })
  }, [trpc, patientId])
  useEffect(look, [look])
  return { standing, look }
}
