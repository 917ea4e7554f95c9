import { patientId as patientIdSchema } from '@holdspace/kit/ids'
import { Notice } from '@holdspace/ui/notice'
import { Page } from '@holdspace/ui/page'
import { Panel } from '@holdspace/ui/panel'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ask, whoIsHere } from '../../../../../src/ask.ts'
import { ConsentList } from '../../../../../src/consents/consent-list.tsx'
import { PrepareRelease } from '../../../../../src/consents/prepare-release.tsx'
import { SendCopies } from '../../../../../src/consents/send-copies.tsx'
import { SignedPapers } from '../../../../../src/consents/signed-papers.tsx'
import { RefusedPage } from '../../../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Consents' }

/** What this person agreed to, what still holds, and what was taken back. */
export default async function PatientConsents({ params }: { readonly params: Promise<{ patientId: string }> }) {
  if ((await whoIsHere()).standing !== 'active') return null
  const asked = patientIdSchema.safeParse((await params).patientId)
  if (!asked.success) notFound()
  const found = await ask((api) => api.consent.ofPatient({ patientId: asked.data }))
  if (!found.ok) return <RefusedPage title="Consents" refusal={found.refusal} />
  const { now, papers, recipients, mayTake, mayWithdraw, locked, zone, today } = found.value
  const may = { patientId: asked.data, mayTake: mayTake && locked === null, mayWithdraw }
  const isRelease = (kind: string) => kind.startsWith('release-')
  return (
    <Page title="Consents">
      {locked === null ? null : <Notice level="medium" title={locked.sentence} />}
      <Panel title="Needed for treatment" flush>
        <ConsentList
          {...may}
          caption="Consents needed for treatment"
          rows={now.filter(({ need }) => need === 'to-treat')}
          empty="No consent is needed."
        />
      </Panel>
      <Panel title="Asked of everybody, and by choice" flush>
        <ConsentList
          {...may}
          caption="Other consents"
          rows={now.filter(({ need, kind }) => need !== 'to-treat' && !isRelease(kind))}
          empty="Nothing else is asked."
        />
      </Panel>
      <Panel title="Releases signed here" flush>
        <ConsentList
          {...may}
          caption="Releases signed here"
          rows={now.filter(({ kind }) => isRelease(kind))}
          empty="Nobody outside may see anything by a form signed here. Releases recorded from paper stand under Sharing."
        />
      </Panel>
      {may.mayTake ? (
        <Panel title="A new release">
          <PrepareRelease patientId={asked.data} today={today} recipients={recipients} />
        </Panel>
      ) : null}
      <Panel
        title="Everything that was signed"
        flush
        actions={mayTake && papers.length > 0 ? <SendCopies patientId={asked.data} /> : null}
      >
        <SignedPapers papers={papers} zone={zone} />
      </Panel>
    </Page>
  )
}
