import { describe, expect, test } from 'vitest'
import { zoneOfPerson } from './zone-of-person.ts'

const living = (state: string | undefined, country?: string) => [
  { lines: [], ...(state === undefined ? {} : { state }), ...(country === undefined ? {} : { country }) },
]
const zoneIn = (...place: Parameters<typeof living>) => zoneOfPerson({ addresses: living(...place) }, 'America/Denver')

describe('the clock by which somebody is asked', () => {
  test.each([
    ['MA', undefined, 'America/New_York'],
    [' ca ', 'US', 'America/Los_Angeles'],
    ['IL', 'United States', 'America/Chicago'],
    ['HI', 'USA', 'Pacific/Honolulu'],
    ['CO', 'US', 'America/Denver'],
  ])('%j, %j: %s', (state, country, zone) => {
    expect(zoneIn(state, country)).toBe(zone)
  })

  test('a state with two zones, another country or no address: the practice’s own', () => {
    for (const place of [['FL'], ['TX'], ['MA', 'DE'], [undefined]] as const) {
      expect(zoneIn(...place)).toBe('America/Denver')
    }
    expect(zoneOfPerson({ addresses: [] }, 'America/Denver')).toBe('America/Denver')
  })
})
