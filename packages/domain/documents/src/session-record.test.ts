import { describe, expect, it } from 'vitest'
import {
  Charting,
  helenAmes,
  margueritesOpening,
  margueritesSession,
  marigoldInput,
  minute,
  niaOkafor,
  rosaDelgado,
  sha256,
  signedBy,
} from '../testing/marigold-session.ts'
import type { Block, Rich } from './block.ts'
import { type SessionRecord, type SessionRecordInput, sessionRecord } from './session-record.ts'

const paperOf = (session: Charting, over: Partial<SessionRecordInput> = {}) =>
  sessionRecord(marigoldInput(session, over), sha256)
const flat = (text: Rich) => text.map((run) => run.text).join('')
const blocksOf = <K extends Block['block']>(paper: SessionRecord, kind: K) =>
  paper.blocks.filter((one): one is Extract<Block, { block: K }> => one.block === kind)
const tableCalled = (paper: SessionRecord, caption: string) =>
  blocksOf(paper, 'table')
    .find((table) => table.caption.startsWith(caption))
    ?.rows.map((row) => row.cells.map(flat).join(' | ')) ?? []
const wordsOf = (paper: SessionRecord) => JSON.stringify(paper.blocks)
const struckIn = (paper: SessionRecord) =>
  blocksOf(paper, 'table').flatMap((table) =>
    table.rows.flatMap((row) =>
      row.cells
        .flat()
        .filter(({ mark }) => mark === 'struck')
        .map(({ text }) => text),
    ),
  )

function signedSession(): { session: Charting; canonical: Uint8Array } {
  const session = margueritesSession()
  const { contentHash, canonical } = paperOf(session)
  return { session: signedBy(session, contentHash), canonical }
}

