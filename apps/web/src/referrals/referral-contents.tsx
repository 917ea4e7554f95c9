import { allergyStatusTitles } from '@holdspace/clinic/people/allergy-status'
import type { ReferralContent } from '@holdspace/clinic/referral/referral-content'
import { Notice } from '@holdspace/ui/notice'
import { Panel } from '@holdspace/ui/panel'
import type { Answers } from '../outputs.ts'
import { PersonDetails } from '../people/details.tsx'
import { Allergies, Measurements, Medications, Problems } from '../people/facts.tsx'
import { Flags } from '../people/flags.tsx'
import { dateAndTime } from '../people/words.ts'
import { SideBySide } from './side-by-side.tsx'

type Review = Answers['referral']['review']

/** The referral as it was read: flags first, then who it may already be, then everything that was taken, then the rest. */
export function ReferralContents({ review }: { readonly review: Review }) {
  const { referral, flags, duplicates, today, zone } = review
  const { content } = referral
  return (
    <>
      <Notices notices={content.notices} />
      <Flags flags={flags} />
      {duplicates.map((duplicate) => (
        <SideBySide key={duplicate.person.id} duplicate={duplicate} person={content.person} today={today} />
      ))}
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <Panel title="Person" flush>
          <PersonDetails person={content.person} identifiers={content.identifiers} />
        </Panel>
        <Panel title={allergyStatusTitles[content.allergyStatus]} flush>
          <Allergies allergies={content.allergies} emptyWords={allergyStatusTitles[content.allergyStatus]} />
        </Panel>
        <Panel title={`Problems · ${content.problems.length}`} flush>
          <Problems problems={content.problems} />
        </Panel>
        <Panel title={`Medicines · ${content.medications.length}`} flush>
          <Medications medications={content.medications} />
        </Panel>
        <Panel title="Weights and heights" flush>
          <p className="border-line border-b bg-sunken px-4 py-2.5 text-muted">
            Measured elsewhere. A dose by weight needs a weight from this clinic’s own scale.
          </p>
          <Measurements measurements={content.measurements} zone={zone} />
          {content.bloodPressure === undefined ? null : (
            <p className="border-line border-t px-4 py-2.5">
              <span className="text-muted">Newest blood pressure </span>
              <span className="font-strong">
                {content.bloodPressure.systolicMmHg}/{content.bloodPressure.diastolicMmHg} mmHg
              </span>
              <span className="text-muted"> on {dateAndTime(content.bloodPressure.measuredAt, zone)}</span>
            </p>
          )}
        </Panel>
        <LeftOut content={content} />
      </div>
    </>
  )
}

function Notices({ notices }: { readonly notices: readonly string[] }) {
  if (notices.length === 0) return null
  return (
    <Notice level="medium" title="Read this first">
      <ul className="flex list-disc flex-col gap-1 pl-5">
        {notices.map((notice) => (
          <li key={notice}>{notice}</li>
        ))}
      </ul>
    </Notice>
  )
}

function LeftOut({ content }: { readonly content: ReferralContent }) {
  const count = content.leftOut.reduce((sum, line) => sum + line.count, 0)
  const dropped = [...new Set(content.droppedIdentifiers)]
  return (
    <Panel title={`Left out · ${count} of ${content.resourceCount}`} flush>
      {dropped.length === 0 ? null : (
        <p className="border-line border-b bg-sunken px-4 py-2.5">
          <span className="font-strong">Dropped, never stored: </span>
          {dropped.join(', ')}.
        </p>
      )}
      <table className="w-full text-left">
        <caption className="sr-only">What was in the file and was not taken, with the reason</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">How many</th>
            <th scope="col">Reason</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {content.leftOut.map((line) => (
            <tr key={`${line.type}${line.reason}`} className="align-baseline">
              <th scope="row" className="py-2 pr-3 pl-4 font-strong [overflow-wrap:anywhere]">
                {line.type.replace(/([a-z])([A-Z])/g, '$1\u200b$2')}
              </th>
              <td className="px-2 py-2 text-right">{line.count}</td>
              <td className="py-2 pr-4 pl-3 text-muted">{line.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}
