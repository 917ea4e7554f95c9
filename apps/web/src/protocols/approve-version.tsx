'use client'
import { type CalendarDate, plusPeriod } from '@holdspace/kit/calendar-date'
import { formatDate } from '@holdspace/kit/calendar-words'
import type { Refusal } from '@holdspace/kit/refusal'
import { cautions } from '@holdspace/protocols/feasibility'
import { limitName } from '@holdspace/protocols/limit-names'
import { limitWords } from '@holdspace/protocols/limit-units'
import type { FoundLimit } from '@holdspace/protocols/limits-set'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { Button } from '@holdspace/ui/button'
import { DateFields, partsOfDate } from '@holdspace/ui/date-fields'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Notice } from '@holdspace/ui/notice'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { AskAgain } from '../account/ask-again.tsx'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { RefusedWithDetails } from './refused-with-details.tsx'

export interface ApproveVersionProps {
  readonly protocol: ProtocolVersion
  /** Hash of what this page shows: that is approved, and nothing that was changed meanwhile. */
  readonly shownHash: string
  /** The practice's own values, to be read over before they count. */
  readonly settled: readonly FoundLimit[]
  readonly today: CalendarDate
  /** To enter the practice's own values again; absent where it has none. */
  readonly onMend?: () => void
}

/** Approving is a signature: the days are chosen, the password is given again, and then sessions may run on it. */
export function ApproveVersion({ protocol, shownHash, settled, today, onMend }: ApproveVersionProps) {
  const { dates, setDates, problems, refused, isAsking, setAsking, submit, approve } = useApproving(
    protocol,
    shownHash,
    today,
  )
  const problemAt = (field: string) => {
    const sentence = problems.find((one) => one.field === field)?.sentence
    return sentence === undefined ? {} : { problem: sentence }
  }
  return (
    <>
      <Settled protocol={protocol} settled={settled} onMend={onMend} />
      <Cautions lines={cautions(protocol)} />
      {refused === null ? null : <RefusedWithDetails refused={refused} />}
      <Form onSubmit={submit} problems={problems} aria-label="Approve">
        <DateFields
          name="effectiveFrom"
          label="In effect from"
          defaultValue={partsOfDate(today)}
          onChange={(_, effectiveFrom) => setDates({ ...dates, effectiveFrom })}
          {...problemAt('effectiveFrom')}
        />
        <DateFields
          name="reviewBy"
          label="To be reviewed by"
          defaultValue={partsOfDate(plusPeriod(today, 'P1Y'))}
          onChange={(_, reviewBy) => setDates({ ...dates, reviewBy })}
          {...problemAt('reviewBy')}
        />
        <div>
          <SubmitButton>Approve</SubmitButton>
        </div>
        <p className="text-muted">
          An approved version never changes: whoever wants another value makes a new version of it.
        </p>
      </Form>
      <AskAgain
        title="Approve the protocol"
        action="Approve"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onSteppedUp={() => void approve()}
      >
        <p className="mb-4 border-accent border-l-3 bg-soft px-3 py-2">
          Clinical approval of “{protocol.title}”, version {protocol.version}
          {dates.effectiveFrom === null ? '' : `, in effect from ${formatDate(dates.effectiveFrom)}`}.
        </p>
      </AskAgain>
    </>
  )
}

interface Dates {
  readonly effectiveFrom: CalendarDate | null
  readonly reviewBy: CalendarDate | null
}

function useApproving({ id: protocolId, version }: ProtocolVersion, shownHash: string, today: CalendarDate) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [dates, setDates] = useState<Dates>({ effectiveFrom: today, reviewBy: plusPeriod(today, 'P1Y') })
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const [refused, setRefused] = useState<Refusal | null>(null)
  const [isAsking, setAsking] = useState(false)
  const submit = () => {
    const missing = missingOf(dates)
    setProblems(missing)
    setRefused(null)
    if (missing.length === 0) setAsking(true)
  }
  const approve = async () => {
    setAsking(false)
    const { effectiveFrom, reviewBy } = dates
    if (effectiveFrom === null || reviewBy === null) return
    const approving = { protocolId, version, effectiveFrom, reviewBy, shownHash }
    const answer = await attempt(() => trpc.protocol.approve.mutate(approving))
    if (!answer.ok) return setRefused(answer.refusal)
    sayToast({ level: 'done', title: 'Approved', detail: `Sessions may run on it from ${formatDate(effectiveFrom)}.` })
    router.refresh()
  }
  return { dates, setDates, problems, refused, isAsking, setAsking, submit, approve }
}

function missingOf({ effectiveFrom, reviewBy }: Dates): FormProblem[] {
  if (effectiveFrom !== null && reviewBy !== null && reviewBy <= effectiveFrom) {
    return [{ field: 'reviewBy', sentence: 'The review must be later than the day it takes effect.' }]
  }
  return [
    ...(effectiveFrom === null ? [{ field: 'effectiveFrom', sentence: 'Enter the day it takes effect.' }] : []),
    ...(reviewBy === null ? [{ field: 'reviewBy', sentence: 'Enter the day it is reviewed by.' }] : []),
  ]
}

interface SettledProps extends Pick<ApproveVersionProps, 'protocol' | 'settled'> {
  readonly onMend: (() => void) | undefined
}

function Settled({ protocol, settled, onMend }: SettledProps) {
  if (settled.length === 0) return <p>Read from top to bottom, then approve.</p>
  const policyOf = (limit: FoundLimit) =>
    protocol.sources.filter((source) => limit.sources.includes(source.id)).map((source) => source.title)
  return (
    <div>
      <h3 className="font-strong">This practice’s own values</h3>
      <dl className="mt-2 flex flex-col gap-2">
        {settled.map((limit) => (
          <div key={limit.path}>
            <dt className="text-muted">{limitName(limit.path)}</dt>
            <dd>
              <span className="text-lead font-strong">{limitWords(protocol, limit)}</span>
              <span className="block text-muted [overflow-wrap:anywhere]">{policyOf(limit).join(', ')}</span>
            </dd>
          </div>
        ))}
      </dl>
      {onMend === undefined ? null : (
        <Button size="compact" className="mt-2" onPress={onMend}>
          Enter them again
        </Button>
      )}
    </div>
  )
}

function Cautions({ lines }: { readonly lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <Notice level="medium" title="Before you approve">
      <ul className="flex list-disc flex-col gap-1 pl-5">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Notice>
  )
}
