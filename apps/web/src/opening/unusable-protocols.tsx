import { Badge } from '@holdspace/ui/badge'
import { Link } from '@holdspace/ui/link'
import { ChevronRight } from 'lucide-react'
import type { OfferedProtocol } from './protocol-choices.ts'

/** Greyed with the reason, never hidden: whoever looks for a protocol finds it here, and why it cannot be used. */
export function UnusableProtocols({ protocols }: { readonly protocols: readonly OfferedProtocol[] }) {
  if (protocols.length === 0) return null
  return (
    <details className="group">
      <summary className="inline-flex min-h-11 cursor-pointer list-none items-center gap-2 rounded-mark font-strong text-accent">
        <ChevronRight aria-hidden className="size-4 eased group-open:rotate-90" />
        {protocols.length === 1 ? '1 protocol cannot be used' : `${protocols.length} protocols cannot be used`}
      </summary>
      <ul className="flex flex-col">
        {protocols.map(({ pin, asked: { status }, unusable }) => (
          <li key={`${pin.protocolId} ${pin.version}`} className="border-line border-b py-2.5 last:border-b-0">
            <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
              <Link
                href={`/protocols/${encodeURIComponent(pin.protocolId)}?version=${encodeURIComponent(pin.version)}`}
              >
                {pin.title}
              </Link>
              {status === 'draft' || status === 'in-review' ? <Badge look="draft">Draft</Badge> : null}
            </span>
            <span className="text-muted">{unusable}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
