import { z } from 'zod'

/** The field a signature is drawn in, whatever the screen: whole units, so that the strokes can be hashed. */
export const padWidth = 600
export const padHeight = 200

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

/** A dot or a slip of the finger is no signature: the pen must have travelled a tenth of the field. */
export function isDrawn(strokes: readonly (readonly number[])[]): boolean {
  return strokes.reduce((sum, points) => sum + lengthOf(points), 0) >= padWidth / 10
}

function lengthOf(points: readonly number[]): number {
  let sum = 0
  for (let at = 2; at + 1 < points.length; at += 2) {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = points.slice(at - 2, at + 2)
    sum += Math.hypot(x1 - x0, y1 - y0)
  }
  return sum
}
