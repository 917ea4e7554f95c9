import { randomBytes } from 'node:crypto'
import type { Clock } from '@holdspace/kit/instant'
import type { House } from '@holdspace/use-cases/house'
import type { DemoPerson } from '@holdspace/use-cases/sign-in/demo-person'
import { openAnnouncements } from './announcements.ts'
import type { Closing } from './closing.ts'
import type { Data } from './data.ts'
import { openPdfWorkers } from './draw-pdf.ts'
import type { Settings } from './env.ts'
import { nodeHashing } from './hashing.ts'
import { newId } from './new-id.ts'
import type { Log } from './request-log.ts'

export interface HouseParts {
  readonly settings: Settings
  readonly secretKey: string
  readonly publicUrl: string
  readonly data: Data
  readonly clock: Clock
  readonly demoPeople: readonly DemoPerson[] | null
  readonly log: Log
  readonly opened: Closing
}

/** Puts together what every use case is handed: plain parts, opened once (HOUSE section 4). */
export function openHouse(parts: HouseParts): House {
  const { settings, data, log, opened } = parts
  const { announce, listen } = openAnnouncements(data.appUrl, log, opened)
  return {
    db: data.db,
    clock: parts.clock,
    newId,
    hashing: nodeHashing,
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    secretKey: parts.secretKey,
    isDemo: settings.isDemo,
    ...(parts.demoPeople === null ? {} : { demoPeople: parts.demoPeople }),
    publicUrl: parts.publicUrl,
    drawPdf: openPdfWorkers(opened),
    announce,
    listen,
  }
}
