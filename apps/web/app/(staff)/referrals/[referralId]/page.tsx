import { referralId as referralIdSchema } from '@holdspace/kit/ids'
import { Link } from '@holdspace/ui/link'
import { Page } from '@holdspace/ui/page'
import { PatientBanner } from '@holdspace/ui/patient-banner'
import { Workspace } from '@holdspace/ui/workspace'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ask, whoIsHere } from '../../../../src/ask.ts'
import { bannerOf, dateAndTime } from '../../../../src/people/words.ts'
import { DecideReferral } from '../../../../src/referrals/decide-referral.tsx'
import { DecisionMade } from '../../../../src/referrals/decision-made.tsx'
import { ReferralContents } from '../../../../src/referrals/referral-contents.tsx'
import { RefusedPage } from '../../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Review a referral' }

/** One referral, read before anything is created: what calls for a second look, what was taken, what was left out. */
export default async function ReviewReferral({ params }: { readonly params: Promise<{ referralId: string }> }) {
  if ((await whoIsHere()).standing !== 'active') return null
  const asked = referralIdSchema.safeParse((await params).referralId)
  if (!asked.success) notFound()
  const review = await ask((api) => api.referral.review({ referralId: asked.data }))
  if (!review.ok) return <RefusedPage title="Referral" refusal={review.refusal} />
  const { referral, today, zone, duplicates, mayAccept } = review.value
  const { person, allergyStatus, allergies } = referral.content
  const undecided = referral.status === 'in-review'
  return (
    <Page
      title={undecided ? 'Review this referral' : 'Referral'}
      lede={`${referral.fileName}, taken in by ${referral.receivedByName} on ${dateAndTime(referral.receivedAt, zone)}.`}
      above={<Link href="/referrals">Referrals</Link>}
      banner={
        <PatientBanner
          {...bannerOf({ person, allergyStatus, allergies, today })}
          treatment={undecided ? 'Under review, no chart yet' : `Referral, ${referral.status}`}
        />
      }
      {...(undecided
        ? {
            workspace: (
              <Workspace title="Decide" startsFolded>
                <DecideReferral
                  referralId={referral.referralId}
                  duplicates={duplicates}
                  mayAccept={mayAccept}
                  today={today}
                />
              </Workspace>
            ),
          }
        : {})}
    >
      {referral.decision === null ? null : (
        <DecisionMade status={referral.status} decision={referral.decision} zone={zone} />
      )}
      <ReferralContents review={review.value} />
    </Page>
  )
}
