import { patientId as patientIdSchema } from '@holdspace/kit/ids'
import { Link, LinkButton } from '@holdspace/ui/link'
import { Page } from '@holdspace/ui/page'
import { PatientBanner } from '@holdspace/ui/patient-banner'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ask, whoIsHere } from '../../../../src/ask.ts'
import { ChartParts } from '../../../../src/people/chart-parts.tsx'
import { OpenSession } from '../../../../src/people/open-session.tsx'
import { bannerOf } from '../../../../src/people/words.ts'
import { placesFor } from '../../../../src/places.ts'
import { RefusedPage } from '../../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Chart' }

/** One person's chart: who they are, what is known, what was done, what may be done next. */
export default async function Chart({ params }: { readonly params: Promise<{ patientId: string }> }) {
  const here = await whoIsHere()
  if (here.standing !== 'active') return null
  const mayShare = placesFor(here.who.role, here.who.duties).includes('sharing')
  const asked = patientIdSchema.safeParse((await params).patientId)
  if (!asked.success) notFound()
  const chart = await ask((api) => api.people.chart({ patientId: asked.data }))
  if (!chart.ok) return <RefusedPage title="Chart" refusal={chart.refusal} />
  const { patient, facts, today } = chart.value
  const { person, allergyStatus, mrn } = patient
  // Billing sees no facts, and so must not read "not recorded" where the truth is "not shown to you".
  const known =
    facts === null
      ? { allergyStatus: 'unavailable' as const, allergies: [] }
      : { allergyStatus, allergies: facts.allergies }
  return (
    <Page
      title="Chart"
      above={<Link href="/people">People</Link>}
      banner={<PatientBanner {...bannerOf({ person, today, ...known })} identifier={mrn} />}
      actions={
        <>
          {mayShare ? <LinkButton href={`/people/${asked.data}/sharing`}>Sharing</LinkButton> : null}
          <OpenSession chart={chart.value} />
        </>
      }
    >
      <ChartParts chart={chart.value} />
    </Page>
  )
}
