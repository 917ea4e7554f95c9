import type { StructureDefinition, ValueSet } from 'fhir/r4'

/** The official package, by canonical address. */
export interface UsCore {
  readonly profiles: ReadonlyMap<string, StructureDefinition>
  readonly valueSets: ReadonlyMap<string, ValueSet>
}
