import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { importLimits } from './limits.ts'
import { asObject, asObjects, asText, notABundle, type Untrusted } from './parse-untrusted.ts'
import { bundleTypes } from './referral-content.ts'

/** One resource of the bundle, under every name the rest of the bundle may call it by. */
export interface BundleResource {
  readonly type: string
  readonly id: string
  readonly fullUrl: string | undefined
  readonly body: Untrusted
}

export interface OpenedBundle {
  readonly type: (typeof bundleTypes)[number]
  readonly resources: readonly BundleResource[]
  /** Entries that carry no resource: a transaction's DELETE, an empty line. */
  readonly emptyEntries: number
  /** A searchset that says it has a next page: the sender's system holds more than this file. */
  readonly isOnePageOfSeveral: boolean
}

/** Unchecked JSON → the bundle's resources. Accepts transaction, collection and searchset. */
export function openBundle(root: Untrusted): Decision<OpenedBundle> {
  if (root.resourceType !== 'Bundle') return refuse(notABundle)
  const type = bundleTypes.find((known) => known === root.type)
  if (type === undefined) return refuse(otherBundleType(asText(root.type, 40)))
  const entries = Array.isArray(root.entry) ? root.entry : []
  if (entries.length > importLimits.resources) return refuse(tooManyResources(entries.length))
  const resources = entries.map(toResource).filter((resource) => resource !== undefined)
  return accept({
    type,
    resources,
    emptyEntries: entries.length - resources.length,
    isOnePageOfSeveral: asObjects(root.link).some((link) => link.relation === 'next'),
  })
}

/** Does `reference`, written anywhere in this bundle, mean `target`? Version suffixes do not matter. */
export function pointsTo(reference: string, target: BundleResource): boolean {
  const plain = reference.replace(/\/_history\/[^/]*$/, '')
  if (plain === target.fullUrl) return true
  if (target.id === '') return false
  if (plain === `${target.type}/${target.id}` || plain === `urn:uuid:${target.id}`) return true
  // An absolute address on a server we were not told of can only be judged by its last two parts, and only when the
  // entry itself has no address of its own that would contradict it.
  const hasOwnAddress = target.fullUrl?.startsWith('http') ?? false
  return !hasOwnAddress && plain.startsWith('http') && plain.endsWith(`/${target.type}/${target.id}`)
}

function toResource(entry: unknown): BundleResource | undefined {
  const envelope = asObject(entry)
  const body = asObject(envelope?.resource)
  const type = asText(body?.resourceType, 64)
  if (body === undefined || type === undefined) return undefined
  return { type, id: asText(body.id, 128) ?? '', fullUrl: asText(envelope?.fullUrl), body }
}

const otherBundleType = (type: string | undefined) =>
  ({
    family: 'invalid',
    code: 'referral-bundle-type',
    sentence: `This is a FHIR bundle ${type === undefined ? 'without a type' : `of type “${type}”`}. Holdspace takes transaction, collection and searchset bundles. Nothing was kept.`,
  }) as const

const tooManyResources = (count: number) =>
  ({
    family: 'too-large',
    code: 'referral-too-many-resources',
    sentence: `This file holds ${count.toLocaleString('en-US')} resources; one referral may hold ${importLimits.resources.toLocaleString('en-US')}. Nothing was kept. Ask the sender for this one person only.`,
  }) as const
