import { LinkButton } from '@holdspace/ui/link'
import { Notice } from '@holdspace/ui/notice'
import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { ask } from '../../../src/ask.ts'
import { type ListedStatus, ReferralList } from '../../../src/referrals/referral-list.tsx'
import { StatusLinks } from '../../../src/referrals/status-links.tsx'

export const metadata: Metadata = { title: 'Referrals' }

/** Everybody who was sent to the clinic: who waits for review, who was accepted, who was declined. */
export default async function Referrals({ searchParams }: { readonly searchParams: Promise<{ status?: string }> }) {
  const asked = (await searchParams).status
  const status: ListedStatus = asked === 'accepted' || asked === 'declined' ? asked : 'in-review'
  const page = await ask((api) => api.referral.list({ status, cursor: null }))
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
      {page.ok ? (
        <ReferralList key={status} first={page.value} status={status} />
      ) : (
        <Notice level="medium" title={page.refusal.sentence} />
      )}
    </Page>
  )
}
