import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { AccountDetails } from '../../../src/account/account-details.tsx'
import { ask, whoIsHere } from '../../../src/ask.ts'
import { RefusedPage } from '../../../src/refused-page.tsx'
import { roleWords } from '../../../src/role-words.ts'

export const metadata: Metadata = { title: 'Account' }

/** One's own login, password and practices. */
export default async function AccountPage() {
  const here = await whoIsHere()
  if (here.standing !== 'active') return null
  const found = await ask(async (api) => ({
    ...(await api.account.logins()),
    memberships: await api.account.memberships(),
  }))
  if (!found.ok) return <RefusedPage title="Account" refusal={found.refusal} />
  return (
    <Page title="Account" lede={`${here.who.displayName}, ${roleWords[here.who.role].toLowerCase()}`} narrow>
      <AccountDetails {...found.value} zone={here.who.practiceZone} />
    </Page>
  )
}
