import type { Block, BlockKind, BlockOf } from '@holdspace/documents/block'
import type { ReactNode } from 'react'
import { PaperChart } from './paper-chart.tsx'
import { Parties, Totals } from './paper-money.tsx'
import {
  Heading,
  IdentityBanner,
  KeyValues,
  Letterhead,
  PaperNotice,
  Paragraph,
  Proof,
  Signature,
  Title,
} from './paper-parts.tsx'
import { DrawnSignature } from './paper-signature.tsx'
import { PaperTable } from './paper-table.tsx'

interface PartProps<K extends BlockKind> {
  readonly block: BlockOf<K>
  /** The practice's time zone, IANA name; only the chart still needs it, every other time arrives as text. */
  readonly zone: string
}

/** One view for each kind of block; a kind without one does not compile. */
const views: { readonly [K in BlockKind]: (props: PartProps<K>) => ReactNode } = {
  letterhead: Letterhead,
  title: Title,
  'identity-banner': IdentityBanner,
  heading: Heading,
  paragraph: Paragraph,
  'key-values': KeyValues,
  table: PaperTable,
  parties: Parties,
  totals: Totals,
  'vitals-chart': PaperChart,
  notice: PaperNotice,
  signature: Signature,
  'drawn-signature': DrawnSignature,
  proof: Proof,
}

export interface PaperProps {
  readonly blocks: readonly Block[]
  readonly zone: string
  /** Not signed yet: said on the sheet itself, so that a glance is enough. */
  readonly draft: boolean
}

/** The record as a sheet of paper: the same blocks in the same order as the PDF, so that what is read is what is signed. */
export function Paper({ blocks, zone, draft }: PaperProps) {
  return (
    <article
      aria-label={draft ? 'Session record, draft' : 'Session record, signed'}
      className={`relative w-full max-w-4xl rounded-card border bg-surface px-5 py-6 sm:px-10 sm:py-9 print:border-0 print:p-0 ${
        draft ? 'border-dashed border-control-line' : 'border-line'
      }`}
    >
      {draft ? (
        <p className="absolute -top-3 left-5 rounded-full border border-dashed border-control-line bg-paper px-3 text-caption font-bold leading-6 text-muted sm:left-10 print:static print:mb-3 print:w-fit">
          Draft, not signed
        </p>
      ) : null}
      {blocks.map((block, at) => (
        // Blocks have no name but their place, and a paper's blocks never move.
        <Part key={at} block={block} zone={zone} />
      ))}
    </article>
  )
}

function Part<K extends BlockKind>({ block, zone }: { readonly block: BlockOf<K>; readonly zone: string }) {
  const View: (props: PartProps<K>) => ReactNode = views[block.block as K]
  return <View block={block} zone={zone} />
}
