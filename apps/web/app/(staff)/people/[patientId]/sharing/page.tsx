import { patientId as patientIdSchema } from '@holdspace/kit/ids'
import { Link } from '@holdspace/ui/link'
import { Notice } from '@holdspace/ui/notice'
import { Page } from '@holdspace/ui/page'
import { Panel } from '@holdspace/ui/panel'
import { PatientBanner } from '@holdspace/ui/patient-banner'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ask, whoIsHere } from '../../../../../src/ask.ts'
import type { Answers } from '../../../../../src/outputs.ts'
import { bannerAsked } from '../../../../../src/people/banner-asked.ts'
import { bannerOf } from '../../../../../src/people/words.ts'
import { mayGo } from '../../../../../src/places.ts'
import { RefusedPage } from '../../../../../src/refused-page.tsx'
import { DisclosureTable } from '../../../../../src/sharing/disclosure-table.tsx'
import { ReleaseForm } from '../../../../../src/sharing/release-form.tsx'
import { ReleaseList } from '../../../../../src/sharing/release-list.tsx'

export const metadata: Metadata = { title: 'Sharing' }

/** What of one person is shared, with whom, and what was read. */
export default async function PatientSharing({ params }: { readonly params: Promise<{ patientId: string }> }) {
  const here = await whoIsHere()
  if (here.standing !== 'active') return null
  const asked = patientIdSchema.safeParse((await params).patientId)
  if (!asked.success) notFound()
  const found = await ask((api) => api.sharing.ofPatient({ patientId: asked.data }))
  if (!found.ok) return <RefusedPage title="Sharing" refusal={found.refusal} />
  const sharing = found.value
  const readsCharts = (await bannerAsked(asked.data)).ok
  return (
    <Page title="Sharing" {...(readsCharts ? {} : alone(sharing))}>
      <Panel title="Releases" flush>
        <ReleaseList releases={sharing.releases} zone={sharing.zone} />
      </Panel>
      <Panel title="Record a release">
        {sharing.mayRecord.ok ? (
          <ReleaseForm patientId={asked.data} today={sharing.today} partners={sharing.partners} />
        ) : (
          <Notice level="low" title={sharing.mayRecord.why} />
        )}
      </Panel>
      <Panel
        title="What partners have read"
        flush
        actions={<Link href={`/people/${asked.data}/sharing/accounting`}>Accounting to print</Link>}
      >
        <DisclosureTable disclosures={sharing.disclosures} zone={sharing.zone} />
      </Panel>
      {mayGo('audit.read', here.who.role, here.who.duties) ? (
        <p>
          <Link href={`/audit?patient=${asked.data}`}>Everybody who reached this record, here and outside</Link>
        </p>
      ) : null}
    </Page>
  )
}

/** The privacy officer answers for sharing without reading charts; then the banner says so instead of "none". */
function alone({ patient, today }: Answers['sharing']['ofPatient']) {
  const { person, mrn } = patient
  const known = { person, today, allergyStatus: 'unavailable' as const, allergies: [] }
  return {
    above: <Link href="/sharing">Sharing</Link>,
    banner: <PatientBanner {...bannerOf(known)} identifier={mrn} />,
  }
}
