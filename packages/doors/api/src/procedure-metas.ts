import type { AnyTRPCRouter } from '@trpc/server'
import type { ProcedureMeta } from './procedure.ts'

/**
 * What each procedure says about itself, by its full path. At run time tRPC keeps procedures flat by path; its types
 * show them nested, hence the one cast.
 */
export function procedureMetas(router: AnyTRPCRouter): ReadonlyMap<string, ProcedureMeta | undefined> {
  const flat = router._def.procedures as unknown as Record<string, { _def: { meta?: ProcedureMeta } }>
  return new Map(Object.entries(flat).map(([path, procedure]) => [path, procedure._def.meta]))
}
