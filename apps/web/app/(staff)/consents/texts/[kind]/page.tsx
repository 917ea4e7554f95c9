import { formatDate } from '@holdspace/kit/calendar-words'
import { Link } from '@holdspace/ui/link'
import { Notice } from '@holdspace/ui/notice'
import { Page } from '@holdspace/ui/page'
import { Panel } from '@holdspace/ui/panel'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ask, whoIsHere } from '../../../../../src/ask.ts'
import { PublishText } from '../../../../../src/consents/publish-text.tsx'
import { TextReading } from '../../../../../src/consents/text-reading.tsx'
import { RefusedPage } from '../../../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Consent text' }

/** One consent's text: its history, and for whoever answers for it the next version. */
export default async function ConsentTextPage({ params }: { readonly params: Promise<{ kind: string }> }) {
  if ((await whoIsHere()).standing !== 'active') return null
  const { kind } = await params
  const texts = await ask((api) => api.consent.texts())
  if (!texts.ok) return <RefusedPage title="Consent text" refusal={texts.refusal} />
  const text = texts.value.kinds.find((one) => one.kind === kind)
  if (text === undefined) notFound()
  return (
    <Page title={text.title} above={<Link href="/consents/texts">Consent texts</Link>}>
      <Panel title="Versions">
        {text.versions.length === 0 ? (
          <p>No version is approved yet: nobody can sign it. Below is the supplied draft.</p>
        ) : (
          <ul className="flex flex-col gap-2">
            {text.versions.map((one) => (
              <li key={`${one.language} ${one.version}`}>
                <span className="font-strong">
                  Version {one.version}
                  {one.language === 'es' ? ', Spanish' : ''}
                  {one.isInEffect ? ', in effect' : ''}
                </span>{' '}
                from {formatDate(one.effectiveFrom)}, {one.approvedByName}.{' '}
                <span className="text-muted">
                  {one.material ? 'Material' : 'Not material'}: {one.changeNote}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      {text.whyNot === null ? (
        <Panel title={text.isDraft ? 'Approve the first version' : 'A new version'}>
          <PublishText text={text} today={texts.value.today} />
        </Panel>
      ) : (
        <>
          <Notice level="low" title={text.whyNot} />
          <Panel title={text.isDraft ? 'The supplied draft' : `Version ${text.base.version}`}>
            <TextReading content={text.base} />
          </Panel>
        </>
      )}
    </Page>
  )
}
