import { useEffect } from 'react'

type Client = ReturnType<typeof import('./acts-client.ts').newClient>

let coming: Promise<Client> | undefined

/**
 * The way to act from a page before anybody is signed in. It is brought while the form is being filled in, so that the
 * door itself stands with as little as it can (PERFORMANCE, first route); what failed to come is asked for again.
 */
export function doorClient(): Promise<Client> {
  coming ??= import('./acts-client.ts').then(
    ({ newClient }) => newClient(),
    (error: unknown) => {
      coming = undefined
      throw error
    },
  )
  return coming
}

/** Begins to bring the client as soon as the page stands. */
export function useDoorClient(): () => Promise<Client> {
  useEffect(() => {
    doorClient().catch(() => undefined)
  }, [])
  return doorClient
}
