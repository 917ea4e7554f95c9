import { patientId as patientIdSchema } from '@holdspace/kit/ids'
import { Page } from '@holdspace/ui/page'
import { Panel } from '@holdspace/ui/panel'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ask, whoIsHere } from '../../../../../src/ask.ts'
import { CorrectBirthDate } from '../../../../../src/people/correct-birth-date.tsx'
import { DetailChanges } from '../../../../../src/people/detail-changes.tsx'
import { PersonDetails } from '../../../../../src/people/details.tsx'
import { EditDetails } from '../../../../../src/people/edit-details.tsx'
import { RefusedPage } from '../../../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Details' }

/** Who a person is and how they are reached, kept true by the desk, with every change since. */
export default async function DetailsPage({ params }: { readonly params: Promise<{ patientId: string }> }) {
  if ((await whoIsHere()).standing !== 'active') return null
  const asked = patientIdSchema.safeParse((await params).patientId)
  if (!asked.success) notFound()
  const patientId = asked.data
  const details = await ask((api) => api.people.details({ patientId }))
  if (!details.ok) return <RefusedPage title="Details" refusal={details.refusal} />
  const { patient, form, changes, zone, mayEdit } = details.value
  const seenChange = changes[0]?.changeId ?? null
  return (
    <Page
      title="Details"
      {...(mayEdit.allowed ? {} : { lede: mayEdit.why })}
      actions={
        mayEdit.allowed ? (
          <>
            <CorrectBirthDate patientId={patientId} birthDate={patient.person.birthDate} seenChange={seenChange} />
            <EditDetails patientId={patientId} form={form} seenChange={seenChange} />
          </>
        ) : null
      }
    >
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <Panel title="Person" flush>
          <PersonDetails person={patient.person} identifiers={patient.identifiers} />
        </Panel>
        <DetailChanges changes={changes} zone={zone} />
      </div>
    </Page>
  )
}
