'use client'
import { clsx } from 'clsx'
import { type ReactNode, useEffect, useRef } from 'react'
import { ProblemMark } from './problem-mark.tsx'

/** The four states and no fifth; each has exactly one title (PAB-0064). */
export type AllergyState =
  | { readonly state: 'known'; readonly substances: readonly string[] }
  | { readonly state: 'none-known' }
  | { readonly state: 'not-recorded' }
  | { readonly state: 'unavailable' }

export const allergyTitles: Record<AllergyState['state'], string> = {
  known: 'Known allergies',
  'none-known': 'No known allergies',
  'not-recorded': 'Allergies not recorded',
  unavailable: 'Allergies unavailable',
}

/** What the banner says for a value nobody has (BN5). */
export const notKnown = 'Not Known'

export interface PatientBannerProps {
  readonly familyName: string
  readonly givenNames: string
  readonly preferredName?: string
  /** `Born 14-Jul-1985 (41y)`, from `formatBorn` of the kit. */
  readonly born?: string
  readonly gender?: string
  readonly identifierLabel?: string
  readonly identifier?: string
  readonly allergies: AllergyState
  /** Treatment and place in it: `KAP · IM · session 3 of 6`. */
  readonly treatment?: string
  /** Who cares for this person: `Dr Ames · L. Okafor LMFT`. */
  readonly careTeam?: string
  readonly aside?: ReactNode
}

/** Whose record this is, on every patient screen and every printed page, always in sight (BN1–BN7, M17). */
export function PatientBanner(props: PatientBannerProps) {
  const box = useRef<HTMLElement>(null)
  useBannerHeight(box)
  return (
    <section
      ref={box}
      aria-label={`Patient ${props.familyName}, ${props.givenNames}`}
      data-patient-banner
      data-page-head
      className="sticky top-[var(--calls-height,0px)] z-30 border-line border-b bg-surface print:border-ink"
    >
      <div className="flex flex-wrap items-stretch gap-x-5 gap-y-1.5 px-4 py-2 lg:flex-nowrap lg:px-6">
        <div className="min-w-0 flex-1">
          <div className="flex min-w-0 flex-wrap items-baseline gap-x-4 gap-y-0.5">
            <PersonName {...props} />
            <span className="whitespace-nowrap font-strong">{props.born ?? `Born ${notKnown}`}</span>
            <Labelled label="Gender" value={props.gender} />
            <Labelled label={props.identifierLabel ?? 'MRN'} value={props.identifier} />
          </div>
          <CareLine {...props} />
        </div>
        <Allergies allergies={props.allergies} />
        {props.aside}
      </div>
    </section>
  )
}

function PersonName({ familyName, givenNames, preferredName }: PatientBannerProps) {
  const full = `${familyName.toUpperCase()}, ${givenNames}`
  return (
    <p
      className="line-clamp-3 min-w-0 text-title font-bold tracking-tight [overflow-wrap:anywhere] sm:line-clamp-2 print:line-clamp-none"
      title={full}
    >
      <span className="uppercase">{familyName}</span>, {givenNames}
      {preferredName === undefined ? null : <span className="font-regular text-muted"> “{preferredName}”</span>}
    </p>
  )
}

function Labelled({ label, value }: { readonly label: string; readonly value: string | undefined }) {
  return (
    <span className="inline-flex min-w-0 items-baseline gap-1.5">
      <span className="text-caption text-muted">{label}</span>
      <span className="max-w-48 truncate font-strong" title={value}>
        {value ?? notKnown}
      </span>
    </span>
  )
}

function CareLine({ treatment, careTeam }: PatientBannerProps) {
  if (treatment === undefined && careTeam === undefined) return null
  return (
    <p className="flex min-w-0 gap-x-4 text-muted">
      {treatment === undefined ? null : <span className="truncate text-ink">{treatment}</span>}
      {careTeam === undefined ? null : <span className="truncate max-sm:hidden">{careTeam}</span>}
    </p>
  )
}

/** Two lines at most, and how many there are: a list that is cut off must not look like a whole one. Paper has them all. */
function Allergies({ allergies }: { readonly allergies: AllergyState }) {
  const known = allergies.state === 'known'
  const [substances, count] = known ? [allergies.substances.join(', '), allergies.substances.length] : ['', 0]
  return (
    <div
      data-allergies={allergies.state}
      className={clsx(
        'flex min-w-0 max-w-full flex-col justify-center rounded-control px-3 py-1 max-lg:w-full max-lg:flex-row max-lg:items-center max-lg:justify-start max-lg:gap-2 lg:max-w-80',
        known
          ? 'bg-high-soft text-high'
          : allergies.state === 'none-known'
            ? 'bg-sunken'
            : 'bg-medium-soft text-medium',
      )}
    >
      <p className={clsx('flex shrink-0 items-start gap-1.5 whitespace-nowrap', known ? 'font-bold' : 'font-strong')}>
        {known ? <ProblemMark /> : null}
        {allergyTitles[allergies.state]}
      </p>
      {known ? (
        <p className="flex min-w-0 items-end gap-1.5 text-ink">
          <span className="line-clamp-2 min-w-0 font-bold print:line-clamp-none" title={substances}>
            {substances}
          </span>
          {count > 2 ? <span className="shrink-0">{count} in all</span> : null}
        </p>
      ) : null}
    </div>
  )
}

/** Tells the page how tall the banner stands, so that no focused field comes to rest beneath it (W1). */
function useBannerHeight(box: React.RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const banner = box.current
    if (banner === null) return
    const root = document.documentElement
    // What sticks below it stays below a call for help above it, too.
    const say = () =>
      root.style.setProperty('--banner-height', `calc(${banner.offsetHeight}px + var(--calls-height, 0px))`)
    const watch = new ResizeObserver(say)
    watch.observe(banner)
    return () => {
      watch.disconnect()
      root.style.removeProperty('--banner-height')
    }
  }, [box])
}
