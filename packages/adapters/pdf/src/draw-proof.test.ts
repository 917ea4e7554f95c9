import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { inflateSync } from 'node:zlib'
import type { Block } from '@holdspace/documents/block'
import { sessionRecord } from '@holdspace/documents/session-record'
import { margueritesSession, marigoldInput, sha256, signedBy } from '@holdspace/documents/testing/marigold-session'
import jsQR from 'jsqr'
import { expect, test } from 'vitest'
import { drawPdf } from './draw-pdf.ts'

const fontFolder = dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'))

interface Bar {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What a page draws, each of its streams unpacked. */
function contentsOf(pdf: Uint8Array): readonly string[] {
  const file = Buffer.from(pdf).toString('latin1')
  return [...file.matchAll(/\/Length (\d+)[^>]*>>\nstream\n/g)].flatMap((found) => {
    const from = (found.index ?? 0) + found[0].length
    try {
      return [inflateSync(pdf.subarray(from, from + Number(found[1]))).toString('latin1')]
    } catch {
      return []
    }
  })
}

/** The longest run of bars with nothing between them: the code. */
function barsOf(contents: readonly string[]): readonly Bar[] {
  const runs = contents.flatMap((text) => text.match(/(?:(?:[-\d.]+ ){4}re\n)+/g) ?? [])
  const longest = runs.toSorted((a, b) => b.length - a.length)[0] ?? ''
  return longest
    .trim()
    .split('\n')
    .map((line) => line.split(' ').map(Number))
    .map(([x = 0, y = 0, width = 0, height = 0]) => ({ x, y, width, height }))
}

/** A camera's picture of the bars, eight pixels for a square, with the white edge a reader needs. */
function photographed(bars: readonly Bar[]) {
  const cell = bars[0]?.height ?? 1
  const [left, top] = [Math.min(...bars.map(({ x }) => x)), Math.min(...bars.map(({ y }) => y))]
  const squares = Math.round((Math.max(...bars.map(({ x, width }) => x + width)) - left) / cell)
  const [pixels, edge] = [8, 4]
  const side = (squares + 2 * edge) * pixels
  const picture = new Uint8ClampedArray(side * side * 4).fill(255)
  const pixelOf = (length: number) => Math.round((length / cell) * pixels)
  for (const { x, y, width, height } of bars) {
    const from = pixelOf(x - left) + edge * pixels
    const until = from + pixelOf(width)
    for (let row = 0; row < pixelOf(height); row += 1) {
      const line = (pixelOf(y - top) + edge * pixels + row) * side
      for (let column = from; column < until; column += 1) picture.fill(0, (line + column) * 4, (line + column) * 4 + 3)
    }
  }
  return { picture, side }
}

test('given the code beside a proof, then a telephone reads the very bytes that were signed (SC3)', async () => {
  const draft = sessionRecord(marigoldInput(margueritesSession()), sha256)
  const { blocks, frame } = sessionRecord(marigoldInput(signedBy(margueritesSession(), draft.contentHash)), sha256)
  const proof = blocks.find((block): block is Extract<Block, { block: 'proof' }> => block.block === 'proof')
  // With the dash of a checkpoint, which is three bytes.
  const qr = `${proof?.qr}\n\u2014 marigold.example/ledger`
  const told = blocks.map((block) => (block === proof ? { ...proof, qr } : block))
  const bars = barsOf(contentsOf(await drawPdf(told, { frame, pageSize: 'letter', fontFolder })))
  const { picture, side } = photographed(bars)
  const read = jsQR(picture, side, side)
  expect(Buffer.from(read?.binaryData ?? []).toString('utf8')).toBe(qr)
})
