import { daysBetween } from '@holdspace/kit/calendar-date'
import { dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import { AlertMark } from '@holdspace/ui/alert-mark'
import { Panel } from '@holdspace/ui/panel'
import type { Outcomes, Series } from './shapes.ts'
import { courseLevel, courseWords, doseInWords, measureWords } from './words.ts'

/** Where somebody stands by one questionnaire, in words, with the rule behind the word. */
export function CourseCard({ series, zone }: { readonly series: Series; readonly zone: string }) {
  const { progress } = series
  const { durability } = progress
  const lasted =
    durability === null ? null : daysBetween(dateInZone(durability.from, zone), dateInZone(durability.until, zone))
  return (
    <div className="flex flex-col gap-1">
      <p className="text-title">
        <AlertMark level={courseLevel[progress.course]} look="plain">
          {courseWords[progress.course]}
        </AlertMark>
      </p>
      <p>{progress.says}</p>
      {progress.best === null ? null : (
        <p className="text-muted">
          Best {progress.best.total} on {formatDate(dateInZone(progress.best.at, zone))}.
          {lasted === null ? null : lastedWords(lasted, durability?.holds === true)}
        </p>
      )}
      {series.incomplete === 0 ? null : (
        <p className="text-muted">{series.incomplete} sent with answers left out: no total.</p>
      )}
      {series.cutOff === null ? null : <CutOffLine series={series} cutOff={series.cutOff} />}
      <p className="text-caption text-muted">{progress.rule}</p>
      <p className="text-caption text-muted">{series.ruleSource}</p>
      {series.notice === null ? null : <p className="text-caption text-muted">{series.notice}</p>}
    </div>
  )
}

/** How the newest total stands to the practice's cut-off, and who chose it. */
function CutOffLine({ series, cutOff }: { readonly series: Series; readonly cutOff: NonNullable<Series['cutOff']> }) {
  const latest = series.points.at(-1)
  const stands =
    latest === undefined ? '' : `${latest.says} is ${latest.total >= cutOff.value ? 'at or above' : 'below'} the `
  return (
    <p>
      {stands === '' ? 'Cut-off' : stands.charAt(0).toUpperCase() + stands.slice(1)}
      {stands === '' ? ' ' : 'cut-off of '}
      {cutOff.value}. <span className="text-caption text-muted">{cutOff.source}</span>
    </p>
  )
}

function lastedWords(days: number, holds: boolean): string {
  if (days === 0) return holds ? ' In response at the newest measure.' : ' In response at one measure.'
  return holds ? ` Response holds for ${days} days.` : ` Response lasted ${days} days.`
}

/** Each medicine session by its number on the plots. */
export function SessionMarks({ doses, zone }: { readonly doses: Outcomes['doses']; readonly zone: string }) {
  return (
    <Panel title="Sessions">
      {doses.length === 0 ? (
        <p className="text-muted">No medicine session yet.</p>
      ) : (
        <ol className="flex flex-col gap-2">
          {doses.map((dose) => (
            <li key={dose.sessionId} className="flex gap-3">
              <span className="grid size-6 shrink-0 place-items-center rounded-full bg-fill text-caption font-bold text-on-fill">
                {dose.number}
              </span>
              <span>
                {formatDate(dateInZone(dose.at, zone))}, {doseInWords(dose)}
                <span className="block text-muted">
                  {dose.protocol}
                  {dose.dissociationPeak === null ? '' : `; dissociation peak ${dose.dissociationPeak} of 10`}
                </span>
              </span>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}

/** What was planned after each session, and what came of it. */
export function MeasureList({ measures, zone }: { readonly measures: Outcomes['measures']; readonly zone: string }) {
  return (
    <Panel title="Check-ins and measures">
      {measures.length === 0 ? (
        <p className="text-muted">
          After a session Holdspace asks what its protocol asks for, when it asks for it. What is missed makes a call.
        </p>
      ) : (
        <ul className="flex flex-col gap-2">
          {measures.toReversed().map((one) => (
            <li key={one.measureId}>
              <span className="font-strong">{one.label}</span>{' '}
              <span className="text-muted">
                {one.instruments.join(', ')}, {formatDate(dateInZone(one.dueAt, zone))}
              </span>
              <span className="block">
                <AlertMark
                  level={one.standing === 'missed' ? 'high' : one.standing === 'answered' ? 'done' : 'low'}
                  look="plain"
                >
                  {measureWords[one.standing]}
                </AlertMark>
                {one.notSentWhy === null ? null : <span className="text-muted"> {one.notSentWhy}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
