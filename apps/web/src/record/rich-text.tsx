import type { Rich, Run } from '@holdspace/documents/block'
import type { ReactNode } from 'react'

const looks: { readonly [M in Run['mark']]: (text: string) => ReactNode } = {
  plain: (text) => text,
  strong: (text) => <strong className="font-bold">{text}</strong>,
  muted: (text) => <span className="text-muted">{text}</span>,
  // Corrected words stay readable beneath their line, and are said to be struck to those who cannot see it.
  struck: (text) => <s className="text-muted">{text}</s>,
  mono: (text) => <span className="font-mono text-caption [overflow-wrap:anywhere]">{text}</span>,
}

/** Runs of text that flow together; a line feed inside a text starts a new line. */
export function RichText({ runs }: { readonly runs: Rich }) {
  return (
    <span className="whitespace-pre-line">
      {runs.map((run, at) => (
        // Runs have no name but their place, and a paper's runs never move.
        <span key={at}>{looks[run.mark](run.text)}</span>
      ))}
    </span>
  )
}
