import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { LinkButton } from '@holdspace/ui/link'
import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { ask } from '../../../src/ask.ts'
import { type ProtocolLine, ProtocolShelf } from '../../../src/protocols/protocol-shelf.tsx'
import { RefusedPage } from '../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Protocols' }

/** What this practice treats by, and the drafts it might take in. */
export default async function ProtocolsPage() {
  const found = await ask((api) => api.protocol.shelf())
  if (!found.ok) return <RefusedPage title="Protocols" refusal={found.refusal} />
  return (
    <Page
      title="Protocols"
      lede="What the practice treats by. Only an approved version may run."
      actions={<LinkButton href="/dose">Dose calculator</LinkButton>}
    >
      <ProtocolShelf held={found.value.held.map(lineOf)} supplied={found.value.supplied.map(lineOf)} />
    </Page>
  )
}

function lineOf({ id, version, title, status, reviewBy, drug, approvals }: ProtocolVersion): ProtocolLine {
  const approvedBy = approvals.map((one) => one.legalName).join(', ')
  return { id, version, title, status, reviewBy, route: drug.route, approvedBy }
}
