import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { ask, whoIsHere } from '../../../src/ask.ts'
import { OutboxList } from '../../../src/outbox/outbox-list.tsx'
import { RefusedPage } from '../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Outbox' }

/** In the demo every message as it would have gone out; elsewhere those that wait or did not arrive. */
export default async function OutboxPage() {
  const here = await whoIsHere()
  if (here.standing !== 'active') return null
  const found = await ask((api) => api.mail.outbox())
  if (!found.ok) return <RefusedPage title="Outbox" refusal={found.refusal} />
  return (
    <Page
      title="Outbox"
      lede={
        found.value.isDemo
          ? 'The demo sends nothing: every message to patients stands here instead, as they would read it.'
          : 'Messages to patients that wait, or that could not be delivered.'
      }
    >
      <OutboxList first={found.value} />
    </Page>
  )
}
