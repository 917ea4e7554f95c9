import { practiceId } from '@holdspace/kit/ids'
import { instant } from '@holdspace/kit/instant'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileRows } from './file-store.ts'
import { sha256 } from './testing/sealed.ts'
import { type FreshDatabase, freshDatabase } from './testing.ts'

const marigold = practiceId.parse('018f0000-0000-7000-8000-000000000001')
const juniper = practiceId.parse('018f0000-0000-7000-8000-000000000002')

let house: FreshDatabase
beforeAll(async () => {
  house = await freshDatabase()
})
afterAll(() => house.stop())

describe('files in the database', () => {
  it('are kept once, whatever the number of times, and belong to one practice', async () => {
    const rows = fileRows(house.db, () => instant.parse('2026-11-21T14:03:01.000Z'))
    const bytes = Uint8Array.from({ length: 100_000 }, (_, n) => n % 256)
    const hash = sha256(bytes)
    await Promise.all([1, 2, 3].map(() => rows.insert(marigold, hash, { bytes, mediaType: 'image/png' })))
    const found = await rows.find(marigold, hash)
    expect(Buffer.from(found?.bytes ?? []).equals(Buffer.from(bytes))).toBe(true)
    expect(found?.mediaType).toBe('image/png')
    expect(await rows.find(juniper, hash)).toBeNull()
  })
})
