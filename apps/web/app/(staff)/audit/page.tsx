import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { ask, whoIsHere } from '../../../src/ask.ts'
import { AccessLog } from '../../../src/audit/access-log.tsx'
import { RefusedPage } from '../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Audit' }

/** Who reached which record, newest first. Reading it is itself written down. */
export default async function AuditPage() {
  const here = await whoIsHere()
  if (here.standing !== 'active') return null
  const found = await ask((api) => api.audit.accesses({ limit: 100 }))
  if (!found.ok) return <RefusedPage title="Audit" refusal={found.refusal} />
  return (
    <Page title="Audit" lede="Who reached which record, newest first. Looking here is written down too.">
      <AccessLog first={found.value} zone={here.who.practiceZone} />
    </Page>
  )
}
