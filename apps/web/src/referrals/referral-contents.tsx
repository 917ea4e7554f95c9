import { allergyStatusTitles } from '@holdspace/clinic/people/allergy-status'
import type { ReferralContent } from '@holdspace/clinic/referral/referral-content'
import { Notice } from '@holdspace/ui/notice'
import { Panel } from '@holdspace/ui/panel'
import type { Answers } from '../outputs.ts'
import { PersonDetails } from '../people/details.tsx'
import { Allergies, Measurements, Medications, Problems } from '../people/facts.tsx'
import { Flags } from '../people/flags.tsx'
import { importedMeasured } from '../people/measured.ts'
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
        <div className="flex min-w-0 flex-col gap-5">
          <Panel title={`Problems · ${content.problems.length}`} flush>
            <Problems problems={content.problems} />
          </Panel>
          <Panel title="Weights and heights" flush>
            <MeasuredElsewhere content={content} zone={zone} />
          </Panel>
          <Panel title="Person" flush>
            <PersonDetails person={content.person} identifiers={content.identifiers} />
          </Panel>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Panel title={`Medicines · ${content.medications.length}`} flush>
            <Medications medications={content.medications} />
          </Panel>
          <Panel title={allergyStatusTitles[content.allergyStatus]} flush>
            <Allergies allergies={content.allergies} status={content.allergyStatus} />
          </Panel>
          <LeftOut content={content} />
        </div>
      </div>
    </>
  )
}

function MeasuredElsewhere({ content, zone }: { readonly content: ReferralContent; readonly zone: string }) {
  const { measurements, bloodPressure } = content
  return (
    <>
      <p className="border-line border-b bg-sunken px-4 py-2.5 text-muted">
        Measured elsewhere. A dose by weight needs a weight from this clinic’s own scale.
      </p>
      {bloodPressure === undefined ? null : (
        <p className="flex flex-wrap justify-between gap-x-4 border-line border-b px-4 py-2.5">
          <span className="font-strong">
            {bloodPressure.systolicMmHg}/{bloodPressure.diastolicMmHg}&nbsp;mmHg
            <span className="font-regular text-muted"> newest blood pressure</span>
          </span>
          <span className="text-muted">{dateAndTime(bloodPressure.measuredAt, zone)}</span>
        </p>
      )}
      <Measurements measurements={importedMeasured(measurements)} zone={zone} />
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
      {content.leftOut.length === 0 ? (
        <p className="px-4 py-3 text-muted">Everything in the file was taken.</p>
      ) : (
        <LeftOutTable lines={content.leftOut} />
      )}
    </Panel>
  )
}

function LeftOutTable({ lines }: { readonly lines: ReferralContent['leftOut'] }) {
  return (
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
        {lines.map((line) => (
          <tr key={`${line.type}${line.reason}`} className="align-baseline">
            <th scope="row" className="py-2 pr-3 pl-4 font-strong sm:whitespace-nowrap">
              {line.type.replace(/([a-z])([A-Z])/g, '$1\u200b$2')}
            </th>
            <td className="px-2 py-2 text-right align-baseline">{line.count}</td>
            <td className="py-2 pr-4 pl-3 text-muted">{line.reason}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
