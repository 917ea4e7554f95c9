import { Link } from '@holdspace/ui/link'
import { Page } from '@holdspace/ui/page'
import { Panel } from '@holdspace/ui/panel'
import type { Metadata } from 'next'
import { ask, whoIsHere } from '../../../../src/ask.ts'
import { TextShelf } from '../../../../src/consents/text-shelf.tsx'
import { RefusedPage } from '../../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Consent texts' }

/** The words patients sign: what is in effect, and what is still a draft. */
export default async function ConsentTextsPage() {
  if ((await whoIsHere()).standing !== 'active') return null
  const texts = await ask((api) => api.consent.texts())
  if (!texts.ok) return <RefusedPage title="Consent texts" refusal={texts.refusal} />
  return (
    <Page
      title="Consent texts"
      above={<Link href="/consents">Consents</Link>}
      lede="Supplied texts are drafts for your counsel to change. A patient signs only what was approved here."
    >
      <Panel flush>
        <TextShelf kinds={texts.value.kinds} />
      </Panel>
    </Page>
  )
}
