import { sessionId as sessionIdShape } from '@holdspace/kit/ids'
import { Notice } from '@holdspace/ui/notice'
import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ask } from '../../../../src/ask.ts'
import { SessionRoom } from '../../../../src/session-room/session-room.tsx'

export const metadata: Metadata = { title: 'Session' }

interface Asked {
  readonly params: Promise<{ sessionId: string }>
  readonly searchParams: Promise<{ view?: string }>
}

/** The room of one session. A therapist meets the quiet view first; everybody may choose the other. */
export default async function Session({ params, searchParams }: Asked) {
  const sessionId = sessionIdShape.safeParse((await params).sessionId)
  if (!sessionId.success) notFound()
  const { view } = await searchParams
  const room = await ask((api) => api.session.read({ sessionId: sessionId.data }))
  if (!room.ok) {
    return (
      <Page title="Session">
        <Notice level="medium" title={room.refusal.sentence} />
      </Page>
    )
  }
  const { patientId } = room.value
  const [pin, nextDose] = await Promise.all([
    ask((api) => api.signIn.sessionPin()),
    ask((api) => api.plan.nextDose({ patientId })),
  ])
  const isTherapist = room.value.actor.role === 'therapist' || room.value.actor.role === 'outside-therapist'
  const quiet = view === undefined ? isTherapist : view === 'therapist'
  return (
    <SessionRoom
      room={room.value}
      view={quiet ? 'therapist' : 'clinician'}
      hasPin={pin.ok && pin.value.verifier !== null}
      nextDose={nextDose.ok ? nextDose.value : null}
    />
  )
}
