import { setTimeout as pause } from 'node:timers/promises'
import type { Decision } from '@holdspace/kit/decision'
import { isRefusalError } from '@holdspace/kit/refusal'
import { headers } from 'next/headers'
import { cache } from 'react'
import { webHouse } from './house.ts'

/** The procedures in process, as whoever sent this page's request; one per request. */
export const api = cache(async () => {
  const sent = await headers()
  return webHouse().api(sent.get('cookie') ?? undefined, {
    ipAddress: 'page',
    userAgent: (sent.get('user-agent') ?? '').slice(0, 200),
    isBackground: false,
  })
})

export type Api = Awaited<ReturnType<typeof api>>

/** What was asked for this request's page and is not answered yet. */
const underWay = cache(() => ({ questions: 0 }))

/** Asks for what a page shows. An expected "no" comes back as a refusal to be shown; anything else breaks loudly. */
export async function ask<T>(question: (from: Api) => Promise<T>): Promise<Decision<T>> {
  const asked = underWay()
  asked.questions += 1
  try {
    return { ok: true, value: await question(await api()) }
  } catch (error) {
    const cause: unknown = error instanceof Error ? error.cause : undefined
    if (isRefusalError(cause)) return { ok: false, refusal: cause.refusal }
    throw error
  } finally {
    asked.questions -= 1
  }
}

/** How soon it is seen that a page has its last answer; a page may ask another question on the answer to the first. */
const lookEveryMs = 20

/** Resolves once everything this request's page asked for is answered, and after `mostMs` whatever is still missing. */
export async function answeredWithin(mostMs: number): Promise<void> {
  const asked = underWay()
  const until = performance.now() + mostMs
  do await pause(lookEveryMs)
  while (asked.questions > 0 && performance.now() < until)
}

/** Who is here; asked once a request however many components ask. */
export const whoIsHere = cache(async () => (await api()).signIn.whoAmI())