describe('the session record as a paper', () => {
  it('given a charted session, then it says who the patient is, with the allergy title in its exact words (BN2, BN6)', () => {
    const [banner] = blocksOf(paperOf(margueritesSession()), 'identity-banner')
    expect(banner).toEqual({
      block: 'identity-banner',
      name: 'Whitfield, Marguerite Anne',
      born: 'Born 14-Jul-1985 (41y)',
      sex: 'Female',
      mrn: 'MH-004217',
      allergyTitle: 'Known allergies',
      allergies: ['Penicillin (hives)', 'Latex'],
    })
  })

  it.each(['Known allergies', 'No known allergies', 'Allergies not recorded', 'Allergies unavailable'] as const)(
    'given the state “%s”, then the paper carries it unchanged (BN6)',
    (allergyTitle) => {
      const patient = { ...margueritesOpening.patient, allergyTitle, sex: 'unknown' as const }
      const session = new Charting().chart(helenAmes, 0, 'session-opened', { ...margueritesOpening, patient })
      const [banner] = blocksOf(paperOf(session), 'identity-banner')
      expect([banner?.allergyTitle, banner?.sex]).toEqual([allergyTitle, 'Not Known'])
    },
  )

  it('given a pinned protocol, then its id, version and whole content hash are printed', () => {
    const words = wordsOf(paperOf(margueritesSession()))
    for (const part of ['marigold.iv-depression', 'version 1.0.0', margueritesOpening.protocol.contentHash])
      expect(words).toContain(part)
  })

  it('given staff on two devices, then each is listed with times', () => {
    expect(tableCalled(paperOf(margueritesSession()), 'Staff present')).toEqual([
      'Dr Helen Ames | Prescriber | 10:00 – end | Phone',
      'Rosa Delgado | Nurse | 10:01 – end | Tablet, room 2',
      'Nia Okafor | Therapist | 10:02 – end | Laptop, chair',
    ])
  })

  it('given an order and an infusion, then dose, working, pump reading and total are told through the formatter (DS1–DS5)', () => {
    const paper = paperOf(margueritesSession())
    const words = wordsOf(paper)
    expect(words).toContain('DOSE ordered')
    expect(words).toContain('0.5 mg/kg × 69.853 kg = 34.927 mg, ordered 35 mg')
    expect(tableCalled(paper, 'What was given')[0]).toMatch(
      /^10:10 – 10:50 \| 34\.79\u00a0mg \| 99\.4\u00a0mL \| ketamine infusion/,
    )
    expect(words).toContain('34.79\u00a0mg","mark":"strong"')
    expect(words).toContain('0.498\u00a0mg/kg of 69.853\u00a0kg')
    expect(words).not.toMatch(/\d\.0+\u00a0m|µg/)
  })

  it('given a dose without an order, then it is told as a deviation, never left out (RULINGS 1)', () => {
    const session = new Charting()
      .chart(helenAmes, 0, 'session-opened', margueritesOpening)
      .chart(rosaDelgado, 5, 'dose-given', { drug: 'ketamine', route: 'IM', givenMcg: 1_250_000 })
    expect(tableCalled(paperOf(session), 'What was given')).toEqual([
      '10:05 | 1,250\u00a0mg | – | ketamine intramuscular\nwithout an order | Rosa Delgado',
    ])
  })

  it('given an infusion nobody stopped, then no total is claimed (RULINGS 6)', () => {
    const session = new Charting()
      .chart(helenAmes, 0, 'session-opened', margueritesOpening)
      .chart(rosaDelgado, 5, 'infusion-started', {
        drug: 'ketamine',
        totalMcg: 35_000,
        finalVolumeMicrolitres: 100_000,
        pumpMicrolitresPerHour: 150_000,
        plannedMinutes: 40,
      })
    const words = wordsOf(paperOf(session))
    expect(words).toContain('the total given is not known')
    expect(words).not.toContain('DOSE given in all')
  })

  it('given a late entry, then both times are printed (CK9)', () => {
    const rows = tableCalled(paperOf(margueritesSession()), 'Vital signs')
    expect(rows.find((row) => row.startsWith('10:51'))).toContain('late, recorded 11:05')
  })

  it('given a correction, then the old value stands struck through, with who, when and why', () => {
    const paper = paperOf(margueritesSession())
    const row = tableCalled(paper, 'Vital signs').find((one) => one.startsWith('10:20'))
    expect(row).toContain('| 135/84 |')
    expect(row).toContain('corrected 10:22 by Rosa Delgado: Misread the cuff')
    expect(struckIn(paper)).toContain('BP 145/88\u00a0mmHg')
  })

  it('given a withdrawn entry, then its place, author and reason stay and its words are gone (RULINGS 10)', () => {
    const paper = paperOf(margueritesSession())
    const row = tableCalled(paper, 'Course').find((one) => one.includes('withdrawn'))
    expect(row).toBe(
      '11:02 | Observation noted withdrawn 11:04 by Nia Okafor: Belongs to the patient in room 3 | Nia Okafor',
    )
    expect(wordsOf(paper)).not.toContain('Meant for the patient')
  })

  it('given 34 minutes without a reading, then the gap stands in table and chart with the reason (RULINGS 5)', () => {
    const paper = paperOf(margueritesSession())
    const rows = tableCalled(paper, 'Vital signs')
    expect(rows.find((one) => one.includes('Gap'))).toMatch(/no reading for 34 min, due every 15 min$/)
    expect(rows.find((one) => one.startsWith('11:00'))).toContain('Not obtained: blood pressure: Cuff refused')
    expect(blocksOf(paper, 'vitals-chart')[0]?.gaps).toEqual([
      { from: minute(51), to: minute(85), label: 'no reading, 34 min' },
    ])
  })

  it('given a gap nobody explained, then it says that no reason was recorded', () => {
    const session = new Charting()
      .chart(helenAmes, 0, 'session-opened', margueritesOpening)
      .chart(rosaDelgado, 5, 'dose-given', { drug: 'ketamine', route: 'IM', givenMcg: 50_000 })
      .chart(rosaDelgado, 60, 'session-ended', { ending: 'completed', unmetCriteria: [] })
    expect(tableCalled(paperOf(session), 'Vital signs')[0]).toContain(
      'no reading for 55 min, due every 15 min, no reason recorded',
    )
  })

  it('given readings, then the chart holds exactly those and none between (CH4)', () => {
    const [chart] = blocksOf(paperOf(margueritesSession()), 'vitals-chart')
    expect(chart?.readings.map(({ at, systolicMmHg }) => [at, systolicMmHg])).toEqual(
      [
        [5, 118],
        [20, 135],
        [30, 152],
        [36, 146],
        [51, 140],
        [85, 126],
        [98, 121],
      ].map(([at, value]) => [minute(at ?? 0), value]),
    )
    expect(chart?.alt).toContain('systolic pressure in mmHg 118 to 152')
  })

  it('given an alert with an answer and one without, then both are told (M06)', () => {
    const open = { ruleId: 'spo2-low', words: 'SpO2 below 92 %', raisedAt: minute(44) }
    const input = marigoldInput(margueritesSession())
    const rows = tableCalled(paperOf(margueritesSession(), { alerts: [...input.alerts, open] }), 'Alerts')
    expect(rows[0]).toContain('Recheck: Rise of 29 % from baseline')
    expect(rows[1]).toBe('10:44 | SpO2 below 92 % | Not answered')
  })

  it('given a session that left criteria unmet, then each is a warning on the paper', () => {
    const session = new Charting()
      .chart(helenAmes, 0, 'session-opened', margueritesOpening)
      .chart(helenAmes, 9, 'session-ended', { ending: 'left-against-advice', unmetCriteria: ['Escort not present'] })
    expect(wordsOf(paperOf(session))).toContain('Not met when the person left: Escort not present')
  })

  it('given nothing but an opened session, then every section says what is missing instead of being empty', () => {
    const words = wordsOf(paperOf(new Charting().chart(helenAmes, 0, 'session-opened', margueritesOpening)))
    for (const part of [
      'Nobody joined',
      'No dose was given',
      'No vital signs',
      'No adverse effect',
      'No discharge score',
      'Not signed',
    ]) {
      expect(words).toContain(part)
    }
    expect(words).not.toContain('vitals-chart')
  })

  it('given the night the clocks go back, then two entries an hour apart stay distinguishable (CK8)', () => {
    const before = Date.UTC(2026, 10, 1, 5, 30) - Date.UTC(2026, 10, 21, 15)
    const session = new Charting()
      .chart(helenAmes, before / 60_000, 'session-opened', margueritesOpening)
      .chart(rosaDelgado, before / 60_000, 'psychotherapy-started', {})
      .chart(rosaDelgado, before / 60_000 + 60, 'psychotherapy-stopped', {})
    const times = tableCalled(paperOf(session), 'Course').map((row) => row.split(' | ')[0])
    expect(times).toEqual(['01:30 -04:00', '01:30 -04:00', '01:30 -05:00'])
  })

  it('refuses to tell of a session that was never opened', () => {
    expect(() => paperOf(new Charting().chart(rosaDelgado, 0, 'psychotherapy-started', {}))).toThrow('never opened')
  })
})

