import type { VitalItem, VitalsSchedule } from '@holdspace/protocols/monitor-plan'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { row, type SourcedRow, SourcedRows } from './sourced-rows.tsx'
import { vitalWords } from './words.ts'

const list = (items: readonly VitalItem[]) => items.map((item) => vitalWords[item]).join(', ')
const inMinutes = (count: number) => `${count}\u00a0min`

export function MonitoringTable({ protocol }: { readonly protocol: ProtocolVersion }) {
  const { vitals } = protocol
  return <SourcedRows caption="Monitoring" rows={rowsOf(vitals)} />
}

function rowsOf(vitals: VitalsSchedule): readonly SourcedRow[] {
  return [
    { label: 'Before the dose', value: list(vitals.baseline) },
    row('During, every', vitals.during.everyMin, (count) => `${inMinutes(count)}: ${list(vitals.during.items)}`),
    ...(vitals.duringLastsMin === undefined ? [] : [row('For, after the last part', vitals.duringLastsMin, inMinutes)]),
    row(
      'In recovery, every',
      vitals.recovery.everyMin,
      (count) => `${inMinutes(count)}: ${list(vitals.recovery.items)}`,
    ),
    ...(vitals.fixedAtMin === undefined
      ? []
      : [row('Also at', vitals.fixedAtMin, (at) => `${at.join(', ')}\u00a0min after the dose`)]),
    row('Overdue after', vitals.graceMin, inMinutes),
    row('A pressure is current for', vitals.bpCurrentForMin, inMinutes),
  ]
}
