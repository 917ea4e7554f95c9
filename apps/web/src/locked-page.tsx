'use client'
import { LockScreen } from './lock-screen.tsx'

/** A page asked for while locked: nothing of it was sent, so it is fetched anew once unlocked. */
export function LockedPage({ displayName }: { readonly displayName: string }) {
  return <LockScreen displayName={displayName} onUnlocked={() => window.location.reload()} />
}
