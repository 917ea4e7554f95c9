import type { DeviceId, EntryId, MembershipId, SessionId } from '@holdspace/kit/ids'
import { instantFromMs } from '@holdspace/kit/instant'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Kind } from './catalogue.ts'
import type { StoredEntry } from './entry.ts'
import { type Grown, grow, grownFrom } from './grow.ts'
import { parseBody } from './read-entry.ts'

const nine = Date.parse('2026-11-21T14:00:00.000Z')
const id = (seq: number) => `018f0000-0000-7000-8000-${String(seq).padStart(12, '0')}` as EntryId

function entry(seq: number, kind: Kind, body: Record<string, unknown>): StoredEntry {
  const at = instantFromMs(nine + seq * 60_000)
  return {
    id: id(seq),
    sessionId: '018f0000-0000-7000-8000-0000000000ff' as SessionId,
    seq,
    kind,
    actor: {
      membershipId: '018f0000-0000-7000-8000-00000000000b' as MembershipId,
      name: 'Mara Quist RN',
      role: 'nurse',
    },
    deviceId: '018f0000-0000-7000-8000-0000000000d1' as DeviceId,
    deviceSeq: seq,
    occurredAt: at,
    recordedAt: at,
    leafHash: 'ab'.repeat(32),
    body: parseBody(kind, body),
  } as StoredEntry
}

type Deed = {
  readonly deed: 'vitals' | 'note' | 'correct' | 'withdraw'
  readonly value: number
  readonly about: number
}

/** What a nurse might write next, in a record that has `seq - 1` entries. */
function entryOf({ deed, value, about }: Deed, seq: number, earlier: readonly StoredEntry[]): StoredEntry {
  const vitals = { heartRateBpm: value, source: 'typed' }
  const measured = earlier.filter((one) => one.kind === 'vitals-taken')
  const target = measured[about % Math.max(1, measured.length)]
  if (deed === 'note') return entry(seq, 'observation-noted', { text: `Looked in, ${value}.` })
  if (deed === 'vitals' || target === undefined) return entry(seq, 'vitals-taken', vitals)
  const reason = 'Wrong person in the chair'
  if (deed === 'withdraw') {
    const { id: withdrawsEntryId, seq: withdrawsSeq } = target
    return entry(seq, 'entry-withdrawn', { withdrawsEntryId, withdrawsSeq, reason })
  }
  const correction = { correctsEntryId: target.id, correctsKind: 'vitals-taken', reason, replacement: vitals }
  return entry(seq, 'entry-corrected', correction)
}

const anyDeeds: fc.Arbitrary<readonly Deed[]> = fc.array(
  fc.record({
    deed: fc.constantFrom('vitals', 'note', 'correct', 'withdraw'),
    value: fc.integer({ min: 40, max: 180 }),
    about: fc.nat(50),
  }),
  { maxLength: 25 },
)

describe('a record that grows entry by entry', () => {
  it('is, after each of them, what reading it from the beginning gives: facts, corrections and withdrawals', () => {
    fc.assert(
      fc.property(anyDeeds, (deeds) => {
        let grown: Grown = grownFrom([])
        for (const deed of deeds) {
          grown = grow(grown, entryOf(deed, grown.entries.length + 1, grown.entries))
          expect(grown).toEqual(grownFrom(grown.entries))
        }
      }),
      { numRuns: 200 },
    )
  })

  it('holds an entry whose body was taken away among the withdrawn, not among what counts', () => {
    const gone = { ...entry(1, 'observation-noted', { text: 'Wrong room.' }), body: null } as StoredEntry
    expect(grow(grownFrom([]), gone).reading).toMatchObject({ standing: [], withdrawn: [{ entry: gone }] })
  })
})
