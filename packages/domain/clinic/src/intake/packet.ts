import type { Instant } from '@holdspace/kit/instant'

/** What a packet may hold. The order a patient meets them in is the order of the packet. */
export const packetItemKinds = [
  'identity',
  'demographics',
  'history',
  'medicines',
  'treatment-trials',
  'contraindications',
  'instrument',
  'consent',
  'plan',
  'day-of',
] as const
export type PacketItemKind = (typeof packetItemKinds)[number]

/**
 * One form of a packet. `ref` says which exactly: form and version of a clinic form, the instrument, the consent document.
 * `id` is the item's name within its packet and says both, so that no two items of one packet can be mixed up.
 */
export interface PacketItem {
  readonly id: string
  readonly kind: PacketItemKind
  readonly ref: string
}

export function packetItemOf(kind: PacketItemKind, ref: string): PacketItem {
  return { id: `${kind}:${ref}`, kind, ref }
}

/** By what the identity form goes into a packet. */
export const identityItem = packetItemOf('identity', 'name-and-birth-date')

/** Forms that somebody answers for by name. */
const signedKinds: readonly PacketItemKind[] = ['consent', 'plan', 'day-of']

/**
 * The order a patient meets the forms in: who it is comes before everything else, in whatever order they were chosen,
 * and is asked wherever something is signed, also when nobody chose it. A signature says who confirmed the person.
 */
export function inOrder(chosen: readonly PacketItem[]): readonly PacketItem[] {
  const others = chosen.filter(({ kind }) => kind !== 'identity')
  const asksWho = others.length < chosen.length || others.some(({ kind }) => signedKinds.includes(kind))
  return asksWho ? [identityItem, ...others] : others
}

/** What happened to a packet, in order; the packet stands as these add up to. */
export const packetEventKinds = [
  'sent',
  'handed-over',
  'kiosk-started',
  'kiosk-ended',
  'opened',
  'code-sent',
  'device-joined',
  'link-renewed',
  'identity-confirmed',
  'identity-refused',
  'stopped',
  'item-submitted',
  'revoked',
  'reminded',
] as const
export type PacketEventKind = (typeof packetEventKinds)[number]

export interface PacketEvent {
  readonly kind: PacketEventKind
  readonly at: Instant
  readonly itemId?: string
}

/** The third wrong name or birth date stops the packet: the front desk calls instead (intake, identity check). */
export const identityTries = 3

/** `open` takes answers; every other standing takes none. */
export type PacketStanding = 'open' | 'stopped' | 'revoked' | 'complete' | 'lapsed'

export interface PacketState {
  readonly standing: PacketStanding
  /** Whether the person has shown who they are, or was never asked to. */
  readonly identityShown: boolean
  readonly identityTriesLeft: number
  readonly submitted: ReadonlyMap<string, Instant>
  readonly firstOpenedAt: Instant | null
  /** Whole percents of the items, for the chart: `packet 60 %`. */
  readonly percent: number
}

export interface PacketAsSent {
  readonly items: readonly PacketItem[]
  /** After this nothing more is taken; the clinic sends a new packet. */
  readonly closesAt: Instant
}

/** Adds up what happened. A later event never undoes an earlier one; the same item submitted twice counts once. */
export function packetState(packet: PacketAsSent, events: readonly PacketEvent[], now: Instant): PacketState {
  const submitted = new Map<string, Instant>()
  for (const { kind, itemId, at } of events) {
    if (kind === 'item-submitted' && itemId !== undefined && !submitted.has(itemId)) submitted.set(itemId, at)
  }
  const happened = (kind: PacketEventKind) => events.some((event) => event.kind === kind)
  const refused = events.filter((event) => event.kind === 'identity-refused').length
  const asksIdentity = packet.items.some((item) => item.kind === 'identity')
  const done = packet.items.filter((item) => submitted.has(item.id)).length
  return {
    standing: standingOf(packet, happened, done, now),
    identityShown: !asksIdentity || happened('identity-confirmed'),
    identityTriesLeft: Math.max(0, identityTries - refused),
    submitted,
    firstOpenedAt: events.find((event) => event.kind === 'opened' || event.kind === 'kiosk-started')?.at ?? null,
    percent: packet.items.length === 0 ? 0 : Math.floor((done * 100) / packet.items.length),
  }
}

function standingOf(
  packet: PacketAsSent,
  happened: (kind: PacketEventKind) => boolean,
  done: number,
  now: Instant,
): PacketStanding {
  if (happened('revoked')) return 'revoked'
  if (happened('stopped')) return 'stopped'
  if (done === packet.items.length) return 'complete'
  return now > packet.closesAt ? 'lapsed' : 'open'
}
