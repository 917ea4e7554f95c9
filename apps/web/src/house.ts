import type { RequestInfo } from '@holdspace/api/context'
import type { serverCaller } from '@holdspace/api/http'

/**
 * What the process that starts hands to the pages (RULINGS 22): apps/server puts it on `globalThis` before the first
 * request. The web bundle carries its own copy of every package, so only types cross here, never a class or a singleton.
 */
export interface WebHouse {
  readonly isDemo: boolean
  /** The staff's procedures in process, as the person whose cookies came with the request. */
  readonly api: (cookieHeader: string | undefined, request: RequestInfo) => ReturnType<typeof serverCaller>
}

/** This is the only file that reads the handed-in context. */
export function webHouse(): WebHouse {
  const handedIn = (globalThis as { [key: symbol]: unknown })[Symbol.for('holdspace')]
  if (handedIn === undefined)
    throw new Error('The pages were started without the house: start Holdspace with npm start.')
  return handedIn as WebHouse
}
