import { instant } from '@holdspace/kit/instant'
import { z } from 'zod'

/**
 * What a paper says, as blocks in reading order. Blocks are whole numbers and text only, so that their canonical JSON
 * is what is signed and logged (HOUSE section 5.7); how they look is the drawing adapter's affair. Text arrives ready
 * to read: amounts already formatted, times already in the practice's zone.
 */
const run = z.strictObject({ text: z.string(), mark: z.enum(['plain', 'strong', 'muted', 'struck', 'mono']) })
export type Run = z.output<typeof run>

/** Runs flow together; a line feed inside a text starts a new line. */
const rich = z.array(run)
export type Rich = readonly Run[]

const column = z.strictObject({
  title: z.string(),
  align: z.enum(['left', 'right']),
  /** Share of the table's width. */
  parts: z.int().min(1),
})

const row = z.strictObject({
  cells: z.array(rich),
  /** Free words of therapist or patient: left out of every edition but the care team's (RULINGS 10). */
  careTeamOnly: z.boolean(),
})
export type Row = z.output<typeof row>

/** Marks on the chart carry the label a reader sees; positions are moments, so nothing is rounded before drawing. */
const vitalsChart = z.strictObject({
  block: z.literal('vitals-chart'),
  /** The whole chart in a sentence, for those who cannot see it. */
  alt: z.string(),
  from: instant,
  to: instant,
  ticks: z.array(z.strictObject({ at: instant, label: z.string() })),
  readings: z.array(
    z.strictObject({
      at: instant,
      systolicMmHg: z.int().optional(),
      diastolicMmHg: z.int().optional(),
      heartRateBpm: z.int().optional(),
      spo2Percent: z.int().optional(),
    }),
  ),
  doses: z.array(z.strictObject({ at: instant, label: z.string() })),
  infusions: z.array(z.strictObject({ from: instant, to: instant, label: z.string() })),
  gaps: z.array(z.strictObject({ from: instant, to: instant, label: z.string() })),
})
export type VitalsChart = z.output<typeof vitalsChart>

export const block = z.discriminatedUnion('block', [
  z.strictObject({ block: z.literal('letterhead'), name: z.string(), lines: z.array(z.string()) }),
  z.strictObject({ block: z.literal('title'), text: z.string(), subtitle: z.string() }),
  z.strictObject({
    block: z.literal('identity-banner'),
    name: z.string(),
    born: z.string(),
    sex: z.string(),
    mrn: z.string(),
    allergyTitle: z.string(),
    allergies: z.array(z.string()),
  }),
  z.strictObject({ block: z.literal('heading'), text: z.string() }),
  z.strictObject({ block: z.literal('paragraph'), text: rich }),
  z.strictObject({
    block: z.literal('key-values'),
    rows: z.array(z.strictObject({ label: z.string(), value: rich })),
  }),
  z.strictObject({
    block: z.literal('table'),
    /** What the table holds, for readers who hear it. */
    caption: z.string(),
    columns: z.array(column).min(1),
    rows: z.array(row),
    /** Said in its place when there is no row: nothing is left to guess. */
    empty: z.string(),
  }),
  /** Who deals with whom, side by side: seller and patient, provider and payer. */
  z.strictObject({
    block: z.literal('parties'),
    parties: z
      .array(z.strictObject({ title: z.string(), lines: z.array(rich) }))
      .min(1)
      .max(3),
  }),
  /** Sums under the figures they sum up, at the right edge. */
  z.strictObject({
    block: z.literal('totals'),
    rows: z.array(z.strictObject({ label: z.string(), amount: z.string(), mark: z.enum(['plain', 'strong']) })).min(1),
  }),
  vitalsChart,
  z.strictObject({ block: z.literal('notice'), tone: z.enum(['plain', 'warning']), text: z.string() }),
  z.strictObject({
    block: z.literal('signature'),
    name: z.string(),
    credential: z.string(),
    meaning: z.string(),
    signedAt: z.string(),
  }),
  z.strictObject({
    block: z.literal('drawn-signature'),
    /** Whose it is, for those who cannot see it. */
    alt: z.string(),
    width: z.int().min(1),
    height: z.int().min(1),
    /** x0, y0, x1, y1, … of each line of the pen, in the units of `width` and `height`. */
    strokes: z.array(z.array(z.int())),
  }),
  z.strictObject({
    block: z.literal('proof'),
    rows: z.array(z.strictObject({ label: z.string(), value: z.string() })),
    howToCheck: z.string(),
    /** Plain text for a QR code: hashes and counts, never a word about the patient. */
    qr: z.string(),
  }),
])

export type Block = z.output<typeof block>
export type BlockKind = Block['block']
export type BlockOf<K extends BlockKind> = Extract<Block, { block: K }>

/** What stands around the blocks on every page. */
export interface PaperFrame {
  readonly title: string
  readonly practice: string
  readonly patientName: string
  readonly born: string
  readonly mrn: string
  readonly allergyTitle: string
  /** Not signed: the word DRAFT stands across every page. */
  readonly draft: boolean
  readonly language: string
  /** The moment the paper speaks of: its creation date, so that the same record is the same file. */
  readonly asOf: z.output<typeof instant>
}

export const plain = (text: string): Run => ({ text, mark: 'plain' })
export const strong = (text: string): Run => ({ text, mark: 'strong' })
export const muted = (text: string): Run => ({ text, mark: 'muted' })
export const struck = (text: string): Run => ({ text, mark: 'struck' })
export const mono = (text: string): Run => ({ text, mark: 'mono' })

/** A table row anybody entitled to the paper may read. */
export function openRow(...cells: readonly Rich[]): Row {
  return { cells: cells.map((cell) => [...cell]), careTeamOnly: false }
}
