'use client'
import { Notice } from '@holdspace/ui/notice'
import type { ReactNode } from 'react'
import type { Answers } from '../outputs.ts'

export interface FirstSignInProps {
  readonly name: string
  readonly first: NonNullable<Answers['member']['add']['firstSignIn']>
}

/** Shown once and stored nowhere in the clear. */
export function FirstSignIn({ name, first }: FirstSignInProps) {
  return (
    <>
      <Notice level="medium" title="This is shown only now">
        Hand it over in person. {name} sets a new password under Account after the first sign-in.
      </Notice>
      <dl className="mt-4 flex flex-col gap-4">
        <Part term="Password">
          <Secret>{first.password}</Secret>
        </Part>
        <Part term="Key for the authenticator app">
          <Secret>{first.totpSecret.replace(/(.{4})(?=.)/g, '$1 ')}</Secret>
        </Part>
        <Part term="Recovery codes, each good for once">
          <ul className="grid grid-cols-2 gap-x-6 gap-y-1">
            {first.recoveryCodes.map((code) => (
              <li key={code}>
                <Secret>{code}</Secret>
              </li>
            ))}
          </ul>
        </Part>
      </dl>
    </>
  )
}

function Part({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted">{term}</dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  )
}

function Secret({ children }: { readonly children: string }) {
  return <span className="select-all font-mono font-strong [overflow-wrap:anywhere]">{children}</span>
}
