import { customType, timestamp } from 'drizzle-orm/pg-core'

/** Bytes as they are; the driver hands out Node's own byte array. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value),
})

/** A moment to the millisecond, UTC. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })
