import type { BlockOf } from '@holdspace/documents/block'
import { RichText } from './rich-text.tsx'

export function Parties({ block }: { readonly block: BlockOf<'parties'> }) {
  return (
    <div className="mt-5 grid gap-x-8 gap-y-4 sm:grid-cols-2">
      {block.parties.map(({ title, lines }) => (
        <section key={title}>
          <h3 className="border-line border-b pb-1 text-caption text-muted">{title}</h3>
          {lines.map((line, at) => (
            // Lines have no name but their place, and a paper's lines never move.
            <p key={at} className="mt-1">
              <RichText runs={line} />
            </p>
          ))}
        </section>
      ))}
    </div>
  )
}

export function Totals({ block }: { readonly block: BlockOf<'totals'> }) {
  return (
    <dl className="mt-3 ml-auto w-full max-w-md border-ink border-b pb-1">
      {block.rows.map(({ label, amount, mark }) => (
        <div
          key={label}
          className={`flex justify-between gap-6 py-1 ${mark === 'strong' ? 'border-line border-t font-strong' : ''}`}
        >
          <dt>{label}</dt>
          <dd className="tabular-nums">{amount}</dd>
        </div>
      ))}
    </dl>
  )
}
