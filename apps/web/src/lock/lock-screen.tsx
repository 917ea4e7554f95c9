'use client'
import { Button } from '@holdspace/ui/button'
import { LinkButton } from '@holdspace/ui/link'
import { useState } from 'react'
import { DoorFrame } from '../door-frame.tsx'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { UnlockByPassword } from './unlock-by-password.tsx'
import { UnlockByPin, type Unlocked } from './unlock-by-pin.tsx'

export interface LockScreenProps {
  readonly displayName: string
  /** The login has ended altogether: only signing in again helps. */
  readonly isSignedOut?: boolean
  /** A session PIN opens this screen: it sat in the room of an open session (RULINGS 14). */
  readonly pinOpens: boolean
  readonly onUnlocked: (how: Unlocked) => void
}

/** A screen somebody walked away from. Nothing of any patient stands on it. */
export function LockScreen({ displayName, isSignedOut = false, pinOpens, onUnlocked }: LockScreenProps) {
  const trpc = useTRPCClient()
  const [byPassword, setByPassword] = useState(false)
  const leave = async () => {
    await attempt(() => trpc.signIn.signOut.mutate())
    window.location.reload()
  }
  if (isSignedOut) {
    return (
      <DoorFrame title="You are signed out" lede={`${displayName}, this login has ended.`}>
        <LinkButton href="/sign-in" variant="primary">
          Sign in
        </LinkButton>
      </DoorFrame>
    )
  }
  const byPin = pinOpens && !byPassword
  return (
    <DoorFrame
      title="Locked"
      lede={`${displayName}, your ${byPin ? 'session PIN' : 'password'} opens it again where you left it.`}
    >
      {byPin ? (
        <UnlockByPin onUnlocked={onUnlocked} onUsedUp={() => setByPassword(true)} />
      ) : (
        <UnlockByPassword onUnlocked={() => onUnlocked({ by: 'password' })} />
      )}
      <div className="mt-3 flex flex-col gap-1">
        {byPin ? (
          <Button variant="quiet" onPress={() => setByPassword(true)}>
            Use your password instead
          </Button>
        ) : null}
        <Button variant="quiet" onPress={() => void leave()}>
          Sign out instead
        </Button>
      </div>
    </DoorFrame>
  )
}
