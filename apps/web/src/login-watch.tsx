'use client'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { LockScreen } from './lock-screen.tsx'
import { useTRPC } from './trpc.tsx'

/**
 * Notices that this login was locked or ended (idle, another tab, an administrator) and covers the work at once. What
 * was half-written stays mounted beneath, out of sight, and is there again after unlocking. Asking in the background
 * does not count as using the login (S25).
 */
export function LoginWatch({ displayName, children }: { readonly displayName: string; readonly children: ReactNode }) {
  const trpc = useTRPC()
  const { data, refetch } = useQuery(
    trpc.signIn.whoAmI.queryOptions(undefined, {
      trpc: { context: { background: true } },
      refetchInterval: 20_000,
      refetchOnWindowFocus: 'always',
      staleTime: 10_000,
    }),
  )
  const standing = data?.standing ?? 'active'
  const away = standing !== 'active'
  return (
    <>
      {away ? (
        <LockScreen
          displayName={displayName}
          isSignedOut={standing === 'signed-out'}
          onUnlocked={() => void refetch()}
        />
      ) : null}
      <div hidden={away} inert={away}>
        {children}
      </div>
    </>
  )
}
