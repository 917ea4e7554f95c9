import type { ReferredIdentifier, ReferredPerson } from '@holdspace/clinic/referral/referral-content'
import { formatDate } from '@holdspace/kit/calendar-words'
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
      {person.preferredName === undefined ? null : <Detail label="Wants to be called">{person.preferredName}</Detail>}
      <Detail label="Other names">{person.otherNames.join(', ') || 'None given'}</Detail>
      <Detail label="Birth date">{formatDate(person.birthDate)}</Detail>
      <Detail label="Gender">{person.genderIdentity ?? genderWord(person.sex) ?? notKnown}</Detail>
      <Detail label="Phone and email" wide>
        {phones.length === 0 ? notKnown : <Lines lines={phones} />}
      </Detail>
      <Detail label="Address">{addressOf(person)}</Detail>
      <Detail label="Language">{person.language?.display ?? notKnown}</Detail>
      {person.pronouns === undefined ? null : <Detail label="Pronouns">{person.pronouns}</Detail>}
      {person.emergencyContact === undefined ? null : (
        <Detail label="In an emergency">
          {person.emergencyContact.name} ({person.emergencyContact.relation}), {person.emergencyContact.phone}
        </Detail>
      )}
      <Detail label="Race and ethnicity">
        {[person.race?.text, person.ethnicity?.text].filter(Boolean).join(' · ') || notKnown}
      </Detail>
      <Detail label="Record numbers elsewhere" wide>
        {identifiers.length === 0 ? 'None' : <RecordNumbers identifiers={identifiers} />}
      </Detail>
    </dl>
  )
}

interface DetailProps {
  readonly label: string
  readonly children: ReactNode
  readonly wide?: boolean
}

function Detail({ label, children, wide }: DetailProps) {
  return (
    <div className={wide === true ? 'min-w-0 sm:col-span-2' : 'min-w-0'}>
      <dt className="text-caption text-muted">{label}</dt>
      <dd className="font-strong [overflow-wrap:anywhere]">{children}</dd>
    </div>
  )
}

function RecordNumbers({ identifiers }: Pick<DetailsProps, 'identifiers'>) {
  return identifiers.map((one) => (
    <span key={`${one.system}${one.value}`} className="block">
      {one.value} <span className="font-regular text-muted">{one.system === '' ? one.label : one.system}</span>
    </span>
  ))
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
