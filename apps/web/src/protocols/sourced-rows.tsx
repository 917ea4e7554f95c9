import type { Evidence, Sourced } from '@holdspace/protocols/sourced'
import { Badge } from '@holdspace/ui/badge'
import type { ReactNode } from 'react'
import { evidenceWords } from './words.ts'

/** One line of a protocol's table: what, how much, and how well it is known. */
export interface SourcedRow {
  readonly label: string
  readonly value: ReactNode
  readonly known?: Pick<Sourced<unknown>, 'evidence' | 'sources' | 'note' | 'placeholder'>
}

/** A number with its words, or that it is not set: never a blank that could be taken for none. */
export function row<T>(label: string, from: Sourced<T>, words: (value: T) => ReactNode): SourcedRow {
  return { label, value: from.value === null ? null : words(from.value), known: from }
}

export function SourcedRows({ caption, rows }: { readonly caption: string; readonly rows: readonly SourcedRow[] }) {
  return (
    <table className="w-full border-collapse border-line border-y">
      <caption className="sr-only">{caption}</caption>
      <tbody>
        {rows.map((each) => (
          <tr
            key={each.label}
            className="border-line border-b align-baseline last:border-b-0 max-sm:flex max-sm:flex-col max-sm:py-1.5"
          >
            <th scope="row" className="w-64 py-2 pr-4 text-left font-regular text-muted max-sm:w-auto max-sm:py-0.5">
              {each.label}
            </th>
            <td className="py-2 pr-4 text-lead font-strong max-sm:py-0.5">
              {each.value ?? <Badge look="draft">Not set</Badge>}
              {each.known?.note === undefined ? null : (
                <span className="block text-body font-regular text-muted">{each.known.note}</span>
              )}
            </td>
            <td className="py-2 text-right max-sm:py-0.5 max-sm:text-left">
              {each.known === undefined ? null : <Known {...each.known} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The evidence of a number and where to read it; a placeholder is marked as one, on screen and on paper. */
export function Known({
  evidence,
  sources,
  placeholder,
}: {
  readonly evidence: Evidence
  readonly sources: readonly string[]
  readonly placeholder?: boolean
}) {
  if (placeholder === true) return <Badge look="draft">Placeholder</Badge>
  return (
    <span className="inline-flex flex-wrap justify-end gap-1 max-sm:justify-start">
      {sources.map((source) => (
        <a
          key={source}
          href={`#source-${source}`}
          title={`${source}: ${evidenceWords[evidence]}`}
          className="inline-flex min-h-6 items-center whitespace-nowrap rounded-full border border-line bg-sunken px-2 text-caption text-muted no-underline hover:border-accent hover:text-accent"
        >
          {source}
          <span className="ml-1.5 font-bold">
            {evidence}
            <span className="sr-only">: {evidenceWords[evidence]}</span>
          </span>
        </a>
      ))}
      {evidence === 'X' ? <Badge look="draft">Open</Badge> : null}
    </span>
  )
}
