import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { ask, whoIsHere } from '../../../src/ask.ts'
import { AddMember } from '../../../src/members/add-member.tsx'
import { MemberTable } from '../../../src/members/member-table.tsx'
import { RefusedPage } from '../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Members' }

/** Who works in this practice, what they may do, and until when their papers hold. */
export default async function MembersPage() {
  const here = await whoIsHere()
  if (here.standing !== 'active') return null
  const found = await ask((api) => api.member.list())
  if (!found.ok) return <RefusedPage title="Members" refusal={found.refusal} />
  return (
    <Page
      title="Members"
      lede="Who works here. What you change holds from the person’s next request on."
      actions={here.who.role === 'admin' ? <AddMember /> : null}
    >
      <MemberTable
        members={found.value}
        today={here.today}
        ownMembershipId={here.who.membershipId}
        mayChange={here.who.role === 'admin'}
      />
    </Page>
  )
}
