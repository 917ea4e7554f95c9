import { sessionState } from '@holdspace/record/evolve'
import { describe, expect, it } from 'vitest'
import { nasalSession, nasalSheet } from '../testing/esketamine-session.ts'
import { Charting, helenAmes, margueritesOpening, minute, rosaDelgado } from '../testing/marigold-session.ts'
import { type Block, block } from './block.ts'
import { esketamineFacts } from './esketamine-facts.ts'
import { esketamineSheet, missingFacts } from './esketamine-sheet.ts'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')
/** Everything a sheet says, in reading order. */
function wordsOf(blocks: readonly Block[]): string {
  const rich = (runs: readonly { text: string }[]) => runs.map((run) => run.text).join('')
  const said = blocks.map((one) => {
    switch (one.block) {
      case 'title':
        return `${one.text}: ${one.subtitle}`
      case 'notice':
        return one.text
      case 'key-values':
        return one.rows.map((row) => `${row.label}: ${rich(row.value)}`).join('\n')
      case 'table':
        return one.rows.map((row) => row.cells.map(rich).join(' | ')).join('\n')
      default:
        return one.block
    }
  })
  return plain(said.join('\n'))
}
const sheetOf = (charting: Charting) => {
  const sheet = esketamineSheet(nasalSheet(sessionState(charting.entries)))
  if (sheet === null) throw new Error('no sheet')
  return sheet
}
const withoutKinds = (charting: Charting, ...seqs: readonly number[]) => {
  const left = new Charting()
  for (const [at, entry] of charting.entries.entries()) if (!seqs.includes(at + 1)) left.entries.push(entry)
  return left
}

describe('the facts of an esketamine session', () => {
  const facts = esketamineFacts(sessionState(nasalSession().entries), 120)

  it('are read from what was charted: devices, pressures at their times, depth and when it was over', () => {
    expect(facts).toMatchObject({
      totalMcg: 56_000,
      firstAt: minute(10),
      lastAt: minute(15),
      devices: [
        { lot: 'KB4471', minutesSince: null },
        { lot: 'KB4472', minutesSince: 5, expires: '2027-08-31' },
      ],
      pressureBefore: { systolicMmHg: 128 },
      pressureAtPeak: { systolicMmHg: 150 },
      pressureBeforeLeaving: { systolicMmHg: 126 },
      sedation: { value: 2, at: minute(56), overAt: minute(100) },
      dissociation: { value: 6, at: minute(56), overAt: minute(100) },
      observedUntil: minute(135),
      readyAt: minute(120),
      leftAt: minute(136),
    })
    expect(missingFacts(facts ?? fail())).toEqual([])
  })

  it('count several devices entered at once, each by itself', () => {
    const three = new Charting()
      .chart(helenAmes, 0, 'session-opened', margueritesOpening)
      .chart(rosaDelgado, 10, 'dose-given', {
        drug: 'esketamine',
        route: 'IN',
        givenMcg: 84_000,
        unit: 'device',
        units: [{ strengthMcg: 28_000, count: 3 }],
      })
    const found = esketamineFacts(sessionState(three.entries), 120)
    expect(found?.devices.map((one) => [one.mcg, one.lot, one.minutesSince])).toEqual([
      [28_000, null, null],
      [28_000, null, 0],
      [28_000, null, 0],
    ])
  })

  it('take no pressure for another: one at twenty minutes is neither at forty nor before leaving', () => {
    const early = withoutKinds(nasalSession(), 6, 8, 10)
    const found = esketamineFacts(sessionState(early.entries), 120)
    expect(found?.pressureAtPeak).toBeNull()
    expect(found?.pressureBeforeLeaving).toBeNull()
    expect(esketamineFacts(sessionState(nasalSession().entries.slice(0, 2)), 120)).toBeNull()
  })

  it('tell charted and nothing found from not charted', () => {
    const calm = withoutKinds(nasalSession(), 5, 6)
    expect(esketamineFacts(sessionState(calm.entries), 120)).toMatchObject({
      sedation: null,
      sedationCharted: true,
      dissociation: null,
      dissociationCharted: true,
    })
    const silent = withoutKinds(nasalSession(), 5, 6, 8, 10)
    expect(esketamineFacts(sessionState(silent.entries), 120)).toMatchObject({ sedation: null, sedationCharted: false })
  })
})

