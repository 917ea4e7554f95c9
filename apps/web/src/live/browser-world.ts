import type { AppRouter } from '@holdspace/api/router'
import type { TRPCClient } from '@trpc/client'
import { refusalOf } from '../refusal-of.ts'
import type { LiveWorld } from './live-hub.ts'

/** Tabs of another login of this browser are other people: each login has its own lock and channel. */
const nameOf = (loginId: string) => `holdspace-live ${loginId}`

/** What a hub stands on in a browser. The lock is let go by the browser itself when a tab closes, crashes or freezes. */
export function browserWorld(trpc: TRPCClient<AppRouter>, loginId: string): LiveWorld {
  const channel = new BroadcastChannel(nameOf(loginId))
  return {
    tab: crypto.randomUUID(),
    lead: (chosen) => {
      const gone = new AbortController()
      const request = navigator.locks.request(nameOf(loginId), { signal: gone.signal }, () => {
        chosen()
        return new Promise<void>((resolve) => gone.signal.addEventListener('abort', () => resolve(), { once: true }))
      })
      // Leaving the line is no failure.
      request.catch(() => undefined)
      return () => gone.abort()
    },
    channel: {
      post: (said) => channel.postMessage(said),
      hear: (heard) => {
        const hear = (event: MessageEvent) => heard(event.data)
        channel.addEventListener('message', hear)
        return () => {
          channel.removeEventListener('message', hear)
          channel.close()
        }
      },
    },
    open: (sessions, on) => {
      const subscription = trpc.live.follow.subscribe(
        { sessions: sessions as never },
        {
          onData: ({ data }) => on.news(data),
          // Connecting for the first time is no outage: nothing flashes up when a room is opened (PF5).
          onConnectionStateChange: ({ state, error }) => {
            if (state === 'pending') on.connection('online')
            else if (error !== null) on.connection('reconnecting')
          },
          // Whoever is signed out altogether has nothing to hear; every other end is tried again.
          onError: (error) =>
            refusalOf(error).family === 'unauthenticated' ? on.connection('reconnecting') : on.ended(),
          onComplete: on.ended,
        },
      )
      return { close: () => subscription.unsubscribe() }
    },
    soon: (run, ms) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
  }
}
