import type { AcceptedEntry } from '@holdspace/clinic/session/chart-entry'
import type { DeviceId, EntryId } from '@holdspace/kit/ids'

/** A decided entry with the id and the device count it came with. */
export type Appending = AcceptedEntry & {
  readonly id: EntryId
  readonly deviceId: DeviceId
  readonly deviceSeq: number
}
