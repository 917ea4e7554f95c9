import { suppliedTexts } from '@holdspace/clinic/consent/supplied-texts'
import { describe, expect, it } from 'vitest'
import { contentFrom, linesOf, nextVersion, readLines } from './text-as-lines.ts'

describe('a consent text in an editor', () => {
  it.each(suppliedTexts.map((text) => [text.kind, text] as const))(
    'given %s, then showing and reading it back changes nothing',
    (_kind, text) => {
      for (const section of text.sections) {
        const { paragraphs, points } = section
        expect(readLines(linesOf(section))).toEqual({ paragraphs, points })
      }
      const said = (name: string): string => {
        const [field = '', id = ''] = name.split('.')
        const section = text.sections.find((one) => one.id === id)
        if (section === undefined) return { title: text.title, lede: text.lede, agreement: text.agreement }[field] ?? ''
        return field === 'heading' ? section.heading : linesOf(section)
      }
      expect(contentFrom(text, said)).toEqual(text)
    },
  )

  it('given a material change, then the second number rises; otherwise the third', () => {
    expect(nextVersion('1.2.3', true)).toBe('1.3.0')
    expect(nextVersion('1.2.3', false)).toBe('1.2.4')
  })
})
