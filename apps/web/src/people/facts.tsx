import type { AllergyStatus } from '@holdspace/clinic/people/allergy-status'
import { formatPartialDate } from '@holdspace/clinic/people/partial-date'
import type { ReferredAllergy, ReferredMedication, ReferredProblem } from '@holdspace/clinic/referral/referral-content'
import { formatDate } from '@holdspace/kit/calendar-words'
import { formatKg, formatLb, formatNumber } from '@holdspace/kit/format-amount'
import { Badge } from '@holdspace/ui/badge'
import { Link } from '@holdspace/ui/link'
import type { ReactNode } from 'react'
import { dayMeasured, type Measured } from './measured.ts'
import { withoutKind } from './words.ts'

/** One fact a line: what it is, a quieter line below, and its state or date at the right. */
export function FactList({ children, label }: { readonly children: ReactNode; readonly label: string }) {
  return (
    <ul aria-label={label} className="flex flex-col divide-y divide-line">
      {children}
    </ul>
  )
}

interface FactProps {
  readonly title: ReactNode
  readonly note?: ReactNode
  readonly aside?: ReactNode
  readonly past?: boolean
}

export function Fact({ title, note, aside, past }: FactProps) {
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-56">
        <p className={`[overflow-wrap:anywhere] ${past === true ? 'text-muted' : 'font-strong'}`}>{title}</p>
        {note === undefined ? null : <p className="text-muted [overflow-wrap:anywhere]">{note}</p>}
      </div>
      {aside === undefined ? null : <div className="shrink-0 text-muted">{aside}</div>}
    </li>
  )
}

/** Stands where a list is empty; says what the emptiness means and what it does not. */
export function NothingListed({ children }: { readonly children: ReactNode }) {
  return <p className="px-4 py-3 text-muted">{children}</p>
}

const problemWords = { active: 'Active', resolved: 'Resolved', 'not-stated': 'Status not stated' } as const

export function Problems({ problems }: { readonly problems: readonly ReferredProblem[] }) {
  if (problems.length === 0)
    return <NothingListed>No problems are listed. That does not mean there are none.</NothingListed>
  return (
    <FactList label="Problems">
      {problems.map((problem) => (
        <Fact
          key={`${problem.sourceId}${problem.concept.text}${problem.onset ?? ''}`}
          title={withoutKind(problem.concept.text)}
          past={problem.status === 'resolved'}
          {...(problem.onset === undefined
            ? {}
            : {
                note: (
                  <span className="inline-flex flex-wrap gap-x-1">
                    <span className="whitespace-nowrap">Since {formatPartialDate(problem.onset)}</span>
                    {problem.ended === undefined ? null : (
                      <span className="whitespace-nowrap">until {formatPartialDate(problem.ended)}</span>
                    )}
                  </span>
                ),
              })}
          aside={
            <Badge look={problem.status === 'active' ? 'accent' : problem.status === 'resolved' ? 'plain' : 'draft'}>
              {problemWords[problem.status]}
            </Badge>
          }
        />
      ))}
    </FactList>
  )
}

const medicationWords = {
  active: 'Active',
  'on-hold': 'On hold',
  stopped: 'Stopped',
  'not-stated': 'Status not stated',
} as const

export function Medications({ medications }: { readonly medications: readonly ReferredMedication[] }) {
  if (medications.length === 0) {
    return <NothingListed>No medicines are listed. Ask what is taken, also without a prescription.</NothingListed>
  }
  return (
    <FactList label="Medicines">
      {medications.map((medicine) => (
        <Fact
          key={`${medicine.sourceId}${medicine.concept.text}`}
          title={medicine.concept.text}
          past={medicine.status === 'stopped'}
          note={<MedicineNote medicine={medicine} />}
          aside={
            <Badge look={medicine.status === 'active' ? 'accent' : medicine.status === 'stopped' ? 'plain' : 'draft'}>
              {medicationWords[medicine.status]}
            </Badge>
          }
        />
      ))}
    </FactList>
  )
}

