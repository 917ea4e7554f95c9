import type { BlockOf } from '@holdspace/documents/block'
import { RichText } from './rich-text.tsx'

export function Letterhead({ block }: { readonly block: BlockOf<'letterhead'> }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-ink/60 border-b pb-3">
      <p className="text-lead font-bold">{block.name}</p>
      <p className="text-caption text-muted">{block.lines.join(' · ')}</p>
    </div>
  )
}

export function Title({ block }: { readonly block: BlockOf<'title'> }) {
  return (
    <div className="mt-7">
      <h2 className="text-heading">{block.text}</h2>
      <p className="mt-1 text-lead text-muted">{block.subtitle}</p>
    </div>
  )
}

export function IdentityBanner({ block }: { readonly block: BlockOf<'identity-banner'> }) {
  return (
    <div className="mt-4 flex flex-wrap items-baseline gap-x-5 gap-y-1 rounded-control border border-control-line px-4 py-3">
      <p className="text-title font-bold">{block.name}</p>
      <p className="font-strong">{block.born}</p>
      <p>
        <span className="text-caption text-muted">Gender </span>
        <span className="font-strong">{block.sex}</span>
      </p>
      <p>
        <span className="text-caption text-muted">MRN </span>
        <span className="font-strong">{block.mrn}</span>
      </p>
      <p className="w-full">
        <span className="font-bold">{block.allergyTitle}</span>
        {block.allergies.length === 0 ? null : `: ${block.allergies.join(', ')}`}
      </p>
    </div>
  )
}

export function Heading({ block }: { readonly block: BlockOf<'heading'> }) {
  return <h3 className="mt-7 mb-2 text-lead">{block.text}</h3>
}

export function Paragraph({ block }: { readonly block: BlockOf<'paragraph'> }) {
  return (
    <p className="max-w-prose py-1">
      <RichText runs={block.text} />
    </p>
  )
}

export function KeyValues({ block }: { readonly block: BlockOf<'key-values'> }) {
  return (
    <dl className="grid gap-x-5 gap-y-1 py-2 sm:grid-cols-[9.5rem_minmax(0,1fr)]">
      {block.rows.map((row, at) => (
        // A label may stand twice (two overrides); the rows of a paper never move.
        <div key={at} className="contents">
          <dt className="text-muted max-sm:mt-1.5">{row.label}</dt>
          <dd className="min-w-0">
            <RichText runs={row.value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** A remark of the paper itself. It is part of what is read and signed, so it looks like paper, not like an alert. */
export function PaperNotice({ block }: { readonly block: BlockOf<'notice'> }) {
  const isWarning = block.tone === 'warning'
  return (
    <p className={`my-2 border-l-3 px-3 py-1.5 ${isWarning ? 'border-medium bg-medium-soft' : 'border-control-line'}`}>
      {isWarning ? <strong className="font-bold">Note: </strong> : null}
      {block.text}
    </p>
  )
}

export function Signature({ block }: { readonly block: BlockOf<'signature'> }) {
  return (
    <div className="max-w-md border-ink/60 border-b pb-3" data-keep-together>
      <p className="text-title font-bold">{block.name}</p>
      <p>{block.credential}</p>
      <p className="mt-1">“{block.meaning}”</p>
      <p className="mt-1 text-muted">Signed {block.signedAt}</p>
    </div>
  )
}

export function Proof({ block }: { readonly block: BlockOf<'proof'> }) {
  return (
    <div className="mt-7 border-ink/60 border-t pt-3" data-keep-together>
      <dl className="grid gap-x-5 gap-y-0.5 text-caption sm:grid-cols-[9.5rem_minmax(0,1fr)]">
        {block.rows.map((row) => (
          <div key={row.label} className="contents">
            <dt className="text-muted">{row.label}</dt>
            <dd className="whitespace-pre-line font-mono [overflow-wrap:anywhere]">{row.value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 max-w-prose text-caption text-muted">{block.howToCheck}</p>
    </div>
  )
}
