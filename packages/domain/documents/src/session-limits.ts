import type { Instant } from '@holdspace/kit/instant'
import { type Block, plain } from './block.ts'
import type { PaperClock } from './record-times.ts'

/** From when on which limits ruled; no lines where the protocol's own did. The caller asks the rules, the paper only tells. */
export interface RuledLimits {
  readonly from: Instant
  readonly lines: readonly string[]
}

/** By which limits the vital signs were judged: this patient's own, who set them and why, or the protocol's (RULINGS 5). */
export function limitBlocks(limits: readonly RuledLimits[], clock: PaperClock): readonly Block[] {
  if (limits.length === 0) return []
  return [
    {
      block: 'key-values',
      rows: limits.map(({ from, lines }) => ({
        label: `Limits from ${clock.time(from)}`,
        value: [
          plain(lines.length === 0 ? 'As the protocol says.' : `${lines.join('\n')}\nThe others as the protocol says.`),
        ],
      })),
    },
  ]
}
