'use client'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import type { Refusal } from '@holdspace/kit/refusal'
import { openLimits } from '@holdspace/protocols/limits-set'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { settledLimits } from '@holdspace/protocols/settle-limits'
import { Panel } from '@holdspace/ui/panel'
import { useState } from 'react'
import { ApproveVersion } from './approve-version.tsx'
import { PutUpForReview } from './put-up-for-review.tsx'

export interface TakeIntoUseProps {
  readonly protocol: ProtocolVersion
  /** Hash of what this page shows, which is what is approved; null for what is not in review. */
  readonly shownHash: string | null
  readonly today: CalendarDate
  /** Why the reader may not approve; null for the medical director. */
  readonly whyNot: Refusal | null
}

/**
 * The way of a draft into the practice: what it leaves open is settled, it is put up for review, and the medical director
 * approves it. Everybody else reads who does.
 */
export function TakeIntoUse({ protocol, shownHash, today, whyNot }: TakeIntoUseProps) {
  const [isMending, setMending] = useState(false)
  return (
    <div id="take-into-use" className="scroll-mt-6">
      <Panel title="Take into use">
        <div className="flex flex-col gap-4">
          {whyNot === null ? (
            <NextStep
              protocol={protocol}
              shownHash={shownHash}
              today={today}
              isMending={isMending}
              setMending={setMending}
            />
          ) : (
            <>
              <p>{standing[protocol.status === 'draft' ? 'draft' : 'in-review']} Nothing runs on it before that.</p>
              <p className="text-muted">{whyNot.sentence}</p>
            </>
          )}
        </div>
      </Panel>
    </div>
  )
}

const standing = {
  draft: 'A draft: the medical director puts it up for review and approves it.',
  'in-review': 'In review: the medical director reads it and approves it.',
} as const

interface NextStepProps extends Pick<TakeIntoUseProps, 'protocol' | 'shownHash' | 'today'> {
  readonly isMending: boolean
  readonly setMending: (isMending: boolean) => void
}

function NextStep({ protocol, shownHash, today, isMending, setMending }: NextStepProps) {
  const open = openLimits(protocol)
  const settled = settledLimits(protocol)
  if (protocol.status === 'draft' || open.length > 0 || shownHash === null) {
    return <PutUpForReview protocol={protocol} limits={open} today={today} />
  }
  if (isMending) {
    return (
      <PutUpForReview
        protocol={protocol}
        limits={settled}
        today={today}
        onDone={() => setMending(false)}
        onCancel={() => setMending(false)}
      />
    )
  }
  const mend = settled.length === 0 ? {} : { onMend: () => setMending(true) }
  return <ApproveVersion protocol={protocol} shownHash={shownHash} settled={settled} today={today} {...mend} />
}