function MedicineNote({ medicine: { instructions, lastOn, firstOn } }: { readonly medicine: ReferredMedication }) {
  return (
    <>
      {instructions}
      {instructions === undefined || lastOn === undefined ? null : ' · '}
      {lastOn === undefined ? null : <span className="whitespace-nowrap">last written {formatDate(lastOn)}</span>}
      {firstOn === undefined || firstOn === lastOn ? null : (
        <span className="whitespace-nowrap">, first {formatDate(firstOn)}</span>
      )}
    </>
  )
}

/** Under the exact title, what it means: an empty list must never read as "none" (ACCESSIBILITY-UX BN6). */
const emptyAllergies: { readonly [Status in AllergyStatus]: string } = {
  known: 'There are allergies, but none is listed here.',
  'none-known': 'It was stated that there are none.',
  'not-recorded': 'Nobody has said whether there are any. Ask before anything is given.',
  unavailable: 'They cannot be shown just now. Ask before anything is given.',
}

export function Allergies({
  allergies,
  status,
}: {
  readonly allergies: readonly ReferredAllergy[]
  readonly status: AllergyStatus
}) {
  if (allergies.length === 0) return <NothingListed>{emptyAllergies[status]}</NothingListed>
  return (
    <FactList label="Allergies">
      {allergies.map((allergy) => (
        <Fact
          key={`${allergy.sourceId}${allergy.concept.text}`}
          title={withoutKind(allergy.concept.text)}
          past={allergy.status === 'resolved'}
          {...(allergy.reactions.length === 0 ? {} : { note: allergy.reactions.join(', ') })}
          aside={allergyAside(allergy)}
        />
      ))}
    </FactList>
  )
}

function allergyAside({ status, criticality }: ReferredAllergy): ReactNode {
  if (status === 'resolved') return <Badge>Resolved</Badge>
  return criticality === 'high' ? <span className="font-strong text-high">High risk</span> : undefined
}

const shownAtFirst = 5

/** The newest few in sight, the older ones a press away. */
export function Measurements({
  measurements,
  zone,
}: {
  readonly measurements: readonly Measured[]
  readonly zone: string
}) {
  if (measurements.length === 0)
    return <NothingListed>No weight or height is listed. Weigh and measure here.</NothingListed>
  const older = measurements.slice(shownAtFirst)
  return (
    <>
      <MeasuredLines measurements={measurements.slice(0, shownAtFirst)} zone={zone} label="Weights and heights" />
      {older.length === 0 ? null : (
        <details className="border-line border-t">
          <summary className="flex min-h-11 cursor-pointer items-center px-4 font-strong text-accent">
            {older.length} older
          </summary>
          <MeasuredLines measurements={older} zone={zone} label="Older weights and heights" />
        </details>
      )}
    </>
  )
}

function MeasuredLines({
  measurements,
  zone,
  label,
}: {
  readonly measurements: readonly Measured[]
  readonly zone: string
  readonly label: string
}) {
  return (
    <FactList label={label}>
      {measurements.map((one) => (
        <Fact key={one.key} title={sizeOf(one)} note={<FromWhere measured={one} />} aside={dayMeasured(one, zone)} />
      ))}
    </FactList>
  )
}

function FromWhere({ measured: { from, entered } }: { readonly measured: Measured }) {
  switch (from.kind) {
    case 'this-clinic':
      return (
        <>
          On this clinic’s scale
          {from.sessionId === null ? null : (
            <>
              , <Link href={`/sessions/${from.sessionId}`}>in a session</Link>
            </>
          )}
          , by {from.by}
        </>
      )
    case 'imported':
      return isMetric(entered) ? 'From a referral' : `From a referral, written as ${entered}`
  }
}

/** Kilograms and centimetres are shown as they were written; anything else is shown beside its own words (M02). */
function isMetric(entered: string): boolean {
  return entered.split(' · ').every((part) => / (kg|cm)$/.test(part))
}

function sizeOf({ weightG, heightMm }: Measured): string {
  const weight = weightG === undefined ? '' : `${formatKg(weightG)} (${formatLb(weightG)})`
  const height = heightMm === undefined ? '' : `${formatNumber(heightMm * 100)}\u00a0cm`
  return [weight, height].filter((part) => part !== '').join(' · ')
}
