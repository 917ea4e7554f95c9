import { limitName } from '@holdspace/protocols/limit-names'
import { limitWords } from '@holdspace/protocols/limit-units'
import type { FoundLimit } from '@holdspace/protocols/limits-set'
import { changedLimits } from '@holdspace/protocols/protocol-diff'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'

export interface WhatChangedProps {
  readonly before: ProtocolVersion
  readonly after: ProtocolVersion
}

/** What differs from the version before, number by number, old and new beside each other with their sources. */
export function WhatChanged({ before, after }: WhatChangedProps) {
  const changes = changedLimits(before, after)
  return (
    <section aria-label="What changed" className="rounded-card border border-line bg-surface p-4">
      <h2 className="text-title">What changed since {before.version}</h2>
      {changes.length === 0 ? (
        <p className="mt-2 text-muted">No number and no source. Read the words of both.</p>
      ) : (
        <dl className="mt-3 flex flex-col gap-3">
          {changes.map((one) => (
            <div key={one.path} className="border-line border-t pt-3 first:border-t-0 first:pt-0">
              <dt className="text-muted">{limitName(one.path)}</dt>
              <dd className="grid gap-x-6 sm:grid-cols-2">
                <Value version={before} limit={one.before} label="Before" />
                <Value version={after} limit={one.after} label="Now" />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}

interface ValueProps {
  readonly version: ProtocolVersion
  readonly limit: FoundLimit | null
  readonly label: string
}

function Value({ version, limit, label }: ValueProps) {
  const sources = version.sources.filter((source) => limit?.sources.includes(source.id) ?? false)
  return (
    <span className="block">
      <span className="text-caption text-muted">{label} </span>
      <span className="text-lead font-strong">{limit === null ? 'not there' : limitWords(version, limit)}</span>
      <span className="block text-caption text-muted [overflow-wrap:anywhere]">
        {sources.map((source) => source.title).join(', ')}
      </span>
    </span>
  )
}
