/** An SVG path through the points x0, y0, x1, y1, …, smooth as a pen: the curve that the paper draws as well. */
export function strokePath(points: readonly number[]): string {
  const [x0 = 0, y0 = 0] = points
  if (points.length <= 2) return `M${x0} ${y0}L${x0} ${y0}`
  let path = `M${x0} ${y0}`
  for (let at = 2; at + 1 < points.length; at += 2) {
    const [x = 0, y = 0, nextX, nextY] = points.slice(at, at + 4)
    path +=
      nextX === undefined || nextY === undefined ? `L${x} ${y}` : `Q${x} ${y} ${(x + nextX) / 2} ${(y + nextY) / 2}`
  }
  return path
}
