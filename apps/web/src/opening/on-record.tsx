import type { GateLine } from '@holdspace/clinic/gates/gate-lines'
import { Link } from '@holdspace/ui/link'
import { Panel } from '@holdspace/ui/panel'

/** Where in the chart each line is mended. */
const mendedAt: Readonly<Record<string, string>> = {
  'eligibility-decision': 'screening',
  'treatment-consent': 'consents',
  'off-label-consent': 'consents',
  'ride-and-no-driving-consent': 'consents',
  'privacy-notice': 'consents',
  plan: 'plan',
  'mood-safety-decision': 'screening',
  estimate: 'money',
}

/** What the record already says, with the evidence it rests on; what is missing leads to where it is mended. */
export function OnRecord({ patientId, lines }: { readonly patientId: string; readonly lines: readonly GateLine[] }) {
  const kept = lines.filter(({ id }) => mendedAt[id] !== undefined)
  return (
    <Panel title="On record" flush>
      <ul>
        {kept.map((line) => (
          <li
            key={line.id}
            data-on-record={line.id}
            data-met={line.met}
            className="flex gap-3 border-line border-b px-4 py-3 last:border-b-0"
          >
            <span
              aria-hidden
              className={`w-4 shrink-0 text-center font-bold ${line.met ? 'text-done' : 'text-medium'}`}
            >
              {line.met ? '✓' : '!'}
            </span>
            <span className="min-w-0 flex-1">
              <span className="block font-strong">{line.sentence}</span>
              <span className="block text-muted [overflow-wrap:anywhere]">{line.evidence}</span>
            </span>
            {line.met ? null : (
              <Link href={`/people/${patientId}/${mendedAt[line.id]}`} className="shrink-0 self-center">
                {line.fixedBy}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
