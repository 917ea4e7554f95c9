'use client'
import { limitsThatRuled } from '@holdspace/clinic/session/patient-limits'
import { Flowsheet } from '@holdspace/ui/flowsheet'
import { LinkButton } from '@holdspace/ui/link'
import { Panel } from '@holdspace/ui/panel'
import { VitalsChart } from '@holdspace/ui/vitals-chart'
import { Workspace } from '@holdspace/ui/workspace'
import { clsx } from 'clsx'
import { useState } from 'react'
import { ActionBar } from './action-bar.tsx'
import { AlertList } from './alert-list.tsx'
import { ConsentsBeside, HandoffsBeside } from './beside-the-patient.tsx'
import { flowsheetMeasures, flowsheetOf } from './flowsheet-view.ts'
import { FormAtHand, useFormsAtHand } from './forms-at-hand.tsx'
import { formTitles, type OpenForm } from './open-form.ts'
import { RoomBanner } from './room-banner.tsx'
import { useRoom } from './room-context.tsx'
import { RoomTimeline } from './room-timeline.tsx'
import { chartOf } from './room-views.ts'
import { StatusStrip } from './status-strip.tsx'

/** The room as prescriber and nurse work in it: chart and flowsheet large, the record beside, acts under the thumbs. */
export function ClinicianRoom() {
  const room = useRoom()
  const forms = useFormsAtHand()
  const [form, setForm] = useState<OpenForm | null>(null)
  const { state, protocol, monitoring, now, reading } = room
  const zone = room.room.zone
  const close = () => setForm(null)
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
            <div className="flex min-w-0 flex-col gap-4">
              <AlertList onAnswer={(about) => setForm({ key: 'decision', about })} />
              <Panel title="Vitals">
                <VitalsChart data={chartOf(state, protocol, monitoring, now)} zone={zone} />
                <OwnLimits />
              </Panel>
              <Panel title="Flowsheet" flush>
                <Flowsheet
                  label="Flowsheet, newest right"
                  measures={flowsheetMeasures}
                  columns={flowsheetOf(reading, room.alerts)}
                  zone={zone}
                />
              </Panel>
              <ConsentsBeside />
              <HandoffsBeside />
            </div>
            <Panel title="What happened" actions={<SignedRecordLink />}>
              <RoomTimeline onForm={setForm} />
            </Panel>
          </div>
          <ActionBar onForm={(key) => setForm({ key })} />
        </div>
        {form === null ? null : (
          <Workspace title={formTitles[form.key]} onClose={close} key={`${form.key} ${form.about ?? ''}`}>
            <FormAtHand forms={forms} form={form} onDone={close} />
          </Workspace>
        )}
      </div>
    </div>
  )
}

/** The limits of this person that rule now, each with whose it is and why; nothing where the protocol's own do (RULINGS 5). */
function OwnLimits() {
  const { state, protocol } = useRoom()
  const lines = limitsThatRuled(state, protocol).at(-1)?.lines ?? []
  if (lines.length === 0) return null
  return (
    <ul aria-label="Limits of this patient" className="mt-3 flex flex-col gap-1 text-caption text-muted">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

function SignedRecordLink() {
  const { following, room } = useRoom()
  if (following.status !== 'sealed') return null
  return <LinkButton href={`/sessions/${room.sessionId}/record`}>Signed record</LinkButton>
}
