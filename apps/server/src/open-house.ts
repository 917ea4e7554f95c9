import type { Clock } from '@holdspace/kit/instant'
import type { House } from '@holdspace/use-cases/house'
import type { DemoPatientName, DemoPerson } from '@holdspace/use-cases/sign-in/demo-person'
import { openAnnouncements } from './announcements.ts'
import { checkChainsAside } from './check-chains.ts'
import type { Closing } from './closing.ts'
import type { Data } from './data.ts'
import { openPdfWorkers } from './draw-pdf.ts'
import type { Settings } from './env.ts'
import { nodeHashing } from './hashing.ts'
import { newId } from './new-id.ts'
import { takeRandomBytes } from './random-bytes.ts'
import type { Log } from './request-log.ts'

export interface HouseParts {
  readonly settings: Settings
  readonly secretKey: string
  readonly publicUrl: string
  readonly data: Pick<Data, 'db' | 'appUrl'>
  readonly clock: Clock
  readonly demo: { readonly people: readonly DemoPerson[]; readonly patients: () => readonly DemoPatientName[] } | null
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
    randomBytes: (count) => new Uint8Array(takeRandomBytes(count)),
    secretKey: parts.secretKey,
    isDemo: settings.isDemo,
    ...(parts.demo === null ? {} : { demoPeople: parts.demo.people, demoPatients: parts.demo.patients }),
    publicUrl: parts.publicUrl,
    drawPdf: openPdfWorkers(opened),
    checkChains: (ledger) => checkChainsAside(ledger),
    announce,
    listen,
  }
}
