import { randomBytes } from 'node:crypto'
import { appUrlOf } from '@holdspace/db/app-role'
import { openDatabase } from '@holdspace/db/database'
import { databasePassword } from '@holdspace/keys/derive-key'
import { instantFromMs } from '@holdspace/kit/instant'
import { checkChainsAside } from '@holdspace/server/check-chains'
import { nodeHashing } from '@holdspace/server/hashing'
import { newId } from '@holdspace/server/new-id'
import type { House } from '@holdspace/use-cases/house'

/** Which database, under which key, at which address. */
export interface WhereItStands {
  readonly databaseUrl: string
  readonly secretKey: string
  readonly address: string
}

/** The clinic's own house beside its server, on the same database: for what a benchmark finds ready and does not measure. */
export function benchHouse({ databaseUrl, secretKey, address }: WhereItStands) {
  const { db, close } = openDatabase(appUrlOf(databaseUrl, databasePassword(secretKey)), { maxConnections: 16 })
  const house: House = {
    db,
    clock: () => instantFromMs(Date.now()),
    newId,
    hashing: nodeHashing,
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    secretKey,
    isDemo: true,
    publicUrl: address,
    drawPdf: () => Promise.reject(new Error('Nothing is drawn here.')),
    checkChains: (ledger) => checkChainsAside(ledger),
    announce: () => undefined,
    listen: () => () => undefined,
  }
  return { house, db, close }
}
