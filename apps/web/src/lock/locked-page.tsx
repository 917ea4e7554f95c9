'use client'
import { LockScreen } from './lock-screen.tsx'

export interface LockedPageProps {
  readonly displayName: string
  readonly pinOpens: boolean
}

/** A page asked for while locked: nothing of it was sent, so it is fetched anew once unlocked. */
export function LockedPage({ displayName, pinOpens }: LockedPageProps) {
  return <LockScreen displayName={displayName} pinOpens={pinOpens} onUnlocked={() => window.location.reload()} />
}
