import { describe, expect, it } from 'vitest'
import { languageOf } from './questions.ts'

const speaking = (code: string) => languageOf({ language: { system: 'urn:ietf:bcp:47', code } })

describe('the language a person is written to in', () => {
  it('is their own, with or without a region, where patient pages speak it', () => {
    expect(['es', 'es-US', 'ES-mx', 'en', 'en-US'].map(speaking)).toEqual(['es', 'es', 'es', 'en', 'en'])
  })

  it('is English for a language nobody translated, a tag that only begins alike, and where none is known', () => {
    expect(['und', 'est', 'fr', ''].map(speaking)).toEqual(['en', 'en', 'en', 'en'])
    expect(languageOf({})).toBe('en')
  })
})
