import { formatDate } from '@holdspace/kit/calendar-words'
import type { Source } from '@holdspace/protocols/sourced'

export function SourceList({ sources }: { readonly sources: readonly Source[] }) {
  return (
    <ol className="flex flex-col gap-2">
      {sources.map((source) => (
        <li
          key={source.id}
          id={`source-${source.id}`}
          className="scroll-mt-6 rounded-mark px-2 py-1 -mx-2 target:bg-soft"
        >
          <span className="font-strong">{source.id}</span> · {source.title}{' '}
          <span className="text-muted [overflow-wrap:anywhere]">
            ({source.kind}: {source.ref}, read {formatDate(source.checkedOn)})
          </span>
        </li>
      ))}
    </ol>
  )
}
