import type { ReactNode } from 'react'
import { api, whoIsHere } from '../../src/ask.ts'
import { LockedPage } from '../../src/lock/locked-page.tsx'
import { placesFor } from '../../src/places.ts'
import { SignIn } from '../../src/sign-in.tsx'
import { StaffFrame } from '../../src/staff-frame.tsx'
import { Questions } from '../../src/trpc.tsx'

/**
 * The staff's frame. Who is signed out or locked is met at the same address by the door instead, and finds the page
 * behind it afterwards: no address travels in a query, so none can be planted there.
 */
export default async function StaffLayout({ children }: { readonly children: ReactNode }) {
  const here = await whoIsHere()
  if (here.standing === 'signed-out') return <SignIn demoPeople={await (await api()).signIn.demoPeople()} />
  if (here.standing === 'locked')
    return (
      <Questions>
        <LockedPage loginId={here.who.loginId} displayName={here.who.displayName} pinOpens={here.pinOpens} />
      </Questions>
    )
  const { loginId, displayName, practiceName, role, duties } = here.who
  return (
    <Questions>
      <StaffFrame
        loginId={loginId}
        displayName={displayName}
        practiceName={practiceName}
        open={placesFor(role, duties)}
      >
        {children}
      </StaffFrame>
    </Questions>
  )
}