describe('what is signed', () => {
  it('given a signature, then the content keeps its bytes and the paper is no draft (S52)', () => {
    const draft = paperOf(margueritesSession())
    const signed = paperOf(signedSession().session)
    expect(signed.canonical).toEqual(draft.canonical)
    expect([draft.frame.draft, signed.frame.draft]).toEqual([true, false])
    expect(blocksOf(signed, 'signature')[0]).toMatchObject({
      name: 'Dr Helen Ames',
      credential: 'MD licence 218843 (NY)',
      meaning: 'I reviewed this record and take responsibility for the treatment it describes.',
      signedAt: '21-Nov-2026 12:00:00 -05:00 (America/New_York)',
    })
  })

  it('given an addendum after the lock, then it is added below and the signed bytes stay', () => {
    const { session, canonical } = signedSession()
    session.chart(rosaDelgado, 200, 'addendum-filed', {
      text: 'The pump’s printout was found; it agrees.',
      unconfirmed: true,
      lateEntry: { kind: 'vitals-taken', body: { heartRateBpm: 71, source: 'typed' } },
    })
    const paper = paperOf(session)
    expect(paper.canonical).toEqual(canonical)
    expect(tableCalled(paper, 'Addenda')[0]).toContain('Late entry, not confirmed. The pump’s printout was found')
    expect(tableCalled(paper, 'Addenda')[0]).toContain('Vitals pulse 71/min')
  })

  it('given the bytes kept at the signature, then the paper is told from them and matches', () => {
    const { session, canonical } = signedSession()
    const paper = paperOf(session, { signedContent: canonical, due: null, alerts: [] })
    expect(paper.canonical).toEqual(canonical)
    expect(wordsOf(paper)).not.toContain('does not match what was signed')
  })

  it('given other content than was signed, then the paper says so at the top (S52)', () => {
    const { session } = signedSession()
    const paper = paperOf(session, { alerts: [] })
    expect(paper.blocks[1]).toMatchObject({ block: 'notice', tone: 'warning' })
    expect(wordsOf(paper)).toContain('does not match what was signed')
  })

  it('given bytes that are no signed content, then nothing is drawn from them', () => {
    const { session } = signedSession()
    expect(() => paperOf(session, { signedContent: new Uint8Array([123, 125]) })).toThrow()
  })

  it('given any one entry changed, then the content hash changes (S52)', () => {
    const changed = margueritesSession()
    changed.entries[4] = {
      ...changed.entries[4],
      body: { systolicMmHg: 119, diastolicMmHg: 74, source: 'typed' },
    } as never
    expect(paperOf(changed).contentHash).not.toBe(paperOf(margueritesSession()).contentHash)
  })

  it('carries the head of the chain, the count of entries and the content hash as its proof, and no name in the QR code', () => {
    const { session } = signedSession()
    const paper = paperOf(session)
    const [proof] = blocksOf(paper, 'proof')
    expect(proof?.rows.map(({ value }) => value)).toEqual([
      'marigold.example/ledger',
      session.entries[0]?.sessionId,
      '27',
      session.entries.at(-1)?.leafHash,
      paper.contentHash,
    ])
    expect(proof?.qr).not.toMatch(/Whitfield|MH-004217|1985/)
  })
})

