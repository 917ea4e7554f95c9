import { permissionTable } from '@holdspace/clinic/access/permission-table'
import { sessionId as sessionIdShape } from '@holdspace/kit/ids'
import { Link, LinkButton } from '@holdspace/ui/link'
import { Page } from '@holdspace/ui/page'
import { Panel } from '@holdspace/ui/panel'
import { PatientBanner } from '@holdspace/ui/patient-banner'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ask, whoIsHere } from '../../../../../src/ask.ts'
import { mayGo } from '../../../../../src/places.ts'
import { Addendum, Signed } from '../../../../../src/record/after-signing.tsx'
import { bannerOfPaper } from '../../../../../src/record/banner-of-paper.ts'
import { BeforeSigning } from '../../../../../src/record/before-signing.tsx'
import { Paper } from '../../../../../src/record/paper.tsx'
import { SignRecord } from '../../../../../src/record/sign-record.tsx'
import { RefusedPage } from '../../../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Session record' }

/** The record of one session as it will be, or was, signed: read on the left, signed or added to on the right. */
export default async function SessionRecordPage({ params }: { readonly params: Promise<{ sessionId: string }> }) {
  const here = await whoIsHere()
  if (here.standing !== 'active') return null
  const sessionId = sessionIdShape.safeParse((await params).sessionId)
  if (!sessionId.success) notFound()
  const id = sessionId.data
  const found = await ask((api) => api.session.readForSigning({ sessionId: id }))
  if (!found.ok) return <RefusedPage title="Session record" refusal={found.refusal} />
  const { blocks, signed, contentHash, ended, unanswered, hasDataSheet } = found.value
  const banner = bannerOfPaper(blocks)
  const { role, duties, displayName, practiceZone } = here.who
  const may = (act: 'session.sign' | 'session.addend' | 'record.print') => mayGo(act, role, duties)
  return (
    <Page
      title={signed ? 'Session record' : 'Read and sign'}
      above={<Link href={`/sessions/${id}`}>The session room</Link>}
      {...(banner === null ? {} : { banner: <PatientBanner {...banner} /> })}
      actions={<Actions id={id} signed={signed} mayPrint={may('record.print')} hasDataSheet={hasDataSheet} />}
    >
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <Paper blocks={blocks} zone={practiceZone} draft={!signed} />
        <div
          id="signing"
          data-screen-only
          className="flex min-w-0 scroll-mt-24 flex-col gap-5 xl:sticky xl:top-[calc(var(--banner-height,5rem)+1.25rem)]"
        >
          {signed ? (
            <>
              <Signed contentHash={contentHash} />
              <Addendum
                sessionId={id}
                whyNot={may('session.addend') ? null : permissionTable['session.addend'].whyNot}
              />
            </>
          ) : (
            <>
              <BeforeSigning sessionId={id} reading={found.value} />
              <Panel title="Signature">
                {!may('session.sign') ? (
                  <p className="text-muted">{permissionTable['session.sign'].whyNot}</p>
                ) : ended && unanswered.length === 0 ? (
                  <SignRecord key={contentHash} sessionId={id} reading={found.value} signerName={displayName} />
                ) : (
                  <p className="text-muted">
                    {ended
                      ? 'You can sign once every alert above has an answer by name.'
                      : 'You can sign once the session has ended.'}
                  </p>
                )}
              </Panel>
            </>
          )}
        </div>
      </div>
    </Page>
  )
}

interface ActionsProps {
  readonly id: string
  readonly signed: boolean
  readonly mayPrint: boolean
  readonly hasDataSheet: boolean
}

function Actions({ id, signed, mayPrint, hasDataSheet }: ActionsProps) {
  return (
    <>
      <LinkButton href="#signing" variant={signed ? 'secondary' : 'primary'} className="xl:hidden">
        {signed ? 'Go to the addendum' : 'Go to the signature'}
      </LinkButton>
      {mayPrint ? (
        <LinkButton href={`/papers/sessions/${id}.pdf`} target="_blank">
          {signed ? 'Open the PDF' : 'Open the draft as PDF'}
        </LinkButton>
      ) : null}
      {mayPrint && hasDataSheet ? (
        <LinkButton href={`/papers/esketamine/${id}.pdf`} target="_blank">
          {signed ? 'Esketamine data sheet' : 'Data sheet, draft'}
        </LinkButton>
      ) : null}
    </>
  )
}
