import { create } from 'qrcode/lib/core/qrcode.js'

/**
 * An address for a phone's camera: dark on light in every look of the screen, or cameras do not find it. In low-light the
 * light is that of the room's own ink, for a white square would be the brightest thing in it (LL2).
 */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const { size } = modules
  const quiet = 4
  const dark: string[] = []
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (modules.get(row, column)) dark.push(`M${column + quiet} ${row + quiet}h1v1h-1z`)
    }
  }
  const whole = size + 2 * quiet
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${whole} ${whole}`}
      className="size-56"
      shapeRendering="crispEdges"
    >
      <path d={`M0 0h${whole}v${whole}h-${whole}z`} fill="white" className="in-data-[theme=low-light]:fill-ink" />
      <path d={dark.join('')} fill="black" />
    </svg>
  )
}
