import { LinkButton } from '@holdspace/ui/link'
import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { ask, whoIsHere } from '../../../src/ask.ts'
import { ConsentWorklist } from '../../../src/consents/worklist.tsx'
import { RefusedPage } from '../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Consents' }

/** Whose papers are missing, running out, outdated or withdrawn. */
export default async function ConsentsPage() {
  if ((await whoIsHere()).standing !== 'active') return null
  const worklist = await ask((api) => api.consent.worklist())
  if (!worklist.ok) return <RefusedPage title="Consents" refusal={worklist.refusal} />
  return (
    <Page
      title="Consents"
      lede="What has to be signed, again or for the first time. Withdrawn ones come first."
      actions={<LinkButton href="/consents/texts">Texts</LinkButton>}
    >
      <ConsentWorklist lines={worklist.value.lines} />
    </Page>
  )
}
