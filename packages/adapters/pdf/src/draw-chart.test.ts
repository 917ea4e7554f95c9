import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { inflateSync } from 'node:zlib'
import type { Block, VitalsChart } from '@holdspace/documents/block'
import { sessionRecord } from '@holdspace/documents/session-record'
import { margueritesSession, marigoldInput, minute, sha256 } from '@holdspace/documents/testing/marigold-session'
import { describe, expect, it } from 'vitest'
import { drawPdf } from './draw-pdf.ts'

const fontFolder = dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'))
const { frame } = sessionRecord(marigoldInput(margueritesSession()), sha256)

const chart: VitalsChart = {
  block: 'vitals-chart',
  alt: 'Chart',
  from: minute(0),
  to: minute(60),
  ticks: [],
  readings: [10, 20, 30, 50].map((at) => ({ at: minute(at), heartRateBpm: 70 + at })),
  doses: [],
  infusions: [],
  gaps: [],
}

/** The drawing commands of all pages, as text. */
async function commandsOf(block: Block): Promise<string> {
  const bytes = Buffer.from(
    await drawPdf([block], { frame: { ...frame, draft: false }, pageSize: 'letter', fontFolder }),
  )
  const pieces: string[] = []
  for (let from = bytes.indexOf('stream\n'); from >= 0; from = bytes.indexOf('stream\n', from + 7)) {
    const to = bytes.indexOf('\nendstream', from)
    if (bytes.subarray(from - 3, from).toString() === 'end' || to < 0) continue
    const text = inflated(bytes.subarray(from + 7, to))
    if (text.includes(' Tf\n')) pieces.push(text)
  }
  return pieces.join('\n')
}

function inflated(stream: Buffer): string {
  try {
    return inflateSync(stream).toString('latin1')
  } catch {
    return ''
  }
}

/** Only the pulse is drawn with curves, four to a dot; the legend has one dot of its own. */
const dotsIn = (commands: string) => (commands.match(/ c$/gm) ?? []).length / 4 - 1
/** The pulse line is the only stroke of half a point in the ink's colour. */
const pulseLinesIn = (commands: string) => (commands.match(/ l\n0\.5 w\n/g) ?? []).length

describe('the chart on paper', () => {
  it('given four pulses, then four dots are drawn, and three lines between them (CH4)', async () => {
    const commands = await commandsOf(chart)
    expect(dotsIn(commands)).toBe(4)
    const one = await commandsOf({ ...chart, readings: chart.readings.slice(0, 1) })
    expect(dotsIn(one)).toBe(1)
    expect(pulseLinesIn(commands) - pulseLinesIn(one)).toBe(3)
  })

  it('given a gap between two of them, then the dots stay and no line crosses it (CH4)', async () => {
    const gaps = [{ from: minute(30), to: minute(50), label: 'no reading, 20 min' }]
    const commands = await commandsOf({ ...chart, gaps })
    expect(dotsIn(commands)).toBe(4)
    expect(pulseLinesIn(await commandsOf(chart)) - pulseLinesIn(commands)).toBe(1)
  })

  it('given readings outside the usual range, then the axis widens so that every point is on the paper', async () => {
    const wide = {
      ...chart,
      readings: [{ at: minute(10), systolicMmHg: 290, diastolicMmHg: 25, heartRateBpm: 300, spo2Percent: 41 }],
    }
    const commands = await commandsOf(wide)
    const heights = [...commands.matchAll(/^(-?[\d.]+) (-?[\d.]+) [ml]$/gm)].map(([, , y]) => Number(y))
    expect(Math.min(...heights)).toBeGreaterThan(0)
    expect(Math.max(...heights)).toBeLessThan(792)
    expect(dotsIn(commands)).toBe(1)
  })

  it('given a single moment, or none at all, then a chart is drawn all the same', async () => {
    expect(
      dotsIn(await commandsOf({ ...chart, to: chart.from, readings: [{ at: chart.from, heartRateBpm: 60 }] })),
    ).toBe(1)
    expect(dotsIn(await commandsOf({ ...chart, readings: [] }))).toBe(0)
  })

  it('given twenty doses at once, then each label has a row of its own and none is lost', async () => {
    const doses = Array.from({ length: 20 }, (_, at) => ({ at: minute(at / 10), label: `ketamine ${at + 1} mg IM` }))
    const many = await commandsOf({ ...chart, doses })
    const none = await commandsOf(chart)
    const labels = (commands: string) => (commands.match(/ Tf$/gm) ?? []).length
    expect(labels(many) - labels(none)).toBe(20)
  })
})
