import type { McgPerKg } from '@holdspace/kit/amounts'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { Refusal } from '@holdspace/kit/refusal'
import { doseRefusal } from './dose-refusals.ts'
import type { DoseRequest, DoseWorking, EarlierPart } from './dose-request.ts'
import { notInForce } from './life-cycle.ts'
import { limitName } from './limit-names.ts'
import { openLimits } from './limits-set.ts'
import { liquidDose } from './liquid-dose.ts'
import { unitDose } from './unit-dose.ts'

/**
 * Works out one dose, or refuses by name (PROTOCOLS 9.1). Exact whole-number arithmetic; rounding happens once, at the
 * volume. Which refusals a prescriber may go past, with a reason, stands in `doseRefusals`. Never converts between routes.
 */
export function calculateDose(request: DoseRequest): Decision<DoseWorking> {
  const refusal = protocolRefusal(request)
  if (refusal !== null) return refuse(refusal)
  const mixed = routesMixed(request)
  if (mixed !== null) return refuse(mixed)
  const { dose } = request.protocol.drug
  return dose.kind === 'weight' ? liquidDose(request, dose) : unitDose(request, dose)
}

/**
 * Works out a dose in planned parts, each counted on top of those before it (D28). Refuses as soon as one part does.
 * @param parts mcg/kg of each part, in the order in which they will be given
 */
export function calculateSplitDose(request: DoseRequest, parts: readonly McgPerKg[]): Decision<readonly DoseWorking[]> {
  const workings: DoseWorking[] = []
  const earlier: EarlierPart[] = [...request.earlierParts]
  for (const mcgPerKg of parts) {
    const worked = calculateDose({ ...request, order: { kind: 'per-kg', mcgPerKg }, earlierParts: earlier })
    if (!worked.ok) return worked
    workings.push(worked.value)
    earlier.push({ mcgPerKg, givenMcg: worked.value.drawnMcg })
  }
  return accept(workings)
}

/** A session keeps the version it pinned, also after that version was retired; anything else must be in force today. */
function protocolRefusal({ protocol, pin, today }: DoseRequest): Refusal | null {
  if (pin === null) return notInForce(protocol, today)
  const approved = protocol.approvals.some((one) => one.contentHash === pin.contentHash)
  const same = pin.protocolId === protocol.id && pin.version === protocol.version && approved
  const settled = protocol.status === 'approved' || protocol.status === 'retired'
  const open = openLimits(protocol)[0]
  if (same && settled && open === undefined) return null
  const why =
    open === undefined ? 'is not the version this session was opened on' : `has “${limitName(open.path)}” unset`
  return doseRefusal('PROTOCOL_NOT_APPROVED', `"${protocol.title}" ${protocol.version} ${why}.`, 'protocol')
}

/**
 * Two routes never share a sum: what went in another way is not more or less of the same (PROTOCOLS section 2). Nobody can
 * say what a second dose would come to, so none is worked out.
 */
function routesMixed({ protocol, earlierParts }: DoseRequest): Refusal | null {
  const { route } = protocol.drug
  const other = earlierParts.find((part) => part.route !== undefined && part.route !== route)
  if (other === undefined) return null
  return doseRefusal(
    'ROUTES_MIXED',
    `Medicine was given ${other.route} in this session, and this protocol gives it ${route}. Doses of two routes are never added up: no further dose is worked out here.`,
    'order',
  )
}
