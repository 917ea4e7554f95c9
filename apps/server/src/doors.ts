import { serverCaller, trpcDoor } from '@holdspace/api/http'
import { papersDoor } from '@holdspace/api/papers-door'
import { openDatabase } from '@holdspace/db/database'
import type { House } from '@holdspace/use-cases/house'
import { callerAddress } from './client-headers.ts'
import { clockFrom } from './clock.ts'
import type { Closing } from './closing.ts'
import type { ServerRole, Settings } from './env.ts'
import { fhirDoor } from './fhir.ts'
import type { Doors } from './front.ts'
import { openPages } from './pages.ts'
import { webDir } from './places.ts'
import type { Log } from './request-log.ts'

export interface DoorParts {
  readonly settings: Settings
  readonly house: House
  /** Of the application's role: partners have connections of their own, so that their load never makes a nurse wait. */
  readonly appUrl: string
  readonly publicUrl: string
  readonly log: Log
  readonly opened: Closing
}

/** Which doors a process of each role opens. A worker answers health only. */
const opensIn: { readonly [Role in ServerRole]: { readonly web: boolean; readonly fhir: boolean } } = {
  all: { web: true, fhir: true },
  web: { web: true, fhir: false },
  fhir: { web: false, fhir: true },
  worker: { web: false, fhir: false },
}

export async function openDoors(parts: DoorParts): Promise<Doors> {
  const { web, fhir } = opensIn[parts.settings.role]
  return {
    trpc: web ? openTrpc(parts) : null,
    fhir: fhir ? openFhir(parts) : null,
    papers: web ? openPapers(parts) : null,
    pages: web ? await openWeb(parts) : null,
  }
}

/** Origins our own pages are opened from: the public address, and in the demo this machine by either of its names (S31). */
function ownOrigins({ settings, publicUrl }: DoorParts): readonly string[] {
  const local = [`http://localhost:${settings.port}`, `http://127.0.0.1:${settings.port}`]
  return [new URL(publicUrl).origin, ...(settings.isDemo ? local : [])]
}

function behindProxy({ publicUrl }: DoorParts): boolean {
  return publicUrl.startsWith('https:')
}

function openTrpc(parts: DoorParts) {
  const { house, log } = parts
  return trpcDoor({
    house,
    ownOrigins: ownOrigins(parts),
    ipAddressOf: (req) => callerAddress(req, behindProxy(parts)),
    onUnexpected: (path, error) =>
      log('error', 'a procedure failed', { path: path.slice(0, 100), error: error.cause?.name ?? error.name }),
  })
}

function openPapers(parts: DoorParts) {
  return papersDoor({ house: parts.house, ipAddressOf: (req) => callerAddress(req, behindProxy(parts)) })
}

const partnerConnections = 8

/** Tokens expire by real time, whatever day the demo's own clock was set to. */
function openFhir(parts: DoorParts) {
  const { db, close } = openDatabase(parts.appUrl, {
    maxConnections: partnerConnections,
    keepsPlans: true,
    applicationName: 'holdspace-partners',
    onBroken: (error) => parts.log('warn', 'a database connection broke', { error: error.name }),
  })
  parts.opened.add('partners’ database connections', close)
  const house = {
    ...parts.house,
    db,
    wallClock: clockFrom(null),
    assertionAudience: 'token-address-or-issuer' as const,
  }
  return fhirDoor(house, (req) => callerAddress(req, behindProxy(parts)))
}

/** The pages find the house here (RULINGS 22); apps/web reads it in one file. */
async function openWeb({ settings, house, opened }: DoorParts) {
  const handedIn = {
    isDemo: settings.isDemo,
    api: (cookieHeader: string | undefined, request: Parameters<typeof serverCaller>[2]) =>
      serverCaller(house, cookieHeader, request),
  }
  Object.assign(globalThis, { [Symbol.for('holdspace')]: handedIn })
  const pages = await openPages(webDir, settings)
  opened.add('pages', pages.close)
  return pages.door
}
