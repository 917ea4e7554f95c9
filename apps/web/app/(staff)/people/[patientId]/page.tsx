import { listName } from '@holdspace/clinic/people/person-names'
import { patientId as patientIdSchema } from '@holdspace/kit/ids'
import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ask, whoIsHere } from '../../../../src/ask.ts'
import { PatientVisits } from '../../../../src/calendar/patient-visits.tsx'
import { CareTeamOfPatient } from '../../../../src/care-team/care-team-of-patient.tsx'
import { PacketsOfPatient } from '../../../../src/intake/packets-of-patient.tsx'
import { ChartParts } from '../../../../src/people/chart-parts.tsx'
import { HowThisPersonIs } from '../../../../src/people/how-this-person-is.tsx'
import { OpenSession } from '../../../../src/people/open-session.tsx'
import { mayGo } from '../../../../src/places.ts'
import { RefusedPage } from '../../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Chart' }

/** One person's chart: who they are, what is known, what was done, what may be done next. */
export default async function Chart({ params }: { readonly params: Promise<{ patientId: string }> }) {
  const here = await whoIsHere()
  if (here.standing !== 'active') return null
  const asked = patientIdSchema.safeParse((await params).patientId)
  if (!asked.success) notFound()
  const chart = await ask((api) => api.people.chart({ patientId: asked.data }))
  if (!chart.ok) return <RefusedPage title="Chart" refusal={chart.refusal} />
  return (
    <Page title="Overview" actions={<OpenSession chart={chart.value} />}>
      <HowThisPersonIs patientId={asked.data} />
      {mayGo('appointment.read', here.who.role, here.who.duties) ? (
        <PatientVisits patientId={asked.data} name={listName(chart.value.patient.person)} />
      ) : null}
      <ChartParts chart={chart.value} />
      <CareTeamOfPatient patientId={asked.data} />
      <PacketsOfPatient patientId={asked.data} />
    </Page>
  )
}
