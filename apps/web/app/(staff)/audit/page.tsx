import { patientId } from '@holdspace/kit/ids'
import { Link } from '@holdspace/ui/link'
import { Notice } from '@holdspace/ui/notice'
import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { ask, whoIsHere } from '../../../src/ask.ts'
import { AuditTabs } from '../../../src/audit/audit-tabs.tsx'
import { RefusedPage } from '../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Audit' }

/** Who reached which record, newest first; `?patient=` narrows it to one. Reading it is itself written down. */
export default async function AuditPage({
  searchParams,
}: {
  readonly searchParams: Promise<{ readonly patient?: string | string[] }>
}) {
  const here = await whoIsHere()
  if (here.standing !== 'active') return null
  const asked = patientId.safeParse((await searchParams).patient)
  const found = await ask(async (api) => ({
    accesses: await api.audit.accesses({ limit: 100, ...(asked.success ? { patientId: asked.data } : {}) }),
    events: await api.audit.accountEvents({}),
    members: await api.member.list(),
    proof: await api.audit.proof(),
  }))
  if (!found.ok) return <RefusedPage title="Audit" refusal={found.refusal} />
  const zone = here.who.practiceZone
  const { accesses, events, proof } = found.value
  // One person may hold two roles; they are named once.
  const members = [...new Map(found.value.members.map(({ accountId, displayName }) => [accountId, displayName]))].map(
    ([accountId, displayName]) => ({ accountId, displayName }),
  )
  return (
    <Page title="Audit" lede="Who reached which record, newest first. Looking here is written down too.">
      {asked.success ? (
        <Notice level="low" title="Only accesses to one person’s record are shown.">
          <Link href="/audit">Show all</Link>
        </Notice>
      ) : null}
      <AuditTabs
        accesses={{ first: accesses, zone, members, patientId: asked.success ? asked.data : null }}
        events={{ events, zone, members }}
        proof={{ first: proof, zone }}
      />
    </Page>
  )
}
