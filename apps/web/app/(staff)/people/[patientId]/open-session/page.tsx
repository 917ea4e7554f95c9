import { ageInYears, formatDate } from '@holdspace/kit/calendar-words'
import { patientId as patientIdShape } from '@holdspace/kit/ids'
import { LinkButton } from '@holdspace/ui/link'
import { Notice } from '@holdspace/ui/notice'
import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ask, whoIsHere } from '../../../../../src/ask.ts'
import { knownOf } from '../../../../../src/opening/known-of-person.ts'
import { OpenSessionForm } from '../../../../../src/opening/open-session-form.tsx'
import { offeredProtocols } from '../../../../../src/opening/protocol-choices.ts'
import { roomOfToday } from '../../../../../src/opening/visit-today.ts'
import { RefusedPage } from '../../../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Open a session' }

/** The first gate: a prescriber or nurse opens a session for this person, once what must be so is so. */
export default async function OpenSessionPage({ params }: { readonly params: Promise<{ patientId: string }> }) {
  const here = await whoIsHere()
  if (here.standing !== 'active') return null
  const patientId = patientIdShape.safeParse((await params).patientId)
  if (!patientId.success) notFound()
  const found = await ask(async (api) => ({
    chart: await api.people.chart({ patientId: patientId.data }),
    shelf: await api.protocol.shelf(),
    plan: await api.plan.read({ patientId: patientId.data }),
    appointments: await api.appointment.ofPatient({ patientId: patientId.data }),
  }))
  if (!found.ok) return <RefusedPage title="Open a session" refusal={found.refusal} />
  const { chart, shelf, plan, appointments } = found.value
  const agreed = plan.plan?.ended === null ? plan.plan.versions[0].content : null
  const { patient, today, sessionInProgress, openSession } = chart
  return (
    <Page title="Open a session" lede={formatDate(today)}>
      {sessionInProgress !== null ? (
        <Notice
          level="low"
          title="This person has a session that is not signed yet."
          actions={
            <LinkButton href={`/sessions/${sessionInProgress}`} variant="primary">
              Go to the session
            </LinkButton>
          }
        />
      ) : openSession.allowed ? (
        <OpenSessionForm
          patientId={patientId.data}
          protocols={offeredProtocols(shelf.held, shelf.supplied, {
            ageYears: ageInYears(patient.person.birthDate, today),
            today,
          })}
          known={knownOf(patient)}
          opener={here.who.displayName}
          visit={roomOfToday(appointments.lines, today, appointments.zone)}
          planned={agreed === null ? null : `${agreed.protocolId} ${agreed.protocolVersion}`}
        />
      ) : (
        <Notice level="medium" title={openSession.why} />
      )}
    </Page>
  )
}
