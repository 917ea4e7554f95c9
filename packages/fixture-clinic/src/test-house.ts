import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Database } from '@holdspace/db/database'
import { freshDatabase } from '@holdspace/db/testing'
import type { Instant } from '@holdspace/kit/instant'
import { drawPdf } from '@holdspace/pdf/draw-pdf'
import type { House } from '@holdspace/use-cases/house'
import { checkChainsHere } from '@holdspace/use-cases/verify/check-chains'
import { stillClock } from './clock.ts'
import { demoPeople, seedPractices } from './seed-practices.ts'
import { saturdayMorning, withPeople } from './seeded-clinic.ts'
import { timeOrderedId } from './time-ordered-id.ts'

const fontFolder = join(dirname(fileURLToPath(import.meta.url)), '../../adapters/pdf/node_modules/dejavu-fonts-ttf/ttf')

/**
 * A whole house on a real database of its own: both practices, their people, a clock that stands still until it is
 * moved, real hashing and real papers. For tests that act through use cases.
 */
export async function testHouse(
  start: Instant = saturdayMorning,
  { isSeeded = true }: { readonly isSeeded?: boolean } = {},
) {
  const clock = stillClock(start)
  const listeners = new Map<string, Set<() => void>>()
  const houseOn = (db: Database): House => ({
    db,
    clock: clock.now,
    newId: () => timeOrderedId(clock.now()),
    hashing: {
      sha256,
      verifyEd25519,
    },
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    secretKey: 'a secret key that only tests use, 64 characters long, no less.',
    isDemo: true,
    demoPeople,
    publicUrl: 'http://localhost:3000',
    drawPdf: ({ blocks, frame, paper }) => drawPdf(blocks, { frame, pageSize: paper, fontFolder }),
    checkChains: checkChainsHere(sha256),
    announce: (topic) => {
      for (const heard of listeners.get(topic) ?? []) heard()
    },
    listen: (topic, heard) => {
      const known = listeners.get(topic) ?? new Set()
      listeners.set(topic, known.add(heard))
      return () => known.delete(heard)
    },
  })
  const isUsual = isSeeded && start === saturdayMorning
  const database = isUsual ? await withPeople(houseOn) : await freshDatabase()
  const house = houseOn(database.db)
  if (isSeeded && !isUsual) await seedPractices(house)
  return { house, clock, ownerUrl: database.ownerUrl, appUrl: database.appUrl, stop: database.stop }
}

export type TestHouse = Awaited<ReturnType<typeof testHouse>>

function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest())
}

/** DER prefix of an Ed25519 public key (RFC 8410), before its 32 bytes. */
const publicKeyPrefix = Buffer.from('302a300506032b6570032100', 'hex')

function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const key = createPublicKey({ key: Buffer.concat([publicKeyPrefix, publicKey]), format: 'der', type: 'spki' })
  return verify(null, message, key, signature)
}
