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

/** Asks for what a page shows. An expected "no" comes back as a refusal to be shown; anything else breaks loudly. */
export async function ask<T>(question: (from: Api) => Promise<T>): Promise<Decision<T>> {
  try {
    return { ok: true, value: await question(await api()) }
  } catch (error) {
    const cause: unknown = error instanceof Error ? error.cause : undefined
    if (isRefusalError(cause)) return { ok: false, refusal: cause.refusal }
    throw error
  }
}

/** Who is here; asked once a request however many components ask. */
export const whoIsHere = cache(async () => (await api()).signIn.whoAmI())
