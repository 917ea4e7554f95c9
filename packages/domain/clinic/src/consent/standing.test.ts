import { calendarDate } from '@holdspace/kit/calendar-date'
import { type Instant, instant } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import { byRecipient, type SignatureFact, standingOf, type VersionFact, versionInEffect } from './standing.ts'

const zone = 'America/New_York'
const at = (text: string): Instant => instant.parse(text)
const day = (text: string) => calendarDate.parse(text)

const first: VersionFact = {
  kind: 'treatment-iv',
  language: 'en',
  version: '1.2.0',
  material: true,
  effectiveFrom: day('2025-06-01'),
  maximumMcgPerKg: 1_000,
}
const version = (number: string, rest: Partial<VersionFact> = {}): VersionFact => ({
  ...first,
  version: number,
  ...rest,
})

const january: SignatureFact = {
  consentId: '018f0000-0000-7000-8000-00000000c001',
  kind: 'treatment-iv',
  version: '1.2.0',
  signedAt: at('2026-01-15T15:00:00.000Z'),
  lastDay: day('2027-01-15'),
  maximumMcgPerKg: 1_000,
  withdrawnAt: null,
  recipientId: null,
  offLabel: 'initialled',
}

const ana = (over: Partial<Parameters<typeof standingOf>[0]> = {}) =>
  standingOf({
    kind: 'treatment-iv',
    versions: [first],
    signatures: [january],
    locks: [],
    at: at('2026-11-21T15:00:00.000Z'),
    zone,
    ...over,
  }).state

describe('how one consent stands (CONSENT section 5, M09)', () => {
  it.each<[string, string, Parameters<typeof ana>[0]]>([
    ['nothing was signed', 'missing', { signatures: [] }],
    ['it was signed within the year', 'signed', {}],
    [
      'it was signed in January and it is 14 January of the next year',
      'expiring',
      { at: at('2027-01-14T15:00:00.000Z') },
    ],
    ['it is the last day', 'expiring', { at: at('2027-01-16T04:59:59.000Z') }],
    ['it is 16 January of the next year', 'expired', { at: at('2027-01-16T15:00:00.000Z') }],
    ['its last day is 31 days off', 'signed', { at: at('2026-12-15T15:00:00.000Z') }],
    ['its last day is 30 days off', 'expiring', { at: at('2026-12-16T15:00:00.000Z') }],
    [
      'a newer version mends a typing error',
      'signed',
      { versions: [first, version('1.2.1', { material: false, effectiveFrom: day('2026-03-01') })] },
    ],
    [
      'a newer version names a new risk',
      'outdated',
      { versions: [first, version('1.3.0', { effectiveFrom: day('2026-03-01') })] },
    ],
    [
      'a mended version follows a material one',
      'outdated',
      {
        versions: [
          first,
          version('1.3.0', { effectiveFrom: day('2026-03-01') }),
          version('1.3.1', { material: false, effectiveFrom: day('2026-03-02') }),
        ],
      },
    ],
    [
      'a material version takes effect next week',
      'expiring',
      { versions: [first, version('1.3.0', { effectiveFrom: day('2026-11-28') })] },
    ],
    [
      'the material version in effect is the one signed, the older one is not',
      'signed',
      { versions: [version('1.1.0'), first] },
    ],
    ['it was withdrawn', 'withdrawn', { signatures: [{ ...january, withdrawnAt: at('2026-11-20T15:00:00.000Z') }] }],
    [
      'it is withdrawn later than the moment asked about',
      'signed',
      { signatures: [{ ...january, withdrawnAt: at('2026-11-22T15:00:00.000Z') }] },
    ],
    ['a consent of another kind was signed', 'missing', { signatures: [{ ...january, kind: 'treatment-im' }] }],
    ['it is signed after the moment asked about', 'missing', { at: at('2026-01-15T14:59:59.000Z') }],
  ])('given that %s, then it is %s', (_given, state, over) => {
    expect(ana(over)).toBe(state)
  })

  it('given a withdrawal, then everything signed before it is taken back, and a later signature stands', () => {
    const earlier = { ...january, consentId: 'e', signedAt: at('2025-12-01T15:00:00.000Z') }
    const withdrawn = { ...january, withdrawnAt: at('2026-02-01T15:00:00.000Z') }
    expect(ana({ signatures: [earlier, withdrawn] })).toBe('withdrawn')
    const again = { ...january, consentId: 'f', signedAt: at('2026-02-02T15:00:00.000Z') }
    expect(ana({ signatures: [earlier, withdrawn, again] })).toBe('signed')
  })
})

describe('a late-arriving dose (RULINGS 9, M10)', () => {
  const lock = { sessionId: 's', from: at('2026-11-21T15:05:00.000Z'), until: at('2026-11-22T11:00:00.000Z') }
  const signedAt = (text: string) => [{ ...january, signedAt: at(text) }]

  it.each([
    ['2026-11-21T15:04:59.000Z', 'signed'],
    ['2026-11-21T15:05:00.000Z', 'contested'],
    ['2026-11-22T10:59:59.000Z', 'contested'],
    ['2026-11-22T11:00:00.000Z', 'signed'],
  ])('given a signature at %s and the lock found afterwards, then it is %s', (when, state) => {
    const later = at('2026-11-22T12:00:00.000Z')
    expect(ana({ locks: [lock], signatures: signedAt(when), at: later })).toBe(state)
  })

  it('given an older signature that still holds, then the contested one beside it takes nothing away', () => {
    const contested = { ...january, consentId: 'c', signedAt: at('2026-11-21T16:00:00.000Z') }
    const standing = standingOf({
      kind: 'treatment-iv',
      versions: [first],
      signatures: [january, contested],
      locks: [lock],
      at: at('2026-11-21T17:00:00.000Z'),
      zone,
    })
    expect(standing).toMatchObject({ state: 'signed', signature: { consentId: january.consentId } })
  })
})

describe('which text is put before somebody', () => {
  const spanish = version('1.2.0', { language: 'es' })
  const now = at('2026-11-21T15:00:00.000Z')
  const chosen = (versions: VersionFact[], language: 'en' | 'es') =>
    versionInEffect(versions, 'treatment-iv', language, now, zone)

  it('given both languages, then their own; given one that does not exist, then English', () => {
    expect(chosen([first, spanish], 'es')).toBe(spanish)
    expect(chosen([first], 'es')).toBe(first)
    expect(chosen([], 'en')).toBeNull()
  })

  it('given a newer material English text, then the outdated Spanish one is not signed anew', () => {
    const newer = version('1.3.0', { effectiveFrom: day('2026-05-01') })
    expect(chosen([first, spanish, newer], 'es')).toBe(newer)
    const mended = version('1.2.1', { material: false, effectiveFrom: day('2026-05-01') })
    expect(chosen([first, spanish, mended], 'es')).toBe(spanish)
  })

  it('given a version that starts next week, then today’s is shown', () => {
    expect(chosen([first, version('2.0.0', { effectiveFrom: day('2026-11-28') })], 'en')).toBe(first)
  })
})

describe('releases', () => {
  it('given two recipients, then each is a consent of its own', () => {
    const release = (recipientId: string) => ({ ...january, kind: 'release-to-partner' as const, recipientId })
    const groups = byRecipient('release-to-partner', [release('a'), release('b'), release('a'), january])
    expect(groups.map((group) => group.length)).toEqual([2, 1])
  })
})
