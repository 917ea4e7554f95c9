import { PDFParse } from 'pdf-parse'

/** The text of a PDF, page by page, as a program that is not ours reads it. */
export async function pagesOf(pdf: Uint8Array): Promise<string[]> {
  const parser = new PDFParse({ data: new Uint8Array(pdf) })
  try {
    const { pages } = await parser.getText()
    return pages.map((page) => page.text)
  } finally {
    await parser.destroy()
  }
}
