import type { AppRouter } from '@holdspace/api/router'
import type { Page } from '@playwright/test'
import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client'
import superjson from 'superjson'

export type Door = TRPCClient<AppRouter>

const addresses = new WeakMap<Page, string>()

/** Whoever is signed in can ask at the door before this page has gone anywhere. */
export function hasItsDoorAt(page: Page, address: string): void {
  addresses.set(page, address)
}

/**
 * The staff's door as the person signed in on this page, for what a test needs to find ready and does not itself show.
 * The questions travel with the page's cookies and answer in the types of the router.
 */
export function doorOf(page: Page): Door {
  const { origin } = new URL(addresses.get(page) ?? page.url())
  return createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: `${origin}/trpc`,
        transformer: superjson,
        fetch: async (url, init) => {
          const answer = await page.request.fetch(String(url), {
            method: init?.method ?? 'GET',
            headers: { origin, 'content-type': 'application/json' },
            ...(init?.body == null ? {} : { data: String(init.body) }),
          })
          return new Response(await answer.text(), { status: answer.status(), headers: answer.headers() })
        },
      }),
    ],
  })
}
