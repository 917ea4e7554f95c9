import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { copyOf, infusion, patientName, signedAt } from '@holdspace/documents/testing/signed-consent'
import { PDFParse } from 'pdf-parse'
import { describe, expect, it } from 'vitest'
import { drawPdf } from './draw-pdf.ts'

const fontFolder = dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'))
const drawn = ({ blocks, frame }: ReturnType<typeof copyOf>) =>
  drawPdf(blocks, { frame, pageSize: 'letter', fontFolder })

async function wordsOf(bytes: Uint8Array): Promise<string> {
  const parser = new PDFParse({ data: new Uint8Array(bytes) })
  const { pages } = await parser.getText({ pageJoiner: '' })
  await parser.destroy()
  return pages.map(({ text }) => text.replace(/\s+/g, ' ')).join(' ')
}

describe('the copy of a signed consent', () => {
  it('given the infusion consent, then every word that was signed can be read back, and the certificate with it', async () => {
    const copy = copyOf(infusion)
    const words = await wordsOf(await drawn(copy))
    const all = [
      infusion.lede,
      infusion.agreement,
      ...infusion.sections.flatMap((one) => [one.heading, ...one.paragraphs, ...one.points]),
    ]
    // Sentence by sentence: a paragraph may go on over the end of a page.
    const sentences = all.flatMap((text) => text.replaceAll('{practice}', 'Marigold House').split(/(?<=\.) /))
    for (const sentence of sentences) expect(words).toContain(sentence)
    for (const part of [
      'Initials: MAW',
      'I understand that this use is off-label.',
      'Marguerite Anne Whitfield, the patient',
      '21-Nov-2026 09:02:07 -05:00 (America/New_York)',
      'Drawn, on a tablet handed over by Theo Lind.',
      'Checked: name, date of birth.',
      'Language line, no. 40211',
      'Version 1.0.0',
      'b'.repeat(64),
    ]) {
      expect(words).toContain(part)
    }
  })

  it('given the same signature twice, then the same bytes; drawn as lines, not as an image', async () => {
    const [first, second] = [await drawn(copyOf(infusion)), await drawn(copyOf(infusion))]
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true)
    const syntax = Buffer.from(first).toString('latin1')
    expect(syntax).not.toMatch(/\/Subtype \/Image/)
    expect(syntax).toMatch(/\/Alt \(Signature drawn by Marguerite Anne Whitfield\)/)
  })

  it('given a typed name, a paper and a guardian, then each says so', async () => {
    const typed = await wordsOf(await drawn(copyOf(infusion, { mark: { how: 'typed', name: patientName } })))
    expect(typed).toContain('Typed name, on a tablet handed over by Theo Lind.')
    const paper = {
      mark: { how: 'on-paper' as const },
      signer: {
        as: 'representative' as const,
        name: 'Luis Whitfield',
        relation: 'guardian',
        authority: 'Court order 12/2024',
      },
      place: {
        on: 'paper' as const,
        attestedBy: 'Theo Lind',
        membershipId: '018f0000-0000-7000-8000-000000000b05',
        signedAt,
        statement: 'I saw him sign every page.',
      },
    }
    const attested = await wordsOf(await drawn(copyOf(infusion, paper)))
    expect(attested).toContain('Theo Lind attests: “I saw him sign every page.”')
    expect(attested).toContain('Luis Whitfield, guardian of the patient. Authority: Court order 12/2024')
  })

  it('given a withdrawal, then the copy says so first', async () => {
    const words = await wordsOf(await drawn(copyOf(infusion, {}, true)))
    expect(words).toContain('Withdrawn 25-Nov-2026 13:30:00 -05:00 (America/New_York) by the patient')
  })
})
