import { patientId as patientIdSchema } from '@holdspace/kit/ids'
import { HoldspaceMark } from '@holdspace/ui/holdspace-mark'
import { LinkButton } from '@holdspace/ui/link'
import { ErrorState } from '@holdspace/ui/states'
import { ThemeSwitch } from '@holdspace/ui/theme-switch'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ask, whoIsHere } from '../../../../src/ask.ts'
import { HandOver } from '../../../../src/consents/hand-over.tsx'
import { formOfAddress } from '../../../../src/consents/release-wish.ts'
import { LockedPage } from '../../../../src/lock/locked-page.tsx'
import { Questions } from '../../../../src/trpc.tsx'

export const metadata: Metadata = { title: 'Sign' }

interface HandOverPage {
  readonly params: Promise<{ patientId: string; ref: string }>
  readonly searchParams: Promise<{ language?: string }>
}

/** A tablet in a patient's hands: one form and nothing around it that leads anywhere else. */
export default async function HandOverPage({ params, searchParams }: HandOverPage) {
  const here = await whoIsHere()
  const { patientId, ref } = await params
  const asked = patientIdSchema.safeParse(patientId)
  const form = formOfAddress(decodeURIComponent(ref))
  if (here.standing === 'signed-out' || !asked.success || form === null) notFound()
  if (here.standing === 'locked')
    return (
      <Questions>
        <LockedPage loginId={here.who.loginId} displayName={here.who.displayName} pinOpens={here.pinOpens} />
      </Questions>
    )
  const language = (await searchParams).language === 'es' ? 'es' : 'en'
  const chart = `/people/${asked.data}/consents`
  const found = await ask((api) => api.consent.forSigning({ patientId: asked.data, language, ...form }))
  return (
    <Questions>
      <div className="min-h-dvh bg-paper">
        <header className="flex items-center justify-between gap-4 px-5 py-4">
          <span className="flex items-center gap-2.5">
            <HoldspaceMark className="size-7 text-accent" />
            <span className="text-lead font-strong">{here.who.practiceName}</span>
          </span>
          <ThemeSwitch />
        </header>
        <main id="main" className="mx-auto w-full max-w-3xl px-5 pt-2 pb-16">
          {found.ok ? (
            <HandOver
              patientId={asked.data}
              chart={chart}
              form={found.value}
              release={form.release}
              zone={here.who.practiceZone}
            />
          ) : (
            <>
              <h1 className="sr-only">Sign</h1>
              <ErrorState
                title="This cannot be signed"
                action={<LinkButton href={chart}>Back to the chart</LinkButton>}
              >
                {found.refusal.sentence}
              </ErrorState>
            </>
          )}
        </main>
      </div>
    </Questions>
  )
}
