import { dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import { Badge } from '@holdspace/ui/badge'
import { Panel } from '@holdspace/ui/panel'
import type { Answers } from '../outputs.ts'

type View = Answers['plan']['read']

/** What changed from version to version, in words, with who asked for it and why. */
export function PlanHistory({ plan }: { readonly plan: View }) {
  if (plan.plan === null || plan.versions.length === 0) return null
  const day = (moment: NonNullable<View['plan']>['versions'][number]['proposedAt']) =>
    formatDate(dateInZone(moment, plan.zone))
  const versions = plan.plan.versions.map((version) => ({
    ...version,
    diff: plan.versions.find((view) => view.version === version.version)?.diff ?? [],
    owed: plan.versions.find((view) => view.version === version.version)?.owed ?? [],
  }))
  return (
    <Panel title="Versions" flush>
      <ol className="divide-y divide-line">
        {versions.map((version) => (
          <li key={version.version} className="px-4 py-3">
            <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <span className="font-strong">Version {version.version}</span>
              <span className="text-muted">
                {version.proposedByName}, {day(version.proposedAt)}
              </span>
              <Badge look={version.owed.length === 0 ? 'accent' : 'draft'}>
                {version.owed.length === 0 ? 'Signed by all' : 'Waits for signatures'}
              </Badge>
            </p>
            {version.whyChanged === '' ? null : <p className="mt-1">“{version.whyChanged}”</p>}
            {version.diff.length === 0 ? null : (
              <ul className="mt-1 list-disc pl-5 text-muted">
                {version.diff.map((line) => (
                  <li key={line} className="[overflow-wrap:anywhere]">
                    {line}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
      {plan.earlier.length === 0 ? null : (
        <p className="border-line border-t px-4 py-2.5 text-muted">
          Earlier plans:{' '}
          {plan.earlier
            .map((earlier) => `${earlier.versions[0].content.protocolTitle} (${day(earlier.versions[0].proposedAt)})`)
            .join('; ')}
        </p>
      )}
    </Panel>
  )
}
