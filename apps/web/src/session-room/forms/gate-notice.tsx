import type { GateLine } from '@holdspace/clinic/gates/gate-lines'
import { Notice } from '@holdspace/ui/notice'

/** What is missing before something may be done, line by line: what, what the record shows, and who mends it. */
export function GateNotice({ title, unmet }: { readonly title: string; readonly unmet: readonly GateLine[] }) {
  if (unmet.length === 0) return null
  return (
    <Notice level="medium" title={title}>
      <ul className="flex flex-col gap-1">
        {unmet.map((line) => (
          <li key={line.id}>
            <strong className="font-strong">{line.sentence}</strong>: {line.evidence}{' '}
            <span className="text-muted">→ {line.fixedBy}</span>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
