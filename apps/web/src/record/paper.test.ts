import { type Block, type BlockKind, muted, openRow, plain, strong, struck } from '@holdspace/documents/block'
import { instant } from '@holdspace/kit/instant'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { bannerOfPaper } from './banner-of-paper.ts'
import { Paper } from './paper.tsx'
import { chartDataOf } from './paper-chart.tsx'

const at = (time: string) => instant.parse(`2026-11-21T${time}:00.000Z`)

const chart = {
  block: 'vitals-chart' as const,
  alt: 'Chart of 2 sets of vital signs from 09:30 to 09:50',
  from: at('14:30'),
  to: at('15:00'),
  ticks: [{ at: at('14:30'), label: '09:30' }],
  readings: [
    { at: at('14:30'), systolicMmHg: 124, diastolicMmHg: 78, heartRateBpm: 72, spo2Percent: 98 },
    { at: at('14:50'), heartRateBpm: 80 },
  ],
  doses: [{ at: at('14:35'), label: 'ketamine 35 mg IM' }],
  infusions: [],
  gaps: [{ from: at('14:35'), to: at('14:50'), label: 'no reading, 15 min' }],
}

/** One block of each kind, and what a reader must find of it on the screen. */
const blocks: { readonly [K in BlockKind]: { readonly block: Block; readonly says: readonly string[] } } = {
  letterhead: {
    block: { block: 'letterhead', name: 'Marigold House', lines: ['12 Garden Row', 'Albany NY'] },
    says: ['Marigold House', '12 Garden Row · Albany NY'],
  },
  title: {
    block: { block: 'title', text: 'Medicine session record', subtitle: 'Ketamine infusion · IV' },
    says: ['Medicine session record', 'Ketamine infusion · IV'],
  },
  'identity-banner': {
    block: {
      block: 'identity-banner',
      name: 'Rivera, Ana',
      born: 'Born 14-Jul-1985 (41y)',
      sex: 'Female',
      mrn: '10472',
      allergyTitle: 'Known allergies',
      allergies: ['penicillin', 'latex'],
    },
    says: ['Rivera, Ana', 'Born 14-Jul-1985 (41y)', '10472', 'Known allergies', 'penicillin, latex'],
  },
  'drawn-signature': {
    block: {
      block: 'drawn-signature',
      alt: 'Signature of Ana Rivera',
      width: 400,
      height: 160,
      strokes: [[1, 2, 30, 40]],
    },
    says: ['Signature of Ana Rivera', '<path'],
  },
  heading: { block: { block: 'heading', text: 'Vital signs' }, says: ['Vital signs'] },
  paragraph: {
    block: { block: 'paragraph', text: [plain('Slept '), strong('well'), muted(' (told by Ana)')] },
    says: ['Slept well (told by Ana)', '<strong'],
  },
  'key-values': {
    block: { block: 'key-values', rows: [{ label: 'DOSE ordered', value: [strong('35 mg'), plain(' ketamine')] }] },
    says: ['DOSE ordered', '35 mg', 'ketamine'],
  },
  table: {
    block: {
      block: 'table',
      caption: 'Vital signs in order of time',
      columns: [
        { title: 'Time', align: 'left', parts: 1 },
        { title: 'BP mmHg', align: 'right', parts: 2 },
      ],
      rows: [
        openRow([plain('09:30')], [struck('145/84'), plain(' 135/84')]),
        { cells: [[plain('09:40')], [plain('eyes closed')]], careTeamOnly: true },
      ],
      empty: 'No vital signs were recorded.',
    },
    says: ['Vital signs in order of time', '<s class', '145/84', '135/84', 'eyes closed', 'Care team only'],
  },
  parties: {
    block: {
      block: 'parties',
      parties: [{ title: 'Patient', lines: [[strong('Rivera, Ana')], [plain('MRN 10472')]] }],
    },
    says: ['Patient', 'Rivera, Ana', 'MRN 10472'],
  },
  totals: {
    block: { block: 'totals', rows: [{ label: 'Balance', amount: '$949.00', mark: 'strong' }] },
    says: ['Balance', '$949.00'],
  },
  'vitals-chart': { block: chart, says: ['<svg', 'Chart of 2 sets of vital signs from 09:30 to 09:50', '35 mg IM'] },
  notice: {
    block: { block: 'notice', tone: 'warning', text: 'Not signed. This is a draft.' },
    says: ['Note: ', 'Not signed. This is a draft.'],
  },
  signature: {
    block: {
      block: 'signature',
      name: 'Dr Helen Ames',
      credential: 'MD licence 204711 (NY)',
      meaning: 'I reviewed this record.',
      signedAt: '21-Nov-2026 11:40 EST',
    },
    says: ['Dr Helen Ames', 'MD licence 204711 (NY)', 'I reviewed this record.', 'Signed 21-Nov-2026 11:40 EST'],
  },
  proof: {
    block: {
      block: 'proof',
      rows: [{ label: 'Content SHA-256', value: 'a'.repeat(64) }],
      howToCheck: 'Keep this page.',
      qr: 'holdspace-session-proof/v1',
    },
    says: ['Content SHA-256', 'a'.repeat(64), 'Keep this page.'],
  },
}

