import { Link } from '@holdspace/ui/link'
import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ask, whoIsHere } from '../../../../src/ask.ts'
import { mayGo } from '../../../../src/places.ts'
import { ProtocolArticle } from '../../../../src/protocols/protocol-article.tsx'
import { mayBeTakenIntoUse } from '../../../../src/protocols/status.ts'
import { TakeIntoUse } from '../../../../src/protocols/take-into-use.tsx'
import { VersionSteps } from '../../../../src/protocols/version-steps.tsx'
import { Versions } from '../../../../src/protocols/versions.tsx'
import { WhatChanged } from '../../../../src/protocols/what-changed.tsx'
import { RefusedPage } from '../../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Protocol' }

interface Address {
  readonly params: Promise<{ readonly protocolId: string }>
  readonly searchParams: Promise<{ readonly version?: string | string[] }>
}

/** One version, to be read from top to bottom by whoever approves it or treats by it. */
export default async function ProtocolPage({ params, searchParams }: Address) {
  const here = await whoIsHere()
  if (here.standing !== 'active') return null
  const found = await ask((api) => api.protocol.shelf())
  if (!found.ok) return <RefusedPage title="Protocol" refusal={found.refusal} />
  const { protocolId } = await params
  const { version } = await searchParams
  const all = [...found.value.held, ...found.value.supplied].filter((one) => one.id === decodeURIComponent(protocolId))
  const shown = all.find((one) => one.version === version) ?? all[0]
  if (shown === undefined) notFound()
  const before = all.find((one) => one.version === shown.supersedes)
  return (
    <Page title={shown.title} above={<Link href="/protocols">Protocols</Link>}>
      <div className="flex flex-col gap-8 xl:grid xl:grid-cols-[minmax(0,56rem)_24rem] xl:items-start">
        <div className="flex min-w-0 flex-col gap-6">
          {before === undefined ? null : <WhatChanged before={before} after={shown} />}
          <ProtocolArticle protocol={shown} zone={here.who.practiceZone} />
        </div>
        <aside aria-label="What may be done with it" className="flex flex-col gap-5 xl:sticky xl:top-6">
          {mayBeTakenIntoUse(shown.status) ? (
            <TakeIntoUse
              protocol={shown}
              shownHash={found.value.shownHashes[`${shown.id} ${shown.version}`] ?? null}
              today={here.today}
              whyNot={found.value.whyNotApprove}
            />
          ) : null}
          <Versions versions={all} shown={shown} />
          <VersionSteps
            protocol={shown}
            mayDraft={mayGo('protocol.draft', here.who.role, here.who.duties)}
            mayApprove={found.value.whyNotApprove === null}
          />
        </aside>
      </div>
    </Page>
  )
}
