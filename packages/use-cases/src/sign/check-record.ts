import { findSignedRecord } from '@holdspace/db/paper-store'
import type { Instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { House } from '../house.ts'

/** What: anybody holding a printed record checks whether its content hash was signed here. No sign-in, no patient data. */
export const checkRecordInput = z.strictObject({
  contentHash: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[0-9a-f]{64}$/),
})

export type CheckedRecord =
  | {
      readonly known: true
      readonly practiceName: string
      readonly signedAt: Instant
      readonly headLeaf: string
      readonly entries: number
    }
  | { readonly known: false }

export async function checkRecord(
  house: Pick<House, 'db'>,
  input: z.output<typeof checkRecordInput>,
): Promise<CheckedRecord> {
  const found = await findSignedRecord(house.db, input.contentHash)
  if (found === null) return { known: false }
  const { practiceName, signedAt, headLeaf, entries } = found
  return { known: true, practiceName, signedAt, headLeaf, entries }
}
