import { listName } from '@holdspace/clinic/people/person-names'
import { patientId as patientIdSchema } from '@holdspace/kit/ids'
import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ask, whoIsHere } from '../../../../src/ask.ts'
import { PatientVisits } from '../../../../src/calendar/patient-visits.tsx'
import { CareTeamOfPatient } from '../../../../src/care-team/care-team-of-patient.tsx'
import { PacketsOfPatient } from '../../../../src/intake/packets-of-patient.tsx'
import { HealthOfPerson, WhatWasDone, WhoThisIs } from '../../../../src/people/chart-parts.tsx'
import { CourseOfPerson, DosesOfPerson } from '../../../../src/people/course-and-doses.tsx'
import { OpenSession } from '../../../../src/people/open-session.tsx'
import { mayGo } from '../../../../src/places.ts'
import { RefusedPage } from '../../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Chart' }

/** Two columns that do not wait for each other's height; one that has nothing to say leaves its place to the other. */
const column = 'flex min-w-0 flex-col gap-5 empty:hidden'

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
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] xl:has-[>:first-child:empty]:grid-cols-1">
        <div className={column}>
          <CourseOfPerson patientId={asked.data} />
          {mayGo('appointment.read', here.who.role, here.who.duties) ? (
            <PatientVisits patientId={asked.data} name={listName(chart.value.patient.person)} />
          ) : null}
          <WhatWasDone chart={chart.value} />
          <PacketsOfPatient patientId={asked.data} />
        </div>
        <div className={column}>
          <DosesOfPerson patientId={asked.data} />
          <HealthOfPerson chart={chart.value} />
          <CareTeamOfPatient patientId={asked.data} />
          <WhoThisIs chart={chart.value} />
        </div>
      </div>
    </Page>
  )
}
