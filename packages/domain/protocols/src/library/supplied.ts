import type { ProtocolVersion } from '../protocol-version.ts'
import { kapSingleInjection, kapSplitInjection } from './intramuscular.ts'
import { intravenousCourses, singleInfusion } from './intravenous.ts'
import { esketamineNasal, oralKetamine, sublingualKap } from './other-routes.ts'

// Source of this file: the dosing table (section 2) and supplied drafts (section 8) of the protocol reference.

/** Every protocol supplied with the product. All are drafts: none runs until a practice's medical director approves it. */
export const suppliedProtocols: readonly ProtocolVersion[] = [
  singleInfusion,
  ...intravenousCourses,
  kapSingleInjection,
  kapSplitInjection,
  sublingualKap,
  oralKetamine,
  esketamineNasal,
]

export function suppliedProtocol(id: string): ProtocolVersion {
  const found = suppliedProtocols.find((one) => one.id === id)
  if (found === undefined) throw new Error(`No supplied protocol is called ${id}.`)
  return found
}
