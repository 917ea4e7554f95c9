import type { FlagSeverity } from '@holdspace/clinic/referral/flag-rules'
import { type Flag, noFlagIsNoClearance } from '@holdspace/clinic/referral/flags'
import { AlertMark } from '@holdspace/ui/alert-mark'
import { Panel } from '@holdspace/ui/panel'
import { WholeDates } from './whole-dates.tsx'

export const levelOfFlag = { 'hard-stop': 'high', caution: 'medium' } as const satisfies Record<FlagSeverity, string>

/** Reasons to look twice, hard stops first; each says what in the data gave it, and what to find out. */
export function Flags({ flags }: { readonly flags: readonly Flag[] }) {
  const hardStops = flags.filter((flag) => flag.severity === 'hard-stop').length
  return (
    <Panel title={titleOf(flags.length, hardStops)} flush>
      {flags.length === 0 ? null : (
        <ul className="flex flex-col divide-y divide-line">
          {flags.map((flag) => (
            <li key={`${flag.rule}${flag.source}`} className="grid gap-x-5 gap-y-1 px-4 py-3 md:grid-cols-[15rem_1fr]">
              <div>
                <AlertMark level={levelOfFlag[flag.severity]}>{flag.title}</AlertMark>
                {flag.severity === 'hard-stop' ? <p className="mt-1 text-caption text-muted">Hard stop</p> : null}
              </div>
              <div className="min-w-0">
                <p className="font-strong [overflow-wrap:anywhere]">
                  <WholeDates>{flag.because}</WholeDates>
                </p>
                <p className="text-muted">{flag.ask}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
      <p className="border-line border-t bg-sunken px-4 py-2.5 text-muted first:border-t-0">{noFlagIsNoClearance}</p>
    </Panel>
  )
}

function titleOf(count: number, hardStops: number): string {
  if (count === 0) return 'No flags in the data'
  const flags = `${count} ${count === 1 ? 'flag' : 'flags'}`
  return hardStops === 0 ? flags : `${flags}, ${hardStops} of them ${hardStops === 1 ? 'a hard stop' : 'hard stops'}`
}