function shown(shownBlocks: readonly Block[], draft = false): string {
  return renderToStaticMarkup(createElement(Paper, { blocks: shownBlocks, zone: 'America/New_York', draft }))
}

const words = (markup: string) => markup.replace(/<[^>]*>/g, '')

describe('the record on the screen', () => {
  it.each(Object.entries(blocks))('Given a block of kind %s, then all it says is shown', (_kind, { block, says }) => {
    const markup = shown([block])
    for (const said of says) expect(said.startsWith('<') ? markup : words(markup) + markup).toContain(said)
  })

  it('Given all blocks, then they stand in the order in which they are signed', () => {
    const all = Object.values(blocks).map(({ block }) => block)
    const text = words(shown(all))
    const places = ['Marigold House', 'Rivera, Ana', 'DOSE ordered', 'Dr Helen Ames', 'Keep this page.'].map((each) =>
      text.indexOf(each),
    )
    expect(places.every((place) => place >= 0)).toBe(true)
    expect(places).toEqual(places.toSorted((one, other) => one - other))
  })

  it('Given an unsigned record, then the sheet says draft; given a signed one, it does not', () => {
    expect(words(shown([blocks.title.block], true))).toContain('Draft, not signed')
    expect(words(shown([blocks.title.block], false))).not.toContain('Draft')
  })

  it('Given a table without rows, then it says so in its own words instead of showing nothing', () => {
    const { block } = blocks.table
    expect(block.block).toBe('table')
    if (block.block === 'table')
      expect(words(shown([{ ...block, rows: [] }]))).toContain('No vital signs were recorded.')
  })

  it('CH4: Given a reading without a pressure, then the chart has no pressure there and invents none', () => {
    expect(chartDataOf(chart).points[1]).toEqual({ at: at('14:50'), heartRateBpm: 80 })
  })

  it('BN7 M17: the banner above the page is the person of the paper, allergies as the paper titles them', () => {
    expect(bannerOfPaper([blocks['identity-banner'].block])).toMatchObject({
      familyName: 'Rivera',
      givenNames: 'Ana',
      identifier: '10472',
      allergies: { state: 'known', substances: ['penicillin', 'latex'] },
    })
    expect(bannerOfPaper([blocks.title.block])).toBeNull()
  })

  it.each([
    ['No known allergies', 'none-known'],
    ['Allergies not recorded', 'not-recorded'],
    ['Allergies unavailable', 'unavailable'],
    ['something a later version wrote', 'unavailable'],
  ])('BN6: a paper that says “%s” gives a banner in the state %s', (allergyTitle, state) => {
    const { block } = blocks['identity-banner']
    if (block.block !== 'identity-banner') throw new Error('The identity banner is an identity banner.')
    expect(bannerOfPaper([{ ...block, allergyTitle, allergies: [] }])?.allergies.state).toBe(state)
  })
})
