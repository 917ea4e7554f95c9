'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { CallBanner } from '../calls/call-banner.tsx'
import { useLive } from '../live/live.tsx'
import { attempt } from '../refusal-of.ts'
import { useTRPC, useTRPCClient } from '../trpc.tsx'
import { LockScreen } from './lock-screen.tsx'
import { pinHere } from './pin-here.ts'
import type { Unlocked } from './unlock-by-pin.tsx'
import { useOwnLock } from './use-own-lock.ts'

const LockNow = createContext<() => void>(() => undefined)

/** Locks this screen at once, also without network. */
export function useLockNow(): () => void {
  return use(LockNow)
}

/**
 * Notices that this login was locked or ended (idle, another tab, an administrator) and covers the work at once. What
 * was half-written stays mounted beneath, out of sight, and is there again after unlocking. Asking in the background
 * does not count as using the login (S25).
 */
export function LoginWatch({ displayName, children }: { readonly displayName: string; readonly children: ReactNode }) {
  const client = useTRPCClient()
  const { standing, pinOpens, isUnreachable, askAgain, asked } = useStanding()
  const own = useOwnLock(isUnreachable)
  const [owed, setOwed] = useState<OwedPin | null>(null)
  useTellPin(owed, setOwed, { standing, askAgain, asked })

  const lockNow = () => {
    own.lock()
    void attempt(() => client.signIn.lock.mutate()).then(askAgain)
  }
  const unlocked = (how: Unlocked) => {
    if (how.by === 'pin-here') setOwed({ pin: how.pin, sinceMs: Date.now() })
    own.open()
    void askAgain()
  }
  const isSignedOut = standing === 'signed-out'
  const away = isSignedOut || own.isLocked || (standing === 'locked' && owed === null)
  useCovers(away)
  useFocusKept(away)
  return (
    <LockNow value={lockNow}>
      <div className="flex flex-col print:block">
        {/* A dialog that was open stays mounted out of sight; it neither hides the lock from anybody nor holds the focus. */}
        <div data-react-aria-top-layer="true">
          {away ? (
            <LockScreen
              displayName={displayName}
              isSignedOut={isSignedOut}
              pinOpens={standing === 'locked' ? pinOpens || pinHere.canOpen() : pinHere.canOpen()}
              onUnlocked={unlocked}
            />
          ) : null}
        </div>
        <div data-work hidden={away} inert={away}>
          {children}
        </div>
        {isSignedOut ? null : <CallBanner isLocked={away} />}
      </div>
    </LockNow>
  )
}

/** What floats above a page stands outside of it, and goes out of sight with it (`data-covered`, S25). */
function useCovers(away: boolean) {
  useLayoutEffect(() => {
    document.documentElement.toggleAttribute('data-covered', away)
    return () => document.documentElement.removeAttribute('data-covered')
  }, [away])
}

function useStanding() {
  const live = useLive()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { data, errorUpdatedAt, dataUpdatedAt, failureCount } = useQuery(
    trpc.signIn.whoAmI.queryOptions(undefined, {
      trpc: { context: { background: true } },
      refetchInterval: 20_000,
      refetchOnWindowFocus: 'always',
      refetchOnReconnect: 'always',
      staleTime: 10_000,
    }),
  )
  const askAgain = () => queries.invalidateQueries(trpc.signIn.pathFilter())
  const ask = useRef(askAgain)
  ask.current = askAgain
  // Locked or ended elsewhere: this screen is covered at once, not at the next question (S11).
  useEffect(() => live?.onNews((news) => void (news.about === 'login' ? ask.current() : null)), [live])
  return {
    standing: data?.standing ?? 'active',
    pinOpens: data?.standing === 'locked' && data.pinOpens,
    /** When the server was last heard. */
    asked: dataUpdatedAt,
    isUnreachable: () => !navigator.onLine || failureCount > 0 || errorUpdatedAt > dataUpdatedAt,
    askAgain,
  }
}

/** A PIN that opened this page while the server was away: the server has not seen it yet. In memory only. */
interface OwedPin {
  readonly pin: string
  readonly sinceMs: number
}

/** Tells the server as soon as it answers again, so that what was charted since is taken from an open login. */
function useTellPin(
  owed: OwedPin | null,
  setOwed: (owed: OwedPin | null) => void,
  { standing, asked, askAgain }: Pick<ReturnType<typeof useStanding>, 'standing' | 'asked' | 'askAgain'>,
) {
  const client = useTRPCClient()
  const again = useRef(askAgain)
  again.current = askAgain
  useEffect(() => {
    if (owed === null || asked <= owed.sinceMs) return
    if (standing !== 'locked') return setOwed(null)
    void attempt(() => client.signIn.unlockWithPin.mutate({ pin: owed.pin })).then(async (answer) => {
      if (!answer.ok && answer.refusal.family === 'unavailable') return
      await again.current()
      setOwed(null)
    })
  }, [owed, asked, standing, client, setOwed])
}

/** Whoever comes back goes on where they were, also by keyboard. */
function useFocusKept(away: boolean) {
  const last = useRef<Element | null>(null)
  const wasAway = useRef(false)
  useEffect(() => {
    if (wasAway.current && !away && last.current instanceof HTMLElement) last.current.focus()
    wasAway.current = away
  }, [away])
  useEffect(() => {
    const remember = () => {
      const at = document.activeElement
      if (at !== null && at.closest('[data-react-aria-top-layer]') === null) last.current = at
    }
    document.addEventListener('focusin', remember)
    return () => document.removeEventListener('focusin', remember)
  }, [])
}
