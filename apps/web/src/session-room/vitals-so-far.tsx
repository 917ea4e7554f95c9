'use client'
import { monitoringOf } from '@holdspace/clinic/session/monitoring'
import { limitsThatRuled } from '@holdspace/clinic/session/patient-limits'
import { msBetween } from '@holdspace/kit/elapsed'
import type { Instant } from '@holdspace/kit/instant'
import { Flowsheet } from '@holdspace/ui/flowsheet'
import { Panel } from '@holdspace/ui/panel'
import { VitalsChart } from '@holdspace/ui/vitals-chart'
import { memo, useState } from 'react'
import { flowsheetMeasures, flowsheetOf } from './flowsheet-view.ts'
import { useRoom, useRoomTime } from './room-context.tsx'
import { chartOf } from './room-views.ts'

/** A pixel or two of the chart: drawn anew every second, it would only keep a slow device from answering a key. */
const chartStepMs = 10_000

/** The chart, drawn anew with every entry, and as time passes. */
export function VitalsSoFar() {
  const { state } = useRoom()
  const { now } = useRoomTime()
  const [drawn, setDrawn] = useState({ state, at: now })
  if (drawn.state !== state || msBetween(drawn.at, now) >= chartStepMs) setDrawn({ state, at: now })
  return <VitalsAt at={drawn.at} />
}

const VitalsAt = memo(function VitalsAt({ at }: { readonly at: Instant }) {
  const { state, protocol, room } = useRoom()
  return (
    <Panel title="Vitals">
      <VitalsChart data={chartOf(state, protocol, monitoringOf(state, protocol, at), at)} zone={room.zone} />
      <OwnLimits />
    </Panel>
  )
})

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

export function FlowsheetSoFar() {
  const { reading, alerts, room } = useRoom()
  return (
    <Panel title="Flowsheet" flush>
      <Flowsheet
        label="Flowsheet, newest right"
        measures={flowsheetMeasures}
        columns={flowsheetOf(reading, alerts)}
        zone={room.zone}
      />
    </Panel>
  )
}
