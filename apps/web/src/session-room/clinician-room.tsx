'use client'
import { LinkButton } from '@holdspace/ui/link'
import { Panel } from '@holdspace/ui/panel'
import { Workspace } from '@holdspace/ui/workspace'
import { clsx } from 'clsx'
import { memo } from 'react'
import { ActionBar } from './action-bar.tsx'
import { AlertList } from './alert-list.tsx'
import { ConsentsBeside, HandoffsBeside } from './beside-the-patient.tsx'
import { FormAtHand, useFormsAtHand } from './forms-at-hand.tsx'
import { formTitles, type OpenForm } from './open-form.ts'
import { RoomBanner } from './room-banner.tsx'
import { useRoom } from './room-context.tsx'
import { RoomTimeline } from './room-timeline.tsx'
import { StatusStrip } from './status-strip.tsx'
import { useOpenForm } from './use-open-form.ts'
import { FlowsheetSoFar, VitalsSoFar } from './vitals-so-far.tsx'

/** The room as prescriber and nurse work in it: chart and flowsheet large, the record beside, acts under the thumbs. */
export const ClinicianRoom = memo(function ClinicianRoom() {
  const forms = useFormsAtHand()
  const { form, show } = useOpenForm()
  const close = () => show(null)
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <RoomBanner />
      <div className="flex min-w-0 flex-1">
        <div className="flex min-w-0 flex-1 flex-col">
          <StatusStrip />
          <div
            className={clsx(
              'grid min-w-0 flex-1 content-start gap-4 p-4 lg:px-6',
              // The record stands beside the chart while there is room for both; a form being written takes its place.
              form === null ? 'xl:grid-cols-[minmax(0,1fr)_23rem]' : '2xl:grid-cols-[minmax(0,1fr)_23rem]',
            )}
          >
            <SoFar onForm={show} />
          </div>
          <ActionBar onForm={show} />
        </div>
        {form === null ? null : (
          <Workspace title={formTitles[form.key]} onClose={close} key={`${form.key} ${form.about ?? ''}`}>
            <FormAtHand forms={forms} form={form} onDone={close} />
          </Workspace>
        )}
      </div>
    </div>
  )
})

/** What is charted so far. A form that opens beside it does not draw it anew. */
const SoFar = memo(function SoFar({ onForm }: { readonly onForm: (form: OpenForm) => void }) {
  return (
    <>
      <div className="flex min-w-0 flex-col gap-4">
        <AlertList onAnswer={(about) => onForm({ key: 'decision', about })} />
        <VitalsSoFar />
        <FlowsheetSoFar />
        <ConsentsBeside />
        <HandoffsBeside />
      </div>
      <Panel title="What happened" actions={<SignedRecordLink />}>
        <RoomTimeline onForm={onForm} />
      </Panel>
    </>
  )
})

function SignedRecordLink() {
  const { following, room } = useRoom()
  if (following.status !== 'sealed') return null
  return <LinkButton href={`/sessions/${room.sessionId}/record`}>Signed record</LinkButton>
}
