/**
 * The field a signature is drawn in, whatever the screen: whole units, so that the strokes can be hashed. Apart from the
 * schema of a mark, because a telephone that shows the field need not load one.
 */
export const padWidth = 600
export const padHeight = 200

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
