import { z } from 'zod'
import { padWidth } from './drawn-line.ts'

/** x0, y0, x1, y1, … of one line of the pen. */
const stroke = z
  .array(z.int().min(0).max(padWidth))
  .min(2)
  .max(4_000)
  .refine((points) => points.length % 2 === 0, 'a point has two numbers')

/**
 * How somebody signed. A drawing is kept as its strokes, not as a picture: it prints sharp, weighs little, and hides
 * nothing. On paper the mark is on the paper, and a member of staff says so by name.
 */
export const signatureMark = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('drawn'), strokes: z.array(stroke).min(1).max(200) }),
  z.strictObject({ how: z.literal('typed'), name: z.string().trim().min(2).max(200) }),
  z.strictObject({ how: z.literal('on-paper') }),
])
export type SignatureMark = z.output<typeof signatureMark>