describe('the esketamine data sheet', () => {
  it('says every fact the form asks for, and by when the form is due', () => {
    const { blocks, frame } = sheetOf(nasalSession())
    for (const one of blocks) expect(block.safeParse(one).success, one.block).toBe(true)
    const words = wordsOf(blocks)
    for (const said of [
      'Treated 21-Nov-2026. The programme’s own form is due by 28-Nov-2026',
      'Total dose: 56 mg',
      '2 | 10:15 | 5 min | 28 mg | KB4472 | 2027-08-31',
      'Before the first device | 128/78 mmHg | 74/min | 98 % | 10:05',
      'About 40 min after | 150/92 mmHg | 74/min | 98 % | 10:56, 41 min after the last device',
      'Before leaving | 126/78 mmHg',
      'Sedation: Yes, deepest MOAA/S 3 at 10:56, over at 11:40',
      'Dissociation: Yes, deepest 6 of 10 at 10:56, over at 11:40',
      'Slow breathing or low oxygen: none noted',
      'All adverse effects: Nausea, mild, 11:20',
      '120 min of observation over: 12:15',
      'Ready to leave: 12:00, 110 min after the first device',
      'Left: 12:16, 126 min after the first device',
      'Went home with: Paul Whitfield, husband',
      'Benzodiazepines | Lorazepam 1 mg',
      'Opioids | none listed',
      'none: first treatment in this setting',
    ]) {
      expect(words).toContain(said)
    }
    expect(words).not.toContain('Not charted')
    expect(frame.draft).toBe(true)
  })

  it('treated on 1 December, then the form is due on 8 December (PROTOCOLS section 6)', () => {
    const december = new Charting().chart(helenAmes, 0, 'session-opened', margueritesOpening)
    const days = 10 * 24 * 60
    december.chart(rosaDelgado, days, 'dose-given', { drug: 'esketamine', route: 'IN', givenMcg: 56_000 })
    expect(wordsOf(sheetOf(december).blocks)).toContain(
      'Treated 01-Dec-2026. The programme’s own form is due by 08-Dec-2026',
    )
  })

  it('given things were not charted, then they are named first and nothing is filled in for them', () => {
    const bare = new Charting()
      .chart(helenAmes, 0, 'session-opened', margueritesOpening)
      .chart(rosaDelgado, 10, 'dose-given', { drug: 'esketamine', route: 'IN', givenMcg: 56_000 })
    const words = wordsOf(sheetOf(bare).blocks)
    expect(words).toContain(
      'Not charted: the lot of every device; blood pressure before the first device; blood pressure about 40 minutes after the last device; blood pressure before leaving; sedation; dissociation; when the person was ready to leave; when the person left.',
    )
    expect(words).toContain('About 40 min after | not charted')
    expect(words).toContain('Sedation: not charted')
  })

  it('given somebody left before the two hours were over, then that stands at the head', () => {
    const early = withoutKinds(nasalSession(), 12).chart(rosaDelgado, 90, 'session-ended', {
      ending: 'left-against-advice',
      unmetCriteria: [],
    })
    const words = wordsOf(sheetOf(early).blocks)
    expect(words).toContain('Left before 120 minutes of observation were over.')
    expect(words).toContain('80 min after the first device: left against advice')
  })

  it('given no device was used, then there is no sheet', () => {
    expect(esketamineSheet(nasalSheet(sessionState(nasalSession().entries.slice(0, 2))))).toBeNull()
  })
})

function fail(): never {
  throw new Error('no facts')
}
