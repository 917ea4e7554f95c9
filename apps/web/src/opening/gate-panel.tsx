import { type GateLine, unmetLines } from '@holdspace/clinic/gates/gate-lines'
import { Panel } from '@holdspace/ui/panel'

export interface GatePanelProps {
  /** What the session itself waits for. */
  readonly opening: readonly GateLine[]
  /** What a dose in it will wait for; the session opens without. */
  readonly dose: readonly GateLine[]
}

/** The gate as it stands, line by line: what is met, what is open, who can mend it (RULINGS 2). */
export function GatePanel({ opening, dose }: GatePanelProps) {
  const open = unmetLines(opening).length
  return (
    <Panel title="What must be so">
      <p role="status" className="mb-3 font-strong">
        {open === 0 ? 'Everything for opening is met.' : `${open} of ${opening.length} still open.`}
      </p>
      <GateLines lines={opening} />
      <h3 className="mt-5 mb-2 text-body text-muted">Later, for a dose</h3>
      <GateLines lines={dose} />
    </Panel>
  )
}

function GateLines({ lines }: { readonly lines: readonly GateLine[] }) {
  return (
    <ul className="flex flex-col gap-2">
      {lines.map((line) => (
        <li key={line.id} data-gate-line={line.id} data-met={line.met} className="flex items-baseline gap-2.5">
          <span aria-hidden className={`w-4 shrink-0 text-center ${line.met ? 'font-bold text-done' : 'text-muted'}`}>
            {line.met ? '✓' : '○'}
          </span>
          <span className="min-w-0">
            <span className={line.met ? '' : 'font-strong'}>
              <span className="sr-only">{line.met ? 'Met: ' : 'Open: '}</span>
              {line.sentence}
            </span>
            {line.met ? null : <span className="block text-caption text-muted">{line.fixedBy}</span>}
          </span>
        </li>
      ))}
    </ul>
  )
}
