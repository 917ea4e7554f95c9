import { LinkButton } from '@holdspace/ui/link'
import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { ask, whoIsHere } from '../../../src/ask.ts'
import { type ListedStatus, ReferralList } from '../../../src/referrals/referral-list.tsx'
import { StatusLinks } from '../../../src/referrals/status-links.tsx'
import { RefusedPage } from '../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Referrals' }

/** Everybody who was sent to the clinic: who waits for review, who was accepted, who was declined. */
export default async function Referrals({ searchParams }: { readonly searchParams: Promise<{ status?: string }> }) {
  if ((await whoIsHere()).standing !== 'active') return null
  const asked = (await searchParams).status
  const status: ListedStatus = asked === 'accepted' || asked === 'declined' ? asked : 'in-review'
  const page = await ask((api) => api.referral.list({ status, cursor: null }))
  if (!page.ok) return <RefusedPage title="Referrals" refusal={page.refusal} />
  return (
    <Page
      title="Referrals"
      lede="Nobody has a chart before somebody here has read their referral and accepted it."
      actions={
        <LinkButton href="/referrals/import" variant="primary">
          Import a referral
        </LinkButton>
      }
    >
      <StatusLinks current={status} />
      <ReferralList key={status} first={page.value} status={status} />
    </Page>
  )
}
