import { listName } from '@holdspace/clinic/people/person-names'
import type { Likelihood } from '@holdspace/clinic/referral/duplicates'
import type { ReferredPerson } from '@holdspace/clinic/referral/referral-content'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { formatBorn } from '@holdspace/kit/calendar-words'
import { AlertMark } from '@holdspace/ui/alert-mark'
import { Link } from '@holdspace/ui/link'
import { Panel } from '@holdspace/ui/panel'
import { notKnown } from '@holdspace/ui/patient-banner'
import type { ReactNode } from 'react'
import type { Answers } from '../outputs.ts'
import { WholeDates } from '../people/whole-dates.tsx'
import { genderWord } from '../people/words.ts'

type Duplicate = Answers['referral']['review']['duplicates'][number]

const likelihoodWords: Record<Likelihood, string> = {
  'same-record-number': 'Has the same record number at the sender',
  probable: 'Is probably the same person',
  possible: 'May be the same person',
}

/** Somebody on file beside the person of the referral: the reviewer compares and decides (M17). */
export function SideBySide({
  duplicate,
  person,
  today,
}: {
  readonly duplicate: Duplicate
  readonly person: ReferredPerson
  readonly today: CalendarDate
}) {
  const known = duplicate.person
  const phones = person.telecoms.filter((one) => one.system === 'phone').map((one) => one.value)
  const rows = [
    ['Name', listName(person), listName(known)],
    ['Born', formatBorn(person.birthDate, today).slice(5), formatBorn(known.birthDate, today).slice(5)],
    ['Gender', genderWord(person.sex) ?? notKnown, genderWord(known.sex) ?? notKnown],
    ['Phone', phones.join(', ') || notKnown, known.phones.join(', ') || notKnown],
    ['Other names', person.otherNames.join(', ') || 'None given', known.otherNames.join(', ') || 'None given'],
  ] as const
  return (
    <Panel
      title="Already on file?"
      flush
      actions={
        <AlertMark level={duplicate.likelihood === 'possible' ? 'low' : 'medium'}>
          {likelihoodWords[duplicate.likelihood]}
        </AlertMark>
      }
    >
      <table className="w-full table-fixed text-left">
        <caption className="sr-only">The person of the referral beside the person on file</caption>
        <thead className="border-line border-b text-caption text-muted">
          <tr>
            <th scope="col" className="w-24 py-2 pl-4 font-strong sm:w-32">
              <span className="sr-only">Field</span>
            </th>
            <th scope="col" className="px-3 py-2 font-strong">
              In this file
            </th>
            <th scope="col" className="px-3 py-2 font-strong">
              On file here
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map(([field, theirs, ours]) => (
            <tr key={field} className="align-baseline">
              <th scope="row" className="py-2 pl-4 font-regular text-muted">
                {field}
              </th>
              <td className="px-3 py-2 font-strong [overflow-wrap:anywhere]">{theirs}</td>
              <td className={`px-3 py-2 [overflow-wrap:anywhere] ${theirs === ours ? 'text-muted' : 'font-strong'}`}>
                {ours}
              </td>
            </tr>
          ))}
          <tr className="align-baseline">
            <th scope="row" className="py-2 pl-4 font-regular text-muted">
              MRN
            </th>
            <td className="px-3 py-2 text-muted">None yet</td>
            <td className="px-3 py-2">
              <Link href={`/people/${known.id}`}>{known.mrn}</Link>
            </td>
          </tr>
        </tbody>
      </table>
      <Reasons duplicate={duplicate} />
    </Panel>
  )
}

function Reasons({ duplicate: { agrees, differs, news } }: { readonly duplicate: Duplicate }) {
  const added = [
    counted(news.problems.length, 'problem', 'problems'),
    counted(news.allergies.length, 'allergy', 'allergies'),
    counted(news.medications.length, 'medicine', 'medicines'),
    counted(news.measurements.length, 'measurement', 'measurements'),
    counted(news.identifiers.length, 'record number', 'record numbers'),
  ].filter((part) => part !== null)
  return (
    <dl className="flex flex-col gap-2 border-line border-t bg-sunken px-4 py-3">
      <Reason label="For">{agrees.join(' · ')}</Reason>
      {differs.length === 0 ? null : <Reason label="Against">{differs.join(' · ')}</Reason>}
      <Reason label="Attaching adds">{added.length === 0 ? 'Nothing new' : added.join(', ')}</Reason>
      {news.differences.length === 0 ? null : (
        <Reason label="Stays as it is">
          {news.differences.map((difference) => (
            <span key={difference} className="block">
              <WholeDates>{difference}</WholeDates>
            </span>
          ))}
        </Reason>
      )}
    </dl>
  )
}

function Reason({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="grid gap-x-4 sm:grid-cols-[7.5rem_1fr]">
      <dt className="text-muted">{label}</dt>
      <dd className="[overflow-wrap:anywhere]">{children}</dd>
    </div>
  )
}

function counted(count: number, one: string, many: string): string | null {
  return count === 0 ? null : `${count} ${count === 1 ? one : many}`
}
