import type { BlockOf } from '@holdspace/documents/block'
import { strokePath } from '../consents/stroke-path.ts'

/** A signature as it was drawn. */
export function DrawnSignature({ block }: { readonly block: BlockOf<'drawn-signature'> }) {
  return (
    <svg
      role="img"
      aria-label={block.alt}
      viewBox={`0 0 ${block.width} ${block.height}`}
      className="my-3 w-full max-w-sm rounded-control border border-line fill-none stroke-3 stroke-ink"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {block.strokes.map((points, at) => (
        // Strokes have no name but their place, and never move.
        <path key={at} d={strokePath(points)} />
      ))}
    </svg>
  )
}
