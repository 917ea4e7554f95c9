import type { ReferredIdentifier, ReferredPerson } from '@holdspace/clinic/referral/referral-content'
import { formatDate } from '@holdspace/kit/calendar-date'
import { notKnown } from '@holdspace/ui/patient-banner'
import type { ReactNode } from 'react'
import { genderWord } from './words.ts'

interface DetailsProps {
  readonly person: ReferredPerson
  readonly identifiers: readonly ReferredIdentifier[]
}

/** Who the person is, as label and value; what nobody stated says so. */
export function PersonDetails({ person, identifiers }: DetailsProps) {
  const phones = person.telecoms.map(({ value, use }) => (use === undefined ? value : `${value} (${use})`))
  return (
    <dl className="grid gap-x-8 gap-y-2.5 p-4 sm:grid-cols-2">
      <Detail label="Name">
        {[person.prefix, ...person.given, person.family, person.suffix].filter(Boolean).join(' ')}
      </Detail>
      <Detail label="Other names">{person.otherNames.join(', ') || 'None given'}</Detail>
      <Detail label="Birth date">{formatDate(person.birthDate)}</Detail>
      <Detail label="Gender">{person.genderIdentity ?? genderWord(person.sex) ?? notKnown}</Detail>
      <Detail label="Phone and email">{phones.length === 0 ? notKnown : <Lines lines={phones} />}</Detail>
      <Detail label="Address">{addressOf(person)}</Detail>
      <Detail label="Language">{person.language?.display ?? notKnown}</Detail>
      <Detail label="Race and ethnicity">
        {[person.race?.text, person.ethnicity?.text].filter(Boolean).join(' · ') || notKnown}
      </Detail>
      <Detail label="Record numbers elsewhere">
        {identifiers.length === 0 ? (
          'None'
        ) : (
          <Lines lines={identifiers.map((one) => `${one.value} · ${one.system || one.label}`)} />
        )}
      </Detail>
    </dl>
  )
}

function Detail({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-caption text-muted">{label}</dt>
      <dd className="font-strong [overflow-wrap:anywhere]">{children}</dd>
    </div>
  )
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return lines.map((line) => (
    <span key={line} className="block">
      {line}
    </span>
  ))
}

function addressOf(person: ReferredPerson): string {
  const first = person.addresses[0]
  if (first === undefined) return notKnown
  const city = [first.city, [first.state, first.postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ')
  return [...first.lines, city].filter((part) => part !== '').join(', ') || notKnown
}
