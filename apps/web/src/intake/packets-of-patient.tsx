import type { PatientId } from '@holdspace/kit/ids'
import { ask } from '../ask.ts'
import { itemName } from './item-name.ts'
import { PacketPanel } from './packet-panel.tsx'

/** The forms of one person, wherever a page of the chart wants them. Who may not see them sees nothing here. */
export async function PacketsOfPatient({ patientId }: { readonly patientId: PatientId }) {
  const found = await ask((api) => api.intake.ofPatient({ patientId }))
  if (!found.ok) return null
  // Named here, so that the questions of every form need not come along to the browser for their titles.
  const packets = found.value.packets.map((packet) => ({
    ...packet,
    items: packet.items.map((item) => ({ ...item, name: itemName(item, 'en') })),
  }))
  return <PacketPanel patientId={patientId} found={{ ...found.value, packets }} />
}
