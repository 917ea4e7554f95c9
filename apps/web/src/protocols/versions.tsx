import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { Link } from '@holdspace/ui/link'
import { Panel } from '@holdspace/ui/panel'
import { StatusBadge } from './status-badge.tsx'

export interface VersionsProps {
  readonly versions: readonly ProtocolVersion[]
  readonly shown: ProtocolVersion
}

/** Every version there is of one protocol, and which one is being read. */
export function Versions({ versions, shown }: VersionsProps) {
  if (versions.length < 2) return null
  return (
    <Panel title="Versions">
      <ul className="flex flex-col gap-1">
        {versions.map((one) => (
          <li key={one.version} className="flex min-h-11 items-center justify-between gap-3">
            {one.version === shown.version ? (
              <span className="font-bold" aria-current="true">
                {one.version}
              </span>
            ) : (
              <Link href={`/protocols/${encodeURIComponent(one.id)}?version=${encodeURIComponent(one.version)}`}>
                {one.version}
              </Link>
            )}
            <StatusBadge status={one.status} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}
