'use client'
import type { AppRouter } from '@holdspace/api/router'
import { dateInZone, formatDate, timeInZone } from '@holdspace/kit/calendar-words'
import type { Instant } from '@holdspace/kit/instant'
import { Badge } from '@holdspace/ui/badge'
import { Button } from '@holdspace/ui/button'
import { Notice } from '@holdspace/ui/notice'
import { Panel } from '@holdspace/ui/panel'
import type { inferRouterOutputs } from '@trpc/server'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { roleWords } from '../role-words.ts'
import { useTRPCClient } from '../trpc.tsx'
import { ChangePassword } from './change-password.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'

type Account = inferRouterOutputs<AppRouter>['account']

export interface AccountDetailsProps {
  readonly logins: Account['logins']['logins']
  readonly recoveryCodesLeft: number
  readonly memberships: Account['memberships']
  readonly zone: string
}

export function AccountDetails({ logins, recoveryCodesLeft, memberships, zone }: AccountDetailsProps) {
  return (
    <>
      {memberships.length > 1 ? <Practices memberships={memberships} /> : null}
      <Logins logins={logins} zone={zone} />
      <ChangePassword />
      <RecoveryCodes left={recoveryCodesLeft} />
    </>
  )
}

function Practices({ memberships }: Pick<AccountDetailsProps, 'memberships'>) {
  const trpc = useTRPCClient()
  const [refused, setRefused] = useState<string | null>(null)
  const goOver = async (membershipId: (typeof memberships)[number]['membershipId']) => {
    const answer = await attempt(() => trpc.account.changePractice.mutate({ membershipId }))
    if (answer.ok) window.location.assign('/')
    else setRefused(answer.refusal.sentence)
  }
  return (
    <Panel title="Practices">
      {refused === null ? null : <Notice level="high" title={refused} live />}
      <ul className="flex flex-col gap-2">
        {memberships.map((each) => (
          <li key={each.membershipId} className="flex flex-wrap items-center justify-between gap-3">
            <span>
              <span className="block font-strong">{each.practiceName}</span>
              <span className="text-muted">{roleWords[each.role]}</span>
            </span>
            {each.isThisOne ? (
              <Badge look="accent">You are here</Badge>
            ) : (
              <Button onPress={() => goOver(each.membershipId)}>Go over</Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Logins({ logins, zone }: Pick<AccountDetailsProps, 'logins' | 'zone'>) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [refused, setRefused] = useState<string | null>(null)
  const end = async (act: () => Promise<unknown>, then: () => void) => {
    const answer = await attempt(act)
    if (answer.ok) then()
    else setRefused(answer.refusal.sentence)
  }
  return (
    <Panel
      title="Where you are signed in"
      actions={
        <Button
          size="compact"
          variant="danger"
          onPress={() =>
            end(
              () => trpc.account.signOutEverywhere.mutate(),
              () => window.location.assign('/sign-in'),
            )
          }
        >
          Sign out everywhere
        </Button>
      }
    >
      {refused === null ? null : <Notice level="high" title={refused} live />}
      <ul className="flex flex-col">
        {logins.map((login) => (
          <li
            key={login.loginId}
            className="flex flex-wrap items-center justify-between gap-3 border-line border-b py-2.5 last:border-b-0"
          >
            <span className="min-w-0">
              <span className="flex flex-wrap items-center gap-2 font-strong">
                {browserWords(login.userAgent)}
                {login.isThisOne ? <Badge look="accent">This one</Badge> : null}
                {login.isLocked ? <Badge>Locked</Badge> : null}
              </span>
              <span className="text-muted">
                Since {momentWords(login.createdAt, zone)}, last used {momentWords(login.lastSeenAt, zone)}
              </span>
            </span>
            {login.isThisOne ? null : (
              <Button
                onPress={() =>
                  end(
                    () => trpc.account.endLogin.mutate({ loginId: login.loginId }),
                    () => router.refresh(),
                  )
                }
              >
                End
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function momentWords(at: Instant, zone: string): string {
  return `${formatDate(dateInZone(at, zone))} ${timeInZone(at, zone)}`
}

/** Browser and system in two words, as far as the browser says; the rest of the line helps nobody find a device. */
function browserWords(userAgent: string): string {
  const browser = ['Edg', 'Firefox', 'Chrome', 'Safari'].find((name) => userAgent.includes(`${name}/`))
  const system = ['iPad', 'iPhone', 'Android', 'Windows', 'Mac OS', 'Linux'].find((name) => userAgent.includes(name))
  if (browser === undefined) return 'Another program'
  return `${browser === 'Edg' ? 'Edge' : browser}${system === undefined ? '' : ` on ${system}`}`
}