describe('the escort’s signature under the discharge instructions (RULINGS 9)', () => {
  const escort = { name: 'Paul Whitfield', relationship: 'husband' }
  const text = { title: 'Instructions for going home', version: '1.2.0', language: 'en', contentHash: '5e'.repeat(32) }
  const drawn = { how: 'drawn', strokes: [[60, 120, 180, 60, 300, 118]] } as const
  const meaning = 'I have read these instructions.'
  const answered = (body: Parameters<Charting['chart']>[3]) =>
    margueritesSession().chart(rosaDelgado, 104, 'instructions-answered', body as never)

  it('given he drew it, then the paper shows the line of his pen, what it means and which text he read', () => {
    const paper = paperOf(answered({ outcome: 'signed', escort, text, meaning, mark: drawn }))
    expect(blocksOf(paper, 'drawn-signature')).toMatchObject([
      { alt: 'Signature drawn by Paul Whitfield, husband', strokes: drawn.strokes },
    ])
    for (const words of ['Signed by the escort on the screen', 'text 1.2.0', meaning])
      expect(wordsOf(paper)).toContain(words)
    expect(tableCalled(paper, 'Course of the session').join()).toContain('Escort signed the discharge instructions')
  })

  it('given he would not, or nobody came, then the paper says so with the reason, and the ending stands as it was', () => {
    const refused = wordsOf(paperOf(answered({ outcome: 'refused', escort, reason: 'Wants to ask his lawyer first' })))
    expect(refused).toContain('Not signed: the escort would not')
    expect(refused).toContain('Wants to ask his lawyer first')
    const absent = wordsOf(paperOf(answered({ outcome: 'absent', reason: 'Left alone against advice' })))
    expect(absent).toContain('Not signed: no escort was there')
    expect(refused).not.toContain('Not met when the person left')
  })

  it('given a partner reads, then neither his drawing nor his name under it is in their copy (RULINGS 10)', () => {
    const paper = paperOf(answered({ outcome: 'signed', escort, text, meaning, mark: drawn }), { audience: 'partner' })
    expect(blocksOf(paper, 'drawn-signature')).toEqual([])
    expect(wordsOf(paper)).not.toContain('Escort signed the discharge instructions')
  })
})

describe('the partner’s edition (RULINGS 10, 20)', () => {
  it('leaves out the words of therapist and patient, calls for help and addenda, and says that it does', () => {
    const { session } = signedSession()
    session.chart(niaOkafor, 200, 'addendum-filed', { text: 'She called about the garden again.', unconfirmed: false })
    const words = wordsOf(paperOf(session, { audience: 'partner' }))
    for (const private_ of ['garden', 'eye shades', 'Observation', 'room 3']) expect(words).not.toContain(private_)
    expect(words).toContain('This copy is for a partner')
    expect(words).toContain('Nausea')
  })

  it('proves the same signed content as the care team’s', () => {
    const { session } = signedSession()
    const [team, partner] = [paperOf(session), paperOf(session, { audience: 'partner' })]
    expect(partner.contentHash).toBe(team.contentHash)
    expect(blocksOf(partner, 'proof')).toEqual(blocksOf(team, 'proof'))
  })
})
